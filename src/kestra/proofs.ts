import { foldCase, searchable } from '../batching/names.ts';
import { isBreach } from '../rest/contract-breaches.ts';
import { hasAll, isGone, isNew, isSame, isSet, SecretLostError, wasThere } from '../rest/proofs.ts';
import type { Finding, Look, Proof, Shown } from '../rest/settle.ts';
import type { KestraApi, NewUser, UserBody, WireUser } from './api.ts';
import type { NewToken, WireToken } from './tokens-api.ts';

/*
 * Which read finds out the outcome of a write whose answer was lost: a row of `docs/errors.md` each. Sessions and
 * passwords cannot be read, so that nothing proves their writes.
 */

/** The reads of an API that are not shared with any other. */
type Looks = Pick<KestraApi, 'listUsers' | 'getUser'>;

const pageSize = 100;
const unused = '';

/**
 * A new account. Its name is unique, and nothing tells when it was made: one that the first look shows is the new one where
 * it is in all that was asked for, and was there before where it has other names. A password cannot be read, so that with one
 * nothing proves whose account it is.
 */
export const newUser =
  (looks: Looks, body: UserBody): Proof<NewUser> =>
  async ({ isSecond }) => {
    const name = foldCase(body.email);
    const q = searchable(name);
    if (q === '') return { is: 'UNKNOWN' };
    const { results, total } = await looks.listUsers({ q, page: 1, size: pageSize }, unused);
    const summary = results.find(
      ({ username }) => username !== undefined && !isBreach(username) && foldCase(username) === name,
    );
    if (!summary) return { is: total <= results.length ? 'NOT_DONE' : 'UNKNOWN' };
    if (isSecond) return { is: 'DONE', result: { summary } };
    const user = await looks.getUser(summary.id, unused);
    const { firstName = '', lastName = '' } = body;
    if (!hasAll(user, { firstName, lastName })) return wasThere('Kestra');
    return isAs(user, body) && body.password === undefined ? { is: 'DONE', result: { user } } : { is: 'UNKNOWN' };
  };

/** Whether a user is all that a body asks for, and nothing more. A group brings its tenant along. */
function isAs(user: WireUser, body: UserBody): boolean {
  const { firstName = '', lastName = '', superAdmin = false, restricted = false } = body;
  const { groups = [], tenants = [] } = user;
  const wanted = new Set([...(body.tenants ?? []), ...groups.map(({ tenantId }) => tenantId)]);
  const present = tenants.map(({ id }) => id);
  return (
    hasAll(user, { firstName, lastName, superAdmin, restricted }) &&
    isSame(
      groups.map(({ id }) => id),
      body.groups ?? [],
    ) &&
    (body.tenants ?? []).every((id) => present.includes(id)) &&
    present.every((id) => wanted.has(id))
  );
}

const userShown = (looks: Looks, id: string) => async () => ({ body: await looks.getUser(id, unused), at: undefined });

/** Without a password, which cannot be read. */
export function replacedUser(looks: Looks, id: string, { password, ...body }: UserBody): Proof<WireUser> {
  const proof = isSet(userShown(looks, id), (user) => isAs(user, body) && isOf(user, body.email));
  return async (look) => {
    const found = await proof(look);
    return found.is === 'DONE' && password !== undefined ? { is: 'UNKNOWN' } : found;
  };
}

const isOf = (user: Pick<WireUser, 'email' | 'username'>, email: string) =>
  foldCase(String(user.email ?? user.username ?? '')) === foldCase(email);

/** What is written of a user under the names by which it is read. */
type Changes = Partial<Pick<WireUser, 'email' | 'firstName' | 'lastName' | 'superAdmin' | 'restricted'>>;

export const changedUser = (looks: Looks, id: string, { email, ...changes }: Changes) =>
  isSet(userShown(looks, id), (user) => hasAll(user, changes) && (email === undefined || isOf(user, email)));

export const goneUser = (looks: Looks, id: string) => isGone(() => looks.getUser(id, unused));

export const withoutMethod = (looks: Looks, id: string, auth: string) =>
  isSet(userShown(looks, id), ({ auths = [] }) => auths.every((method) => method.id !== auth));

/** The groups of a user in a tenant; those in others stay. Nothing is proved where it is not told whose groups they are. */
export function groupsOfUser(looks: Looks, tenant: string, id: string, groupIds: readonly string[]): Proof<WireUser> {
  const inTenant = ({ groups = [] }: WireUser) =>
    groups.filter((group) => group.tenantId === tenant).map((group) => group.id);
  const proof = isSet(userShown(looks, id), (user) => isSame(inTenant(user), groupIds));
  return proof;
}

export const changedViewer = (looks: Pick<KestraApi, 'getCurrentUser'>, { email, ...changes }: Changes) =>
  isSet(
    async () => ({ body: await looks.getCurrentUser(unused), at: undefined }),
    ({ profile = {} }) => hasAll(profile, changes) && (email === undefined || isOf(profile, email)),
  );

/**
 * A new token of an owner.
 * @param list lists the tokens of the owner, and tells the time of its answer
 */
export const newTokenOf =
  (name: string, list: (told: (at: number | undefined) => void) => Promise<readonly WireToken[]>): Proof<NewToken> =>
  async (look) => {
    let at: number | undefined;
    const body = await list((time) => {
      at = time;
    });
    return newToken(name, { body, at }, look);
  };

/** Names may be taken twice, and a token that was there before is none that was asked for. */
function newToken(name: string, { body, at }: Shown<readonly WireToken[]>, look: Look): Finding<NewToken> {
  const alike = body.filter((token) => token.name === name);
  const ages = alike.map(({ iat }) => isNew(iat, at, { ...look, isSecond: false }));
  const token = alike[ages.indexOf(true)];
  const fullToken = new SecretLostError(
    'Kestra created the token, but the only answer that shows it was lost. Delete this token and create another one.',
  );
  if (token) return { is: 'DONE', result: { id: token.id, name, fullToken } };
  return { is: ages.includes(undefined) ? 'UNKNOWN' : 'NOT_DONE' };
}

export const goneToken = (list: () => Promise<readonly WireToken[]>, tokenId: string) =>
  isSet(
    async () => ({ body: await list(), at: undefined }),
    (tokens) => tokens.every(({ id }) => id !== tokenId),
  );
