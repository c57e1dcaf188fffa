import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';
import { saveUser } from './kestra-data.ts';
import { tenants } from './kestra-directory.ts';
import { groupById } from './kestra-groups.ts';
import { type ListQuery, matching, orderBy, pageOf } from './kestra-query.ts';
import { type KestraUser, summary, type UserRow, user, whole } from './kestra-user.ts';
import { checkedEmail, known, newId, refuseTaken, withPassword } from './kestra-user-rules.ts';
import { changeUser, userById } from './kestra-user-store.ts';
import { type Operation, Refusal } from './platform.ts';
import type { Quirk } from './quirks.ts';

/** A request to create or to replace a user. */
interface UserBody {
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly password?: string;
  readonly tenants?: readonly string[];
  readonly groups?: readonly string[];
  readonly superAdmin?: boolean;
  readonly restricted?: boolean;
}

/** The operations of `/api/v1/users`, tokens apart. A password is any text but none. */
export function userOperations(database: Database, quirks: ReadonlySet<Quirk>): Record<string, Operation> {
  const change = (id: string | undefined, changes: (before: KestraUser) => Partial<KestraUser>): KestraUser =>
    changeUser(database, id, changes);
  const shown = (someone: KestraUser) => whole(database, someone);
  let lists = 0;
  /** Without a sort, an order that servers with the quirk change with each call. */
  const orderOf = ({ sort }: ListQuery) =>
    sort === undefined && quirks.has('kestra-unordered') && lists++ % 2 === 1 ? 'ORDER BY seq DESC' : orderBy(sort);

  return {
    listUsers({ query }) {
      const list = query as ListQuery;
      if (list.sort && quirks.has('kestra-sort-500')) throw new Refusal(500, 'Internal Server Error: SQL error');
      const conditions = quirks.has('kestra-ignores-q') ? [] : matching(list);
      const listed = { from: 'kestra_users', conditions, order: orderOf(list) };
      return pageOf<UserRow>(database, listed, list, (row) => summary(user(row)));
    },

    createUser({ body }) {
      const { password, ...rest } = body as UserBody;
      const created = { id: newId(), ...replacement(database, rest), auths: [], password: null };
      refuseTaken(database, created);
      const complete = password === undefined ? created : { ...created, ...withPassword(created, password) };
      saveUser(database, complete);
      return { status: 201, body: shown(complete) };
    },

    getUser: ({ params }) => ({ status: 200, body: shown(userById(database, params.id)) }),

    /** Replaces the user: what the request leaves out becomes empty or false. Only a password stays as it is. */
    updateUser({ params, body }) {
      const { password, ...rest } = body as UserBody;
      const changed = change(params.id, (before) => {
        const after = { ...before, ...replacement(database, rest) };
        return password === undefined ? after : { ...after, ...withPassword(after, password) };
      });
      return { status: 200, body: shown(changed) };
    },

    patchUser({ params, body }) {
      const { email, firstName, lastName } = body as Partial<UserBody>;
      const changed = change(params.id, (before) => ({
        email: checkedEmail(email ?? before.email),
        firstName: firstName ?? before.firstName,
        lastName: lastName ?? before.lastName,
      }));
      return { status: 200, body: shown(changed) };
    },

    deleteUser({ params }) {
      const { id } = userById(database, params.id);
      database.run('DELETE FROM kestra_tokens WHERE owner = ?', id);
      database.run('DELETE FROM kestra_users WHERE id = ?', id);
      database.run('DELETE FROM kestra_owners WHERE user_id = ?', id);
      database.run('DELETE FROM kestra_bindings WHERE external_id = ?', id);
      return { status: 204 };
    },

    patchUserPassword({ params, body }) {
      const { password } = body as { password: string };
      return { status: 200, body: shown(change(params.id, (before) => withPassword(before, password))) };
    },

    patchUserSuperAdmin({ params, body }) {
      const { superAdmin } = body as { superAdmin: boolean };
      change(params.id, () => ({ superAdmin }));
      return { status: 200 };
    },

    patchUserDemo({ params, body }) {
      const { restricted } = body as { restricted: boolean };
      change(params.id, () => ({ restricted }));
      return { status: 200 };
    },

    deleteUserAuthMethod({ params }) {
      const changed = change(params.id, ({ auths }) => {
        const left = auths.filter(({ id }) => id !== params.auth);
        if (left.length === auths.length) throw new Refusal(404, 'Not Found');
        return { auths: left };
      });
      return { status: 200, body: shown(changed) };
    },

    /** 204 whether or not there was a refresh token. */
    deleteRefreshToken({ params }) {
      userById(database, params.id);
      return { status: 204 };
    },

    /** Servers redirect to the web UI with a cookie; a fault with status 200 asks for the answer of the contract. */
    impersonate({ params, wantedStatus }) {
      const { id } = userById(database, params.id);
      if (wantedStatus === 200) return { status: 200, body: {} };
      const cookie = `JWT=${randomUUID()}.${id}; Path=/; HttpOnly; SameSite=Lax`;
      return { status: 303, headers: { location: '/ui/', 'set-cookie': cookie } };
    },
  };
}

/** A group brings its tenant along. */
function replacement(database: Database, body: Omit<UserBody, 'password'>) {
  const { firstName = '', lastName = '', tenants: at = [], groups = [] } = body;
  const members = groups.map((wanted) => groupById(database, wanted));
  const accessible = at.map((wanted) => known(tenants, wanted, 'tenant').id);
  return {
    email: checkedEmail(body.email),
    firstName,
    lastName,
    tenants: [...new Set([...accessible, ...members.map(({ tenantId }) => tenantId)])],
    groups: members.map(({ id }) => id),
    superAdmin: body.superAdmin ?? false,
    restricted: body.restricted ?? false,
  };
}
