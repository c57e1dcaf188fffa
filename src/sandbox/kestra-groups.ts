import type { Database } from './database.ts';
import { tenants } from './kestra-directory.ts';
import { equals, type ListQuery, matching, orderBy, pageOf } from './kestra-query.ts';
import { known, newId } from './kestra-user-rules.ts';
import { type Operation, Refusal } from './platform.ts';

/** A group as the database has them. */
export interface GroupRow {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly description: string;
  readonly external: number;
}

/** Reads one group of a tenant, or of any; or refuses with 404. */
export function groupById(database: Database, id = '', tenantId?: string): { id: string; tenantId: string } & GroupRow {
  const row = database.get<GroupRow>('SELECT * FROM kestra_groups WHERE id = ?', id);
  if (!row || (tenantId !== undefined && row.tenant !== tenantId)) throw new Refusal(404, 'Not Found: no such group');
  return { ...row, tenantId: row.tenant };
}

/** Some of the groups of a tenant, in the order of their creation. */
export const groupsAmong = (database: Database, tenantId: string, ids: readonly string[]): GroupRow[] =>
  database.all<GroupRow>(
    'SELECT * FROM kestra_groups WHERE tenant = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY seq',
    tenantId,
    JSON.stringify(ids),
  );

interface GroupBody {
  readonly name: string;
  readonly description?: string;
  readonly membersId?: readonly string[];
}

/** Kestra's request for suggestions. All given conditions hold. */
interface Autocomplete {
  readonly q?: string | null;
  readonly ids?: readonly string[] | null;
}

const columns: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['name', 'name'],
]);

/**
 * The operations on the groups of a tenant, members apart.
 * @param isAtLeast2 whether summaries tell descriptions
 * @param join makes a user a member
 */
export function groupOperations(
  database: Database,
  isAtLeast2: boolean,
  join: (groupId: string, userId: string) => void,
): Record<string, Operation> {
  const detail = ({ id, name, description }: GroupRow) => ({ id, name, description });
  const summary = ({ id, name, description }: GroupRow) => ({ id, name, ...(isAtLeast2 && { description }) });
  const refuseTaken = (tenantId: string, name: string, id = '') => {
    const taken = database.get(
      'SELECT 1 FROM kestra_groups WHERE tenant = ? AND name = ? AND id <> ?',
      tenantId,
      name,
      id,
    );
    if (taken) throw new Refusal(409, 'a group with this name already exists');
  };
  const find = (params: Readonly<Record<string, string>>) =>
    groupById(database, params.id, known(tenants, params.tenant ?? '', 'tenant').id);

  return {
    searchGroups({ params, query }) {
      const tenant = known(tenants, params.tenant ?? '', 'tenant').id;
      const { 'filters[name][EQUALS]': name, ...list } = query as ListQuery & { 'filters[name][EQUALS]'?: string };
      const conditions = [...equals('tenant', tenant), ...matching(list, 'fold(name)'), ...equals('name', name)];
      return pageOf(database, { from: 'kestra_groups', conditions, order: orderBy(list.sort, columns) }, list, summary);
    },

    autocompleteGroups({ params, body, query }) {
      const tenant = known(tenants, params.tenant ?? '', 'tenant').id;
      const { q, ids } = body as Autocomplete;
      const text = (q ?? (query as ListQuery)['filters[q][EQUALS]'] ?? '').toLowerCase();
      const rows = database.all<GroupRow>('SELECT * FROM kestra_groups WHERE tenant = ? ORDER BY seq', tenant);
      const found = rows.filter(({ id, name }) => name.toLowerCase().includes(text) && (ids?.includes(id) ?? true));
      return { status: 200, body: found.map(summary) };
    },

    listGroupIds({ params, body }) {
      const tenant = known(tenants, params.tenant ?? '', 'tenant').id;
      const { ids = [] } = body as { ids?: readonly string[] };
      return { status: 200, body: groupsAmong(database, tenant, ids).map(summary) };
    },

    getGroup: ({ params }) => ({ status: 200, body: detail(find(params)) }),

    createGroup({ params, body }) {
      const tenant = known(tenants, params.tenant ?? '', 'tenant').id;
      const { name, description = '', membersId = [] } = body as GroupBody;
      refuseTaken(tenant, name);
      const id = newId();
      database.transaction(() => {
        database.run('INSERT INTO kestra_groups VALUES (NULL, ?, ?, ?, ?, 0)', id, tenant, name, description);
        for (const member of membersId) join(id, member);
      });
      return { status: 200, body: { id, name, description } };
    },

    updateGroup({ params, body }) {
      const before = find(params);
      const { name, description = '' } = body as GroupBody;
      refuseTaken(before.tenantId, name, before.id);
      database.run('UPDATE kestra_groups SET name = ?, description = ? WHERE id = ?', name, description, before.id);
      return { status: 200, body: { id: before.id, name, description } };
    },

    /** Its members stay in the tenant; what it was allowed goes with it. */
    deleteGroup({ params }) {
      const { id } = find(params);
      database.transaction(() => {
        for (const table of ['kestra_users', 'kestra_service_accounts']) {
          database.run(
            `UPDATE ${table} SET groups = (SELECT json_group_array(value) FROM json_each(groups) WHERE value <> ?)
              WHERE instr(groups, ?) > 0`,
            id,
            JSON.stringify(id),
          );
        }
        database.run('DELETE FROM kestra_owners WHERE group_id = ?', id);
        database.run('DELETE FROM kestra_bindings WHERE external_id = ?', id);
        database.run('DELETE FROM kestra_groups WHERE id = ?', id);
      });
      return { status: 200 };
    },
  };
}
