import type { Database } from './database.ts';
import { rolesHeld } from './kestra-access.ts';
import { type AccountRow, anyAccount, creation, idsIn, place } from './kestra-accounts.ts';
import { tenants } from './kestra-directory.ts';
import { groupById, groupsAmong } from './kestra-groups.ts';
import { equals, type ListQuery, matching, orderBy, pageOf } from './kestra-query.ts';
import { permissionsOf } from './kestra-roles.ts';
import type { UserRow } from './kestra-user.ts';
import { known } from './kestra-user-rules.ts';
import { type Call, type Operation, Refusal } from './platform.ts';
import type { Quirk } from './quirks.ts';

/** 1.3 has the type as a plain parameter, 2.0 as a filter. */
interface Filter extends ListQuery {
  readonly type?: string;
  readonly 'filters[type][EQUALS]'?: string;
  readonly 'filters[username][EQUALS]'?: string;
}

const columns: ReadonlyMap<string, string> = new Map([
  ['username', 'username'],
  ['displayName', 'display_name'],
]);

/** A person or a program as lists of a tenant show it, with the names of its groups there. */
export const memberOf = (database: Database, tenantId: string) => (row: AccountRow) => ({
  ...{ id: row.id, username: row.username, displayName: row.display_name, description: row.description },
  groups: groupsAmong(database, tenantId, idsIn(row.groups)).map(({ id, name, external }) => ({
    ...{ id, name, external: external === 1 },
  })),
  auths: (JSON.parse(row.auths) as { type: string; name: string }[]).map(({ type, name }) => ({ type, name })),
});

/** The operations that tell and decide who has access to a tenant. */
export function tenantAccessOperations(
  database: Database,
  isAtLeast2: boolean,
  quirks: ReadonlySet<Quirk>,
): Record<string, Operation> {
  const tenantOf = ({ params }: Call) => known(tenants, params.tenant ?? '', 'tenant').id;
  const list = (tenant: string, query: Filter, type: string | undefined) => {
    if (query.sort && quirks.has('kestra-sort-500')) throw new Refusal(500, 'Internal Server Error: SQL error');
    const conditions = [
      { text: 'instr(tenants, ?) > 0', values: [JSON.stringify(tenant)] },
      ...matching(query),
      ...equals('username', query['filters[username][EQUALS]']),
      ...equals('kind', type),
    ];
    const listed = { from: 'kestra_accounts', conditions, order: orderBy(query.sort, columns, creation) };
    return pageOf(database, listed, query, memberOf(database, tenant));
  };
  const member = (call: Call): [string, AccountRow] => {
    const tenant = tenantOf(call);
    const row = anyAccount(database, call.params.userId);
    if (!idsIn(row.tenants).includes(tenant)) throw new Refusal(404, `The user has no access to ${tenant}`);
    return [tenant, row];
  };
  const letIn = (tenant: string, row: AccountRow) =>
    place(database, row, { tenants: [...new Set([...idsIn(row.tenants), tenant])], groups: idsIn(row.groups) });

  return {
    listTenantAccess(call) {
      const query = call.query as Filter;
      return list(tenantOf(call), query, query.type ?? query['filters[type][EQUALS]']);
    },

    listServiceAccountsForTenant: (call) => list(tenantOf(call), call.query as Filter, 'SERVICE_ACCOUNT'),

    getTenantAccess(call) {
      const [tenantId, row] = member(call);
      const { groups } = memberOf(database, tenantId)(row);
      const roles = rolesHeld(database, tenantId, row.id, idsIn(row.groups)).map(({ role, namespace, ...rest }) => ({
        ...{ id: role.id, name: role.name, ...rest },
        ...(namespace !== null && { namespace }),
        permissions: Object.entries(permissionsOf(role, isAtLeast2)).map(([resource, actions]) => ({
          [isAtLeast2 ? 'resource' : 'permission']: resource,
          actions,
        })),
      }));
      const { id: userId, username, display_name: displayName } = row;
      return {
        status: 200,
        body: { tenantId, userId, username, displayName, groups, roles, superAdmin: row.super_admin === 1 },
      };
    },

    createTenantAccess(call) {
      const tenant = tenantOf(call);
      const { email } = call.body as { email: string };
      const row = database.get<UserRow>('SELECT * FROM kestra_users WHERE email_folded = ?', email.toLowerCase());
      if (!row) throw new Refusal(404, 'Not Found: no such user');
      if (idsIn(row.tenants).includes(tenant)) throw new Refusal(409, 'the user has access already');
      letIn(tenant, anyAccount(database, row.id));
      return { status: 204 };
    },

    grantTenantAccess(call) {
      letIn(tenantOf(call), anyAccount(database, call.params.userId));
      return { status: 201 };
    },

    /** What the user was allowed in the tenant goes with the access. */
    deleteTenantAccess(call) {
      const [tenant, row] = member(call);
      const isElsewhere = (id: string) => groupById(database, id).tenantId !== tenant;
      place(database, row, {
        tenants: idsIn(row.tenants).filter((id) => id !== tenant),
        groups: idsIn(row.groups).filter(isElsewhere),
      });
      database.run('DELETE FROM kestra_bindings WHERE tenant = ? AND external_id = ?', tenant, row.id);
      return { status: 204 };
    },
  };
}
