import type { Caller } from './auth.ts';
import { type Database, type Sql, where } from './database.ts';
import { type Operation, Refusal } from './platform.ts';
import { permissionSets, permissionsOf } from './runai-roles-data.ts';

interface RoleRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly created_by: string;
  readonly enabled: number | null;
  readonly custom: number;
  readonly deprecated: number;
  readonly permission_sets: string;
  readonly kubernetes: string | null;
}

interface RoleBody {
  readonly name: string;
  readonly description: string;
  readonly enabled?: boolean | null;
  readonly permissionSets?: readonly { readonly id: string }[];
  readonly kubernetesPermissions?: object;
}

interface RolesQuery {
  readonly offset?: number;
  readonly limit?: number;
  readonly sortOrder?: 'asc' | 'desc';
  readonly sortBy?: string;
  readonly filterBy?: readonly string[];
  readonly search?: string;
}

const setsOf = (row: RoleRow): string[] => JSON.parse(row.permission_sets);

const role = (row: RoleRow) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  createdBy: row.created_by,
  enabled: row.enabled === null ? null : row.enabled === 1,
  effectiveEnabled: row.enabled !== 0,
  permissions: permissionsOf(setsOf(row)),
  ...(row.kubernetes !== null && { kubernetesPermissions: JSON.parse(row.kubernetes) }),
});

const roleV1 = (row: RoleRow) => ({ ...role(row), deletedAt: null, custom: row.custom === 1 });

const roleV2 = (row: RoleRow) => ({
  ...role(row),
  permissionSets: permissionSets.filter(({ id }) => setsOf(row).includes(id)).map(({ id, name }) => ({ id, name })),
  deprecated: row.deprecated === 1,
});

const columns: Readonly<Record<string, string>> = {
  id: 'id',
  name: 'name',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  createdBy: 'created_by',
};

/**
 * The operations of roles: those of `/api/v1/authorization/roles`, which are read only, and of `/api/v2`. A name that is
 * taken is a 409. Roles that come with the platform, and those that a rule gives, cannot be deleted: that is a 400.
 */
export function roleOperations(database: Database): Record<string, Operation> {
  const find = (id = ''): RoleRow => {
    const row = database.get<RoleRow>('SELECT * FROM runai_roles WHERE id = ?', Number(id));
    if (!row) throw new Refusal(404, 'role not found');
    return row;
  };
  const findCustom = (id: string | undefined): RoleRow => {
    const row = find(id);
    if (row.custom === 0) throw new Refusal(400, 'a predefined role cannot be changed');
    return row;
  };
  const save = (id: number | null, body: RoleBody, createdAt: string, createdBy: string): RoleRow => {
    const { name, description, enabled = true, permissionSets: sets = [], kubernetesPermissions } = body;
    const others = database.get('SELECT 1 FROM runai_roles WHERE name = ? AND id <> ?', name, id ?? -1);
    if (others) throw new Refusal(409, 'role already exists');
    const ids = sets.map((set) => set.id);
    if (!ids.every((wanted) => permissionSets.some((known) => known.id === wanted))) {
      throw new Refusal(400, 'a permission set does not exist');
    }
    database.run(
      'INSERT OR REPLACE INTO runai_roles VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?)',
      id,
      name,
      description,
      createdAt,
      new Date().toISOString(),
      createdBy,
      enabled === null ? null : Number(enabled),
      JSON.stringify(ids),
      kubernetesPermissions ? JSON.stringify(kubernetesPermissions) : null,
    );
    return find(String(id ?? database.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id));
  };
  const create = (body: RoleBody, { email }: Caller) => save(null, body, new Date().toISOString(), email);

  return {
    get_roles_v1: () => {
      const rows = database.all<RoleRow>('SELECT * FROM runai_roles ORDER BY id');
      return { status: 200, body: rows.map(roleV1) };
    },

    get_role_v1: ({ params }) => ({ status: 200, body: roleV1(find(params.roleIdPath)) }),

    get_roles({ query }) {
      const { offset = 0, limit = 50, sortBy = 'id', sortOrder = 'asc', filterBy = [], search } = query as RolesQuery;
      if (offset < 0) throw new Refusal(400, 'offset must be at least 0');
      const column = columns[sortBy];
      if (!column) throw new Refusal(400, 'roles cannot be sorted by this field');
      const conditions: Sql[] = filterBy.map((written) => {
        const [, field = '', value = ''] = /^([A-Za-z]+)==(.+)$/.exec(written) ?? [];
        const filtered = columns[field];
        if (!filtered) throw new Refusal(400, 'filterBy holds a condition that cannot be');
        return { text: `${filtered} = ?`, values: [value] };
      });
      if (search !== undefined) {
        conditions.push({ text: 'instr(fold(name), ?) > 0', values: [search.toLowerCase()] });
      }
      const { text, values } = where(conditions);
      const sql = `SELECT * FROM runai_roles ${text} ORDER BY ${column} ${sortOrder}, id LIMIT ? OFFSET ?`;
      const rows = database.all<RoleRow>(sql, ...values, limit + 1, offset);
      const hasNext = rows.length > limit;
      return {
        status: 200,
        body: { roles: rows.slice(0, limit).map(roleV2), ...(hasNext && { next: offset + limit }) },
      };
    },

    get_role: ({ params }) => ({ status: 200, body: roleV2(find(params.roleIdPath)) }),

    create_role: ({ body, caller }) => ({ status: 201, body: roleV2(create(body as RoleBody, caller)) }),

    /** Replaces the role: what the request leaves out is lost. */
    update_role({ params, body }) {
      const { id, created_at, created_by } = findCustom(params.roleIdPath);
      return { status: 200, body: roleV2(save(id, body as RoleBody, created_at, created_by)) };
    },

    delete_role({ params }) {
      const { id } = findCustom(params.roleIdPath);
      const isGiven = database.get('SELECT 1 FROM runai_rules WHERE role_id = ? AND deleted_at IS NULL', id);
      if (isGiven) throw new Refusal(400, 'an access rule gives the role');
      database.run('DELETE FROM runai_roles WHERE id = ?', id);
      return { status: 204 };
    },
  };
}
