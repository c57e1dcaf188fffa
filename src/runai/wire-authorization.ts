import type { components as Components24 } from './wire/2.24.ts';
import type { components as Components30 } from './wire/3.0.ts';

type Schemas = Components30['schemas'];

/** An access rule as Run:ai sends it; the path of its scope stands only on one that is read alone. */
export type WireAccessRule = Schemas['AccessRule'] & Pick<Schemas['AccessRuleById'], 'scopePath'>;
/** A rule of the caller, which has fewer properties. */
export type WireOwnRule = Schemas['MeAccessRule'];
/** A role that a rule can give. Only versions before 3.0 tell which are a tenant's own; only 3.0 tells permission sets. */
export type WireRunaiRole = Schemas['Role'] & Partial<Pick<Components24['schemas']['RoleV1'], 'custom'>>;
export type WirePermission = Schemas['RolePermission'];
export type WirePermissionSet = Schemas['PermissionSet'];
export type WireNewRule = Schemas['AccessRuleCreationFields'];
export type WireNewRules = Schemas['AccessRulesBatchCreateFields']['payload'];
type WithDefaults<Fields, Names extends keyof Fields> = Omit<Fields, Names> & Partial<Pick<Fields, Names>>;
export type WireNewRole = WithDefaults<Schemas['RoleCreationFields'], 'enabled'>;
export type WireRoleUpdate = WithDefaults<Schemas['RoleUpdateFields'], 'enabled' | 'scopeType'>;
export type WireSubjectType = Schemas['SubjectTypeResponse'];
export type WireNewSubjectType = Schemas['SubjectType'];
export type WireScopeType = Schemas['ScopeType'];
export type WireRulePhase = NonNullable<NonNullable<WireAccessRule['status']>['phase']>;
export type WireRuleField = Schemas['AccessRulesSortFilterFields'];
export type WirePermittedScopes = Schemas['PermittedScopes'];
export type WirePermittedActions = Schemas['PermittedScopesActions'];

/** One condition on an access rule, by the operators of `filterBy`. */
export interface RuleCondition {
  readonly field: WireRuleField;
  readonly operator: '==' | '!=' | '<=' | '>=' | '=@' | '!@' | '=^' | '=$';
  readonly value: string;
}

/** What a list and a count of access rules have in common. */
export interface RuleSelection {
  /** All of these hold. */
  readonly conditions?: readonly RuleCondition[];
  readonly search?: string;
  readonly includeDeleted?: boolean;
}

/** What a list of access rules takes, apart from the window. A count takes the selection alone. */
export interface RuleList extends RuleSelection {
  readonly subjectType?: WireSubjectType;
  /** Any of these. */
  readonly subjectIds?: readonly string[];
  readonly clusterId?: string;
  readonly lastUpdated?: string;
  readonly sortBy?: WireRuleField;
  readonly sortOrder?: 'asc' | 'desc';
}

/** The most rules or roles that one call may ask for. */
export const authorizationPageCap = 500;
