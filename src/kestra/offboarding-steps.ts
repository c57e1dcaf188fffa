import { type Step, step } from '../offboarding/offboarder.ts';
import type { WireUser } from './api.ts';
import type { TenantKey } from './composite-id.ts';
import type { WireToken } from './tokens-api.ts';
import { type Features, knowsNoRights } from './versions.ts';

/** The operations by which something is taken from a person. */
export type RemovalId =
  | 'deleteRefreshToken'
  | 'deleteApiToken_1'
  | 'patchUserSuperAdmin'
  | 'deleteBinding'
  | 'deleteUserFromGroup'
  | 'updateUserGroups'
  | 'deleteTenantAccess'
  | 'deleteInvitation'
  | 'deleteUser';

/** A role that somebody holds in a tenant. */
export interface HeldRole extends TenantKey {
  readonly role: string | undefined;
  readonly namespace: string | null | undefined;
}

/** The account of a person, and what it has. */
export interface PersonAccount {
  readonly user: Pick<WireUser, 'id' | 'username' | 'superAdmin'>;
  readonly tokens: readonly Pick<WireToken, 'id' | 'name'>[];
  readonly tenantIds: readonly string[];
  readonly groups: readonly TenantKey[];
  readonly roles: readonly HeldRole[];
}

/** What Kestra has of a person. */
export interface PersonState {
  readonly account: PersonAccount | undefined;
  /** Those that are open. */
  readonly invitations: readonly TenantKey[];
}

type KestraStep = Step<RemovalId>;

/** The steps that remove everything: a pure function of the person's state and of what the version can do. */
export function stepsOf({ account, invitations }: PersonState, features: Pick<Features, 'groups'>): KestraStep[] {
  const withdrawn = invitations.map(({ tenantId: tenant, id }) =>
    step('WITHDRAW_INVITATION', [tenant, id], `Withdraws an invitation to the tenant ${tenant}.`, {
      operation: 'deleteInvitation',
      values: { tenant, id },
    }),
  );
  if (!account) return withdrawn;
  const rights = features.groups ? rightsOf(account) : olderRightsOf(account);
  return [...accountSteps(account), ...rights, ...withdrawn];
}

function accountSteps({ user: { id, superAdmin }, tokens }: PersonAccount): KestraStep[] {
  const values = { id };
  return [
    step('END_SESSIONS', [id], 'Revokes the refresh token: sessions end when their access tokens expire.', {
      ...{ operation: 'deleteRefreshToken', values },
    }),
    ...tokens.map(({ id: tokenId, name }) =>
      step('REVOKE_TOKEN', [id, tokenId], `Revokes the API token ${quoted(name)}.`, {
        operation: 'deleteApiToken_1',
        values: { id, tokenId },
      }),
    ),
    ...(superAdmin
      ? [
          step('WITHDRAW_SUPER_ADMIN', [id], 'Withdraws super-admin rights.', {
            ...{ operation: 'patchUserSuperAdmin', values },
          }),
        ]
      : []),
    step('DELETE_ACCOUNT', [id], 'Deletes the account, with its sign-in methods.', {
      ...{ operation: 'deleteUser', values },
    }),
  ];
}

/** From 1.3 on, each right can be withdrawn for itself. */
function rightsOf({ user: { id: userId }, roles, groups, tenantIds }: PersonAccount): KestraStep[] {
  return [
    ...roles.map(({ tenantId: tenant, id, role, namespace }) => {
      const where = namespace == null ? `the tenant ${tenant}` : `the namespace ${namespace} of the tenant ${tenant}`;
      return step('REVOKE_ROLE', [tenant, id], `Takes the role ${quoted(role)} in ${where} away.`, {
        operation: 'deleteBinding',
        values: { tenant, id },
      });
    }),
    ...groups.map(({ tenantId: tenant, id }) =>
      step('LEAVE_GROUP', [userId, tenant, id], `Takes the person out of the group ${id} of the tenant ${tenant}.`, {
        operation: 'deleteUserFromGroup',
        values: { tenant, id, userId },
        conflictSaysGone: true,
      }),
    ),
    ...tenantIds.map((tenant) =>
      step('REVOKE_TENANT_ACCESS', [userId, tenant], `Withdraws the access to the tenant ${tenant}.`, {
        operation: 'deleteTenantAccess',
        values: { tenant, userId },
      }),
    ),
  ];
}

/** Before, groups can be left, those of a tenant at once; the rest ends with the account. */
function olderRightsOf({ user: { id }, groups, tenantIds }: PersonAccount): KestraStep[] {
  const lacking = knowsNoRights();
  const endsWithAccount = 'It ends with the account.';
  return [
    ...[...Map.groupBy(groups, ({ tenantId }) => tenantId)].map(([tenant, ofTenant]) => {
      const groupIds = ofTenant.map((group) => group.id).toSorted();
      return step(
        'LEAVE_GROUP',
        [id, tenant, ...groupIds],
        `Takes the person out of all groups of the tenant ${tenant}.`,
        {
          operation: 'updateUserGroups',
          values: { tenant, id },
        },
      );
    }),
    step('REVOKE_ROLE', [id], `Takes roles in tenants away. ${endsWithAccount}`, lacking),
    ...tenantIds.map((tenant) =>
      step(
        'REVOKE_TENANT_ACCESS',
        [id, tenant],
        `Withdraws the access to the tenant ${tenant}. ${endsWithAccount}`,
        lacking,
      ),
    ),
    step('WITHDRAW_INVITATION', [id], 'Withdraws open invitations to tenants.', lacking),
  ];
}

const quoted = (name: string | undefined): string => (name === undefined ? 'without a name' : `"${name}"`);
