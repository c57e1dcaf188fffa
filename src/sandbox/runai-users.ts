import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from './database.ts';
import { type Operation, Refusal } from './platform.ts';
import { insertUser } from './runai-data.ts';
import { type ListQuery, matching, orderBy } from './runai-query.ts';
import { tenantId } from './runai-tables.ts';

interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly created_by: string;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly last_login: string | null;
  readonly is_local: number | null;
  readonly groups: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

const columns = 'id, username, created_by, created_at, updated_at, last_login, is_local, groups, first_name, last_name';

/** What sets one version apart from another. */
interface UserFeatures {
  /** False for the older document, whose list knows no window and answers with everyone. */
  readonly isPaged: boolean;
  readonly hasNames: boolean;
  /** Whether conditions and searches never reach the platform. */
  readonly ignoresConditions: boolean;
  /** The most rows that a page has, whatever limit is asked for. */
  readonly mostRows: number;
  /** What is sent where there is no time. */
  readonly noTime: string | null;
}

/** JSON leaves out what is undefined: a user may have no groups or names at all. */
const user = (row: UserRow, { hasNames, noTime }: UserFeatures) => ({
  id: row.id,
  username: row.username,
  createdBy: row.created_by,
  createdAt: row.created_at ?? noTime,
  updatedAt: row.updated_at ?? noTime,
  lastLogin: row.last_login ?? noTime,
  isLocal: row.is_local === null ? null : row.is_local === 1,
  groups: row.groups === null ? undefined : JSON.parse(row.groups),
  ...(hasNames && { firstName: row.first_name ?? undefined, lastName: row.last_name ?? undefined }),
});

const notFound = () => new Refusal(404, 'user not found');

const newPassword = (): string => randomBytes(9).toString('base64url');

/** The operations of `/api/v1/users` and `/api/v1/me/password`. */
export function userOperations(database: Database, features: UserFeatures): Record<string, Operation> {
  const { isPaged, hasNames, ignoresConditions, mostRows } = features;
  const meant = (query: ListQuery): ListQuery =>
    ignoresConditions ? { ...query, filterBy: [], search: undefined } : query;
  return {
    get_users({ query }) {
      const list = query as ListQuery;
      const { offset = 0, limit = 500 } = list;
      if (offset < 0) throw new Refusal(400, 'offset must be at least 0');
      const { text, values } = matching(meant(list), hasNames);
      const window = isPaged ? 'LIMIT ? OFFSET ?' : '';
      const rows = database.all<UserRow>(
        `SELECT ${columns} FROM runai_users ${text} ${orderBy(list)} ${window}`,
        ...values,
        ...(isPaged ? [Math.min(limit, mostRows), offset] : []),
      );
      return { status: 200, body: rows.map((row) => user(row, features)) };
    },

    count_users({ query }) {
      const { text, values } = matching(meant(query as ListQuery), hasNames);
      const row = database.get<{ count: number }>(`SELECT count(*) AS count FROM runai_users ${text}`, ...values);
      return { status: 200, body: { count: row?.count ?? 0 } };
    },

    get_user_by_id({ params: { userId = '' } }) {
      const row = database.get<UserRow>(`SELECT ${columns} FROM runai_users WHERE id = ?`, userId);
      if (!row) throw notFound();
      return { status: 200, body: user(row, features) };
    },

    create_user({ body, caller }) {
      const { email, firstName, lastName } = body as { email: string; firstName?: string; lastName?: string };
      refuseTaken(database, email);
      const id = randomUUID();
      const now = new Date().toISOString();
      const tempPassword = newPassword();
      insertUser(database, {
        id,
        username: email,
        createdBy: caller.email,
        createdAt: now,
        updatedAt: now,
        lastLogin: null,
        isLocal: true,
        groups: [],
        password: tempPassword,
        entityType: 'regular-user',
        tenantId,
        permitAllClusters: false,
        permittedClusters: [],
        roles: [],
        ...(hasNames && { firstName, lastName }),
      });
      return { status: 201, body: { id, username: email, tempPassword } };
    },

    delete_user_by_id({ params: { userId = '' } }) {
      if (database.run('DELETE FROM runai_users WHERE id = ?', userId) === 0) throw notFound();
      return { status: 204 };
    },

    /** There are no sessions to end: the tokens of the sandbox live as long as it does. */
    logout_user({ params: { userId = '' } }) {
      if (!database.get('SELECT 1 FROM runai_users WHERE id = ?', userId)) throw notFound();
      return { status: 200 };
    },

    reset_user_password({ params: { userId = '' } }) {
      const tempPassword = newPassword();
      const changed = database.run('UPDATE runai_users SET password = ? WHERE id = ?', tempPassword, userId);
      if (changed === 0) throw notFound();
      return { status: 200, body: { tempPassword } };
    },

    /** 404 when the caller's own account was deleted, or never seeded because the seed is too small. */
    change_user_password({ body, caller }) {
      const change = body as { currentPassword: string; newPassword: string };
      const own = database.get<{ password: string | null }>(
        'SELECT password FROM runai_users WHERE username = ?',
        caller.email,
      );
      if (!own) throw notFound();
      if (own.password !== change.currentPassword) throw new Refusal(400, 'the current password is not right');
      database.run('UPDATE runai_users SET password = ? WHERE username = ?', change.newPassword, caller.email);
      return { status: 200, body: {} };
    },
  };
}

/** A username is taken whatever its case. */
export function refuseTaken(database: Database, username: string, exceptId = ''): void {
  const taken = database.get(
    'SELECT 1 FROM runai_users WHERE username_folded = ? AND id <> ?',
    username.toLowerCase(),
    exceptId,
  );
  if (taken) throw new Refusal(409, 'user already exists');
}
