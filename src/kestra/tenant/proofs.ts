import { foldCase } from '../../batching/names.ts';
import { NotFoundError } from '../../errors.ts';
import { intact, isBreach } from '../../rest/contract-breaches.ts';
import { hasAll, isGone, isNew, isSame, isSet, wasThere } from '../../rest/proofs.ts';
import type { Finding, Proof, Shown } from '../../rest/settle.ts';
import type { TenantCalls } from './calls.ts';
import type { TenantReads, WireAccess, WireBinding, WireGroupMember } from './reads.ts';
import type { BindingBody, GroupBody, ServiceAccountBody, WholeGroup } from './writes.ts';

/*
 * Which read finds out the outcome of a write in a tenant whose answer was lost: a row of `docs/errors.md` each.
 * Lists of members lag behind: that they lack somebody proves nothing.
 */

/** In a tenant. */
interface Place {
  readonly looks: TenantReads;
  readonly tenant: string;
}

/** The page of a list on which an outcome is looked for. */
export const page = { page: 1, size: 100 };
const unknown = { is: 'UNKNOWN' } as const;

const shown =
  <Row>(read: () => Promise<Row>) =>
  async (): Promise<Shown<Row>> => ({ body: await read(), at: undefined });

/** What is not on a page of a list is not there, where the page has all that the list has. */
function missing({ results, total }: { readonly results: readonly unknown[]; readonly total: number }): Finding<never> {
  return { is: total <= results.length ? 'NOT_DONE' : 'UNKNOWN' };
}

/** Access of a user who is known by the id. */
export const granted =
  ({ looks, tenant }: Place, userId: string): Proof<unknown> =>
  async () => {
    try {
      return { is: 'DONE', result: await looks.access(tenant, userId) };
    } catch (error) {
      if (error instanceof NotFoundError) return { is: 'NOT_DONE' };
      throw error;
    }
  };

/** Access of a user who is known by the e-mail address alone. */
export const created =
  ({ looks, tenant }: Place, email: string): Proof<unknown> =>
  async () => {
    const { results } = await looks.members(tenant, { search: email }, page);
    return results.some(({ username }) => isOf(username, email)) ? { is: 'DONE', result: undefined } : unknown;
  };

const isOf = (username: string | undefined, email: string) =>
  username !== undefined && !isBreach(username) && foldCase(username) === foldCase(email);

export const goneAccess = ({ looks, tenant }: Place, userId: string) => isGone(() => looks.access(tenant, userId));

/** A new group, whose name is unique in the tenant: it is as it was asked for, or was there before. */
export const newGroup =
  ({ looks, tenant }: Place, { name, description, membersId = [] }: GroupBody): Proof<WholeGroup> =>
  async ({ isSecond }) => {
    const groups = await looks.groups(tenant, { search: name }, page);
    const found = groups.results.find((group) => intact(group.name) === name);
    if (!found) return missing(groups);
    const group = { id: found.id, name, description: found.description ?? undefined };
    if (isSecond) return { is: 'DONE', result: group };
    // Versions whose lists do not tell descriptions cannot tell such a group from another.
    if (found.description === undefined && description !== undefined) return unknown;
    if (!hasAll(group, { description: description ?? '' })) return wasThere('Kestra');
    return membersId.length === 0 ? { is: 'DONE', result: group } : unknown;
  };

export const changedGroup = ({ looks, tenant }: Place, id: string, { name, description = '' }: GroupBody) =>
  isSet(
    shown(() => looks.group(tenant, id)),
    (group) => hasAll(group, { name, description }),
  );

export const goneGroup = ({ looks, tenant }: Place, id: string) => isGone(() => looks.group(tenant, id));

/** Whether a member is in a group afterwards, as the member's access tells. */
export function membership(place: Place, id: string, userId: string, isIn: boolean): Proof<WireGroupMember> {
  const { looks, tenant } = place;
  const groupsOf = ({ groups }: WireAccess) => intact(groups) ?? [];
  const proof = isSet(
    shown(() => looks.access(tenant, userId)),
    (access) => groupsOf(access).some((group) => intact(group).id === id) === isIn,
  );
  return async (look) => {
    const found = await proof(look);
    if (found.is !== 'DONE') return found;
    const { username, displayName } = found.result;
    return { is: 'DONE', result: { id: userId, username, displayName, groups: groupsOf(found.result) } };
  };
}

/** What a member is in a group, which only the list of its members tells. */
export const membershipIs =
  ({ looks, tenant }: Place, id: string, userId: string, membership: 'OWNER' | 'MEMBER'): Proof<WireGroupMember> =>
  async () => {
    const { results } = await looks.groupMembers(tenant, id, undefined, page);
    const member = results.find((one) => one.id === userId);
    const isSo = intact(member?.groups)?.some((group) => group.id === id && group.membership === membership);
    return member && isSo ? { is: 'DONE', result: member } : unknown;
  };

/** A role that is held. */
export const bound =
  ({ looks, tenant }: Place, { type, externalId, roleId, namespaceId }: BindingBody): Proof<WireBinding> =>
  async () => {
    const bindings = await looks.bindings(tenant, { type, holderId: externalId }, page);
    const found = bindings.results.find(
      ({ role, namespace }) => intact(role)?.id === roleId && (intact(namespace) ?? null) === (namespaceId ?? null),
    );
    return found ? { is: 'DONE', result: found } : missing(bindings);
  };

export const goneBinding = ({ looks, tenant }: Place, id: string) => isGone(() => looks.binding(tenant, id));

/** An invitation that was sent since. None proves nothing: Kestra lets in at once whom it knows. */
export const invited =
  (reads: (calls: TenantCalls) => TenantReads, calls: TenantCalls, tenant: string, email: string): Proof<unknown> =>
  async (look) => {
    let at: number | undefined;
    const looks = reads(
      calls.looking((time) => {
        at = time;
      }),
    );
    const invitations = await looks.invitationsTo(tenant, email);
    const isSent = invitations.some(
      ({ status, sentAt }) => status === 'PENDING' && isNew(sentAt, at, { ...look, isSecond: false }),
    );
    return isSent ? { is: 'DONE', result: undefined } : unknown;
  };

export const goneInvitation = ({ looks, tenant }: Place, id: string) => isGone(() => looks.invitation(tenant, id));

export const changedServiceAccount = ({ looks, tenant }: Place, id: string, body: ServiceAccountBody) =>
  isSet(
    shown(() => looks.serviceAccount(tenant, id)),
    (account) => {
      const { name, description = '', superAdmin = false, groups = [] } = body;
      const idsOf = (list: readonly { readonly id: string }[]) => list.map((group) => group.id);
      const present = intact(account.groups) ?? [];
      return hasAll(account, { name, description, superAdmin }) && isSame(idsOf(present), idsOf(groups));
    },
  );

export const goneServiceAccount = ({ looks, tenant }: Place, id: string) =>
  isGone(() => looks.serviceAccount(tenant, id));

/** A service account in any tenants. */
export const changedAnyAccount = (looks: TenantReads, id: string, body: object) =>
  isSet(
    shown(() => looks.anyServiceAccount(id)),
    (account) => hasAll(account, body),
  );

export const goneAnyAccount = (looks: TenantReads, id: string) => isGone(() => looks.anyServiceAccount(id));
