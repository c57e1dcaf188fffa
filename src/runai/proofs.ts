import { foldCase, searchable } from '../batching/names.ts';
import { intact } from '../rest/contract-breaches.ts';
import { hasAll, isGone, isSet, madeFinding, SecretLostError, wasThere } from '../rest/proofs.ts';
import type { Proof } from '../rest/settle.ts';
import type { Answer, Body, RunaiCalls } from './calls.ts';
import type { WireNewUser } from './wire-users.ts';

/*
 * Which read finds out the outcome of a write whose answer was lost: a row of `docs/errors.md` each. Sessions and
 * passwords cannot be read, so that nothing proves their writes.
 */

/** The most rows that no server cuts a page short of: a list of fewer is whole. */
const surelyWhole = 10;

const platform = 'Run:ai';

type AccessBody = Partial<Omit<Body<'createUser'>, 'entityType'>> & { readonly entityType?: string };

/** What of a body is access: the rest is taken over as it was read, and dates may be written otherwise. */
const accessIn = ({ roles, entityType, tenantId, permitAllClusters, permittedClusters }: AccessBody) => ({
  roles,
  entityType,
  tenantId,
  permitAllClusters,
  permittedClusters,
});

/** A new account. Its name is unique; the time of its creation tells it from one that was there before. */
export const newUser =
  (calls: RunaiCalls, email: string): Proof<WireNewUser> =>
  async (look) => {
    const name = foldCase(email);
    const search = searchable(name);
    const query = calls.has('paging') ? { search, offset: 0, limit: 500 } : {};
    if (calls.has('paging') && search === '') return { is: 'UNKNOWN' };
    const { body: rows, at } = await calls.look('get_users', { query });
    const row = rows.find(({ username }) => foldCase(intact(username) ?? '') === name);
    if (!row) {
      const isWhole = !calls.has('paging') || rows.length < surelyWhole;
      return { is: isWhole ? 'NOT_DONE' : 'UNKNOWN' };
    }
    const { id = '', username = '', createdAt } = row;
    const tempPassword = new SecretLostError(
      'Run:ai created the account, but the answer with the temporary password was lost. Use the mutation resetUserPassword to create another one.',
    );
    const result = { id: intact(id), username, tempPassword };
    return madeFinding(platform, { madeAt: createdAt, at, look, result });
  };

export const goneUser = (calls: RunaiCalls, userId: string) =>
  isGone(() => calls.look('get_user_by_id', { values: { userId } }));

/** A new account with access: as `newUser`. */
export const newAccessUser =
  (calls: RunaiCalls, email: string): Proof<Omit<Answer<'createUser'>, 'password'>> =>
  async (look) => {
    const { body: rows, at } = await calls.look('getUsers', {});
    const row = rows.find((user) => foldCase(intact(user.email)) === foldCase(email));
    if (!row) return { is: 'NOT_DONE' };
    const { createdAt, roles = [], ...rest } = row;
    return madeFinding(platform, { madeAt: createdAt, at, look, result: { ...rest, roles } });
  };

export const changedAccessUser = (calls: RunaiCalls, userId: string, body: Body<'updateUserById'>) =>
  isSet(
    () => calls.look('getUserById', { values: { userId } }),
    (user) => hasAll(user, accessIn(body)),
  );

export const goneAccessUser = (calls: RunaiCalls, userId: string) =>
  isGone(() => calls.look('getUserById', { values: { userId } }));

/**
 * A group with access has no time of its creation: it has what was asked for, or was there before.
 */
export const newGroup =
  (calls: RunaiCalls, body: Body<'createGroup'>): Proof<Answer<'createGroup'>> =>
  async (look) => {
    const { username: groupName, email } = body;
    const found = await changedGroup(calls, groupName, body)(look);
    if (found.is === 'FAILED') return { is: 'NOT_DONE' };
    if (found.is === 'NOT_DONE') return wasThere(platform);
    if (found.is !== 'DONE') return found;
    return { is: 'DONE', result: { ...body, ...found.result, username: groupName, email } };
  };

export const changedGroup = (calls: RunaiCalls, groupName: string, body: Partial<Body<'createGroup'>>) =>
  isSet(
    () => calls.look('geGroupByName', { values: { groupName } }),
    (group) => hasAll(group, accessIn(body)),
  );

export const goneGroup = (calls: RunaiCalls, groupName: string) =>
  isGone(() => calls.look('geGroupByName', { values: { groupName } }));
