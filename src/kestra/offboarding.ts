import { foldCase } from '../batching/names.ts';
import { ConflictError } from '../errors.ts';
import type { IsCaller, Offboarder } from '../offboarding/offboarder.ts';
import { readWhole } from '../paging/totalled-list.ts';
import { intact } from '../rest/contract-breaches.ts';
import type { WireUser } from './api.ts';
import { costs } from './costs.ts';
import type { Kestra } from './kestra.ts';
import { usernameOf } from './loaders/users.ts';
import { type HeldRole, type PersonAccount, type PersonState, type RemovalId, stepsOf } from './offboarding-steps.ts';
import { checkedTenant } from './tenant.ts';

/** Tenants that a person and the caller are taken to be in. */
const assumedTenants = 10;

/** How Kestra takes leave of a person. Reading what the person has requires super-admin rights. */
export const offboarding: Offboarder<Kestra, RemovalId> = {
  cost(field) {
    costs.byName.cost(field as Parameters<typeof costs.byName.cost>[0]);
    costs.viewer.cost(field as Parameters<typeof costs.viewer.cost>[0]);
    // The whole user and the tokens; of each tenant the roles and the invitations.
    field.estimate.calls(2 + 2 * assumedTenants);
  },

  async find(kestra, email) {
    const [match, ...others] = await kestra.users.matches(email);
    if (others.length > 0) {
      throw new ConflictError(
        `Kestra has ${others.length + 1} accounts with this name, which differ only in upper and lower case.`,
      );
    }
    const user = match && (await kestra.users.whole(match));
    const [account, isCaller] = await Promise.all([
      user && accountOf(user, kestra),
      isThatOfCaller(email, user, kestra),
    ]);
    const state = { account, invitations: await invitationsTo(email, account?.tenantIds ?? [], kestra) };
    return {
      account: user && { userId: intact(user.id), username: usernameOf(user) },
      isCaller,
      steps: stepsOf(state, kestra.features),
    };
  },

  callOf: ({ calls }, { operation, values }) => calls.requestLine(operation, values),

  async remove(kestra, { operation, values }) {
    await removals[operation](kestra, values);
  },
};

type Values = Readonly<Record<string, string>>;

/** How each call is made. */
const removals: Readonly<Record<RemovalId, (kestra: Kestra, values: Values) => Promise<unknown>>> = {
  deleteRefreshToken: (kestra, { id = '' }) => kestra.change((api) => api.deleteRefreshToken(id)),
  deleteApiToken_1: (kestra, { id = '', tokenId = '' }) =>
    kestra.change(({ tokens }) => tokens.deleteUserToken(id, tokenId)),
  patchUserSuperAdmin: (kestra, { id = '' }) => kestra.change((api) => api.patchUserSuperAdmin(id, false)),
  deleteBinding: (kestra, { tenant = '', id = '' }) =>
    kestra.changeTenant((writes) => writes.deleteBinding(tenant, id)),
  deleteUserFromGroup: (kestra, { tenant = '', id = '', userId = '' }) =>
    kestra.changeTenant((writes) => writes.removeMember(tenant, id, userId)),
  updateUserGroups: (kestra, { tenant = '', id = '' }) => kestra.change((api) => api.updateUserGroups(tenant, id, [])),
  deleteTenantAccess: (kestra, { tenant = '', userId = '' }) =>
    kestra.changeTenant((writes) => writes.deleteAccess(tenant, userId)),
  deleteInvitation: (kestra, { tenant = '', id = '' }) =>
    kestra.changeTenant((writes) => writes.deleteInvitation(tenant, id)),
  deleteUser: (kestra, { id = '' }) => kestra.change((api) => api.deleteUser(id)),
};

async function isThatOfCaller(email: string, user: WireUser | undefined, kestra: Kestra): Promise<IsCaller> {
  if (!kestra.features.viewer) return undefined;
  const { id, profile } = await kestra.viewer();
  const names = [intact(profile)?.username, intact(profile)?.email];
  return intact(id) === user?.id || names.some((name) => name !== undefined && foldCase(name) === foldCase(email));
}

async function accountOf(user: WireUser, kestra: Kestra): Promise<PersonAccount> {
  const userId = intact(user.id);
  const groups = (intact(user.groups) ?? []).map((group) => {
    const { id, tenantId = kestra.tenant } = intact(group);
    return { tenantId: checkedTenant(intact(tenantId)), id: intact(id) };
  });
  const tenantIds = (intact(user.tenants) ?? []).map((tenant) => checkedTenant(intact(intact(tenant).id)));
  const rolesAt = kestra.features.groups ? [...new Set([...tenantIds, ...groups.map(({ tenantId }) => tenantId)])] : [];
  const [tokens, roles] = await Promise.all([
    kestra.tokens.of.load({ userId }),
    Promise.all(rolesAt.map((tenantId) => rolesIn(tenantId, userId, kestra))),
  ]);
  return {
    user: { id: userId, username: user.username, superAdmin: intact(user.superAdmin) },
    tokens: (tokens ?? []).map((token) => ({ id: intact(intact(token).id), name: intact(token.name) })),
    tenantIds,
    groups,
    roles: roles.flat(),
  };
}

async function rolesIn(tenantId: string, userId: string, kestra: Kestra): Promise<HeldRole[]> {
  const bindings = kestra.directory.bindingsOf(tenantId, { type: 'USER', holderId: userId });
  const held = await readWhole(bindings, kestra.maxPageSize);
  return held.map(({ id, role, namespace }) => ({
    ...{ tenantId, id: intact(id) },
    ...{ role: intact(intact(role)?.name), namespace: intact(namespace) },
  }));
}

/** The open invitations to the tenants of the person and of the caller: no call tells those to other tenants. */
async function invitationsTo(
  email: string,
  tenantIds: readonly string[],
  kestra: Kestra,
): Promise<PersonState['invitations']> {
  if (!kestra.features.groups) return [];
  const ofCaller = intact((await kestra.viewer()).tenants) ?? [];
  const places = new Set([...tenantIds, ...ofCaller.map((tenant) => checkedTenant(intact(intact(tenant).id)))]);
  const found = await Promise.all(
    [...places].map(async (tenantId) => {
      const invitations = await kestra.directory.reads.invitationsTo(tenantId, email);
      return invitations
        .filter(({ status }) => intact(status) === 'PENDING')
        .map(({ id }) => ({ tenantId, id: intact(id) }));
    }),
  );
  return found.flat();
}
