import { builder } from '../../graph/builder.ts';
import type { WireAccessRule, WireRunaiRole } from '../wire-authorization.ts';

/** A role by what a rule tells of it, or as a whole. */
export interface KnownRole {
  readonly id: number;
  readonly name: string;
  readonly whole?: WireRunaiRole;
}

export const wholeRole = (whole: WireRunaiRole): KnownRole => ({ id: whole.id, name: whole.name, whole });

/** References to the types of access rules and roles, declared before their fields. */
export const AccessRule = builder.objectRef<WireAccessRule>('AccessRule');
export const RunaiRole = builder.objectRef<KnownRole>('RunaiRole');

export const AccessRuleConnection = builder.connectionObject(
  { type: AccessRule, name: 'AccessRuleConnection' },
  { name: 'AccessRuleEdge' },
);
export const RunaiRoleConnection = builder.connectionObject(
  { type: RunaiRole, name: 'RunaiRoleConnection' },
  { name: 'RunaiRoleEdge' },
);
