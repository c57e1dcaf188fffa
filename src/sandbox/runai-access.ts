import { randomUUID } from 'node:crypto';
import { type Database, type Sql, where } from './database.ts';
import { type Operation, Refusal } from './platform.ts';
import { insertUser, roles } from './runai-data.ts';
import { tenantId } from './runai-tables.ts';
import { refuseTaken } from './runai-users.ts';

/** What a user and a group of the older API have in common, as a request may give it. */
export interface AccessBody {
  readonly tenantId?: number;
  readonly permitAllClusters?: boolean;
  readonly permittedClusters?: readonly string[];
  readonly roles?: readonly string[];
}

interface UserBody extends AccessBody {
  readonly email: string;
  readonly entityType?: string;
  readonly userId?: string;
  readonly createdAt?: string;
  readonly lastLogin?: string;
}

/** The same as a row has it. */
export interface AccessRow {
  readonly tenant_id: number;
  readonly permit_all: number;
  readonly clusters: string;
  readonly roles: string;
}

interface UserRow extends AccessRow {
  readonly id: string;
  readonly username: string;
  readonly entity_type: string;
  readonly created_at: string | null;
  readonly last_login: string | null;
}

const columns = 'id, username, entity_type, tenant_id, permit_all, clusters, roles, created_at, last_login';

/** The common part of a row as the older API shows it. */
export const access = (row: AccessRow) => ({
  tenantId: row.tenant_id,
  permitAllClusters: row.permit_all === 1,
  permittedClusters: JSON.parse(row.clusters),
  roles: JSON.parse(row.roles),
});

/** A user of the new API seen by the older one, which has no nulls: it leaves a date out. */
const user = (row: UserRow) => ({
  entityType: row.entity_type,
  userId: row.id,
  email: row.username,
  ...access(row),
  ...(row.created_at !== null && { createdAt: row.created_at }),
  ...(row.last_login !== null && { lastLogin: row.last_login }),
});

/** Keeps what holds any of these roles. */
export const holdingAny = (wanted: readonly string[]): Sql => ({
  text: 'EXISTS (SELECT 1 FROM json_each(roles) WHERE value IN (SELECT value FROM json_each(?)))',
  values: [JSON.stringify(wanted)],
});

const notFound = () => new Refusal(404, 'user not found');

const userTypes = ['regular-user', 'sso-user'];

function checkedType(type: string | undefined): string | undefined {
  if (type === undefined || userTypes.includes(type)) return type;
  throw new Refusal(400, `usersType must be one of ${userTypes.join(', ')}`);
}

/**
 * The operations of `/v1/k8s/users`: the people of the new API with their access. `userId` is the id there, `email`
 * the username. An e-mail or id that is taken is a 409, which the contract forgot to declare.
 */
export function accessOperations(database: Database): Record<string, Operation> {
  const find = (id = ''): UserRow => {
    const row = database.get<UserRow>(`SELECT ${columns} FROM runai_users WHERE id = ?`, id);
    if (!row) throw notFound();
    return row;
  };

  return {
    getUsers({ query, caller }) {
      const asked = query as { roles?: string[]; onlyCreatedByMe?: boolean; usersType?: string };
      const type = checkedType(asked.usersType);
      const conditions: Sql[] = [];
      if (asked.roles) conditions.push(holdingAny(asked.roles));
      if (asked.onlyCreatedByMe) conditions.push({ text: 'created_by = ?', values: [caller.email] });
      if (type) conditions.push({ text: 'entity_type = ?', values: [type] });
      const { text, values } = where(conditions);
      const rows = database.all<UserRow>(`SELECT ${columns} FROM runai_users ${text} ORDER BY seq`, ...values);
      return { status: 200, body: rows.map(user) };
    },

    /** Echoes the request, password and all: so says the contract. */
    createUser({ body, caller }) {
      const created = body as UserBody & { password: string };
      const id = created.userId ?? randomUUID();
      refuseTaken(database, created.email);
      if (database.get('SELECT 1 FROM runai_users WHERE id = ?', id)) throw new Refusal(409, 'user already exists');
      const now = new Date().toISOString();
      const entityType = created.entityType ?? 'regular-user';
      insertUser(database, {
        id,
        username: created.email,
        createdBy: caller.email,
        createdAt: now,
        updatedAt: now,
        lastLogin: null,
        isLocal: entityType !== 'sso-user',
        groups: [],
        password: created.password,
        entityType,
        tenantId: created.tenantId ?? tenantId,
        permitAllClusters: created.permitAllClusters ?? false,
        permittedClusters: created.permittedClusters ?? [],
        roles: created.roles ?? [],
      });
      return { status: 200, body };
    },

    getUserById: ({ params }) => ({ status: 200, body: user(find(params.userId)) }),

    /** Replaces the whole resource: what the request leaves out is lost, both dates and all roles included. */
    updateUserById({ params, body }) {
      const { id } = find(params.userId);
      const next = body as UserBody;
      if (next.userId !== undefined && next.userId !== id) throw new Refusal(400, 'userId is not that of the path');
      refuseTaken(database, next.email, id);
      const entityType = next.entityType ?? 'regular-user';
      database.run(
        `UPDATE runai_users SET username = ?, username_folded = ?, entity_type = ?, is_local = ?, tenant_id = ?,
          permit_all = ?, clusters = ?, roles = ?, created_at = ?, last_login = ?, updated_at = ? WHERE id = ?`,
        next.email,
        next.email.toLowerCase(),
        entityType,
        Number(entityType !== 'sso-user'),
        next.tenantId ?? tenantId,
        Number(next.permitAllClusters ?? false),
        JSON.stringify(next.permittedClusters ?? []),
        JSON.stringify(next.roles ?? []),
        instant(next.createdAt),
        instant(next.lastLogin),
        new Date().toISOString(),
        id,
      );
      return { status: 200, body: user(find(id)) };
    },

    deleteUserById({ params, query }) {
      const row = find(params.userId);
      const type = checkedType((query as { usersType?: string }).usersType);
      if (type !== undefined && type !== row.entity_type) throw notFound();
      database.run('DELETE FROM runai_users WHERE id = ?', row.id);
      return { status: 200 };
    },

    getRoles: () => ({ status: 200, body: roles }),

    getUserRoles: ({ params }) => ({ status: 200, body: JSON.parse(find(params.userId).roles) }),
  };
}

/** The contract's date-time lets a leap second through, which no date can hold. */
function instant(written: string | undefined): string | null {
  if (written === undefined) return null;
  const date = new Date(written);
  if (Number.isNaN(date.getTime())) throw new Refusal(400, `${written} is no date`);
  return date.toISOString();
}
