import { randomUUID } from 'node:crypto';
import type { Caller } from './auth.ts';
import type { Database } from './database.ts';
import { saveUser } from './kestra-data.ts';
import { tenantGroups, tenants } from './kestra-directory.ts';
import { type ListQuery, matching, orderBy, window } from './kestra-query.ts';
import { type KestraUser, summary, type UserRow, user, whole } from './kestra-user.ts';
import { checkedEmail, checkedPassword, known, newId, refuseTaken, withPassword } from './kestra-user-rules.ts';
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

/** Reads one user, or refuses with 404. */
export function userById(database: Database, id = ''): KestraUser {
  const row = database.get<UserRow>('SELECT * FROM kestra_users WHERE id = ?', id);
  if (!row) throw new Refusal(404, 'Not Found');
  return user(row);
}

/** The operations of `/api/v1/users` and of `/api/v1/me`, tokens apart. A password is any text but none. */
export function userOperations(database: Database, quirks: ReadonlySet<Quirk>): Record<string, Operation> {
  const change = (id: string | undefined, changes: (before: KestraUser) => Partial<KestraUser>): KestraUser => {
    const before = userById(database, id);
    const after = { ...before, ...changes(before) };
    if (after.email === before.email) {
      saveUser(database, after);
      return after;
    }
    refuseTaken(database, after);
    const renamed = { ...after, auths: after.auths.map((auth) => ({ ...auth, name: after.email })) };
    saveUser(database, renamed);
    return renamed;
  };

  const rowOf = ({ email }: Caller): UserRow => {
    const row = database.get<UserRow>('SELECT * FROM kestra_users WHERE email = ?', email);
    if (!row) throw new Refusal(404, 'Not Found');
    return row;
  };

  return {
    listUsers({ query }) {
      const list = query as ListQuery;
      const { limit, offset } = window(list);
      const { text, values } = matching(list, quirks.has('kestra-ignores-q'));
      if (list.sort && quirks.has('kestra-sort-500')) throw new Refusal(500, 'Internal Server Error: SQL error');
      const order = orderBy(list.sort);
      const rows = database.all<UserRow>(
        `SELECT * FROM kestra_users ${text} ${order} LIMIT ? OFFSET ?`,
        ...values,
        limit,
        offset,
      );
      const count = database.get<{ total: number }>(`SELECT count(*) AS total FROM kestra_users ${text}`, ...values);
      return { status: 200, body: { results: rows.map((row) => summary(user(row))), total: count?.total ?? 0 } };
    },

    createUser({ body }) {
      const { password, ...rest } = body as UserBody;
      const created = { id: newId(), ...replacement(rest), auths: [], password: null };
      refuseTaken(database, created);
      const complete = password === undefined ? created : { ...created, ...withPassword(created, password) };
      saveUser(database, complete);
      return { status: 201, body: whole(complete) };
    },

    getUser: ({ params }) => ({ status: 200, body: whole(userById(database, params.id)) }),

    /** Replaces the user: what the request leaves out becomes empty or false. Only a password stays as it is. */
    updateUser({ params, body }) {
      const { password, ...rest } = body as UserBody;
      const changed = change(params.id, (before) => {
        const after = { ...before, ...replacement(rest) };
        return password === undefined ? after : { ...after, ...withPassword(after, password) };
      });
      return { status: 200, body: whole(changed) };
    },

    patchUser({ params, body }) {
      const { email, firstName, lastName } = body as Partial<UserBody>;
      const changed = change(params.id, (before) => ({
        email: checkedEmail(email ?? before.email),
        firstName: firstName ?? before.firstName,
        lastName: lastName ?? before.lastName,
      }));
      return { status: 200, body: whole(changed) };
    },

    deleteUser({ params }) {
      const { id } = userById(database, params.id);
      database.run('DELETE FROM kestra_tokens WHERE owner = ?', id);
      database.run('DELETE FROM kestra_users WHERE id = ?', id);
      return { status: 204 };
    },

    patchUserPassword({ params, body }) {
      const { password } = body as { password: string };
      return { status: 200, body: whole(change(params.id, (before) => withPassword(before, password))) };
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
      return { status: 200, body: whole(changed) };
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

    getCurrentUser({ caller }) {
      const { id, email, firstName, lastName, tenants, auths, superAdmin, restricted } = whole(user(rowOf(caller)));
      return {
        status: 200,
        body: {
          ...{ id, superAdmin, restricted, tenants },
          profile: { username: email, email, firstName, lastName },
          auths: auths.map(({ name, type }) => ({ name, type })),
        },
      };
    },

    updateCurrentUserPassword({ body, caller }) {
      const { oldPassword, newPassword } = body as { oldPassword: string; newPassword: string };
      const row = rowOf(caller);
      if (row.password !== oldPassword) throw new Refusal(422, 'Invalid entity: the old password is not right');
      saveUser(database, { ...user(row), password: checkedPassword(newPassword) });
      return { status: 200, body: {} };
    },
  };
}

/** A group brings its tenant along. */
function replacement(body: Omit<UserBody, 'password'>) {
  const { firstName = '', lastName = '', tenants: at = [], groups = [] } = body;
  const members = groups.map((wanted) => known(tenantGroups, wanted, 'group'));
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
