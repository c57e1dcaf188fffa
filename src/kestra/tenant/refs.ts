import { builder } from '../../graph/builder.ts';
import type {
  WireAccess,
  WireBinding,
  WireGroupMember,
  WireHeldRole,
  WireInvitation,
  WirePermission,
  WireRole,
} from './reads.ts';

/** What belongs to a tenant. */
interface OfTenant {
  readonly tenantId: string;
}
/** A group of a member: members of groups tell what they may do with it. */
type Membership = Pick<NonNullable<WireGroupMember['groups']>[number], 'id' | 'name' | 'external' | 'membership'>;
/** Somebody with access to a tenant, as far as is known: lists, groups, bindings and the member alone tell differently. */
export interface Member extends OfTenant {
  readonly id: string;
  readonly username?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly groups?: readonly Membership[];
  /** The id of the group whose members were read. */
  readonly groupId?: string;
  readonly auths?: readonly { readonly name?: string; readonly type?: string }[];
  readonly access?: WireAccess;
}
/** A role, of which lists tell the name alone. */
export type Role = OfTenant & Pick<WireRole, 'id'> & Partial<WireRole>;

/** References to the types, declared before their fields since the types refer to each other. */
export const KestraTenantMember = builder.objectRef<Member>('KestraTenantMember');
export const KestraRole = builder.objectRef<Role>('KestraRole');
export const KestraHeldRole = builder.objectRef<WireHeldRole & OfTenant>('KestraHeldRole');
export const KestraPermission =
  builder.objectRef<Pick<WirePermission, 'resource' | 'permission' | 'actions'>>('KestraPermission');
/** A binding, and its tenant. */
export type BindingOf = WireBinding & OfTenant;
export const KestraBinding = builder.objectRef<BindingOf>('KestraBinding');
export const KestraInvitation = builder.objectRef<WireInvitation & OfTenant>('KestraInvitation');
