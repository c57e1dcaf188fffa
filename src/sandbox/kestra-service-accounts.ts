import type { Database } from './database.ts';
import { tenants } from './kestra-directory.ts';
import { groupById } from './kestra-groups.ts';
import { refuseSuperAdmin } from './kestra-invitations.ts';
import { type ListQuery, matching, orderBy, pageOf } from './kestra-query.ts';
import { known, newId } from './kestra-user-rules.ts';
import { type Operation, Refusal } from './platform.ts';
import type { Quirk } from './quirks.ts';

interface ServiceAccountRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tenants: string;
  readonly groups: string;
  readonly super_admin: number;
}

interface Account {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tenants: readonly string[];
  readonly groups: readonly string[];
  readonly superAdmin: boolean;
}

interface AccountBody {
  readonly name: string;
  readonly description?: string;
  readonly superAdmin?: boolean;
  readonly tenants?: readonly string[];
  readonly groups?: readonly { readonly id: string }[];
}

/** Reads a service account, of one tenant or of any; or refuses with 404. */
export function accountById(database: Database, id = '', tenant?: string): Account {
  const scope = tenant === undefined ? undefined : known(tenants, tenant, 'tenant').id;
  const row = database.get<ServiceAccountRow>('SELECT * FROM kestra_service_accounts WHERE id = ?', id);
  const found = row && account(row);
  if (!found || (scope !== undefined && !found.tenants.includes(scope))) {
    throw new Refusal(404, 'Not Found: no such service account');
  }
  return found;
}

const account = (row: ServiceAccountRow): Account => ({
  ...{ id: row.id, name: row.name, description: row.description, superAdmin: row.super_admin === 1 },
  ...{ tenants: JSON.parse(row.tenants), groups: JSON.parse(row.groups) },
});

const columns: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['name', 'name'],
]);

/** The operations on service accounts, for super admins and within a tenant; tokens and the list of a tenant apart. */
export function serviceAccountOperations(database: Database, quirks: ReadonlySet<Quirk>): Record<string, Operation> {
  const save = ({ id, name, description, tenants: at, groups, superAdmin }: Account) =>
    database.run(
      `INSERT INTO kestra_service_accounts VALUES (NULL, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
          tenants = excluded.tenants, groups = excluded.groups, super_admin = excluded.super_admin`,
      ...[id, name, description, JSON.stringify(at), JSON.stringify(groups), Number(superAdmin)],
    );
  const remove = (id: string) => {
    database.run('DELETE FROM kestra_service_accounts WHERE id = ?', id);
    for (const [table, column] of [
      ['kestra_tokens', 'owner'],
      ['kestra_bindings', 'external_id'],
      ['kestra_owners', 'user_id'],
    ]) {
      database.run(`DELETE FROM ${table} WHERE ${column} = ?`, id);
    }
  };
  const detail = ({ id, name, description, tenants: at, superAdmin }: Account) => ({
    ...{ id, name, description, superAdmin },
    tenants: tenants.filter((tenant) => at.includes(tenant.id)),
  });
  const response = ({ id, name, description, groups, superAdmin }: Account, tenant: string) => ({
    ...{ id, name, description, superAdmin },
    groups: groups.filter((group) => groupById(database, group).tenantId === tenant).map((group) => ({ id: group })),
  });
  const saved = (wanted: Account) => {
    save(wanted);
    return wanted;
  };

  return {
    listServiceAccounts({ query }) {
      const list = query as ListQuery;
      if (list.sort && quirks.has('kestra-sort-500')) throw new Refusal(500, 'Internal Server Error: SQL error');
      const conditions = matching(list, 'lower(name)');
      const listed = { from: 'kestra_service_accounts', conditions, order: orderBy(list.sort, columns) };
      return pageOf<ServiceAccountRow>(database, listed, list, (row) => detail(account(row)));
    },

    createServiceAccount({ body }) {
      const { name, description = '', superAdmin = false, tenants: at = [] } = body as AccountBody;
      const wanted = at.map((id) => known(tenants, id, 'tenant').id);
      const created = saved({ id: newId(), name, description, superAdmin, tenants: wanted, groups: [] });
      return { status: 200, body: detail(created) };
    },

    getServiceAccount: ({ params }) => ({ status: 200, body: detail(accountById(database, params.id)) }),

    patchServiceAccountDetails({ params, body }) {
      const before = accountById(database, params.id);
      const { name, description = before.description } = body as AccountBody;
      return { status: 200, body: detail(saved({ ...before, name, description })) };
    },

    patchServiceAccountSuperAdmin({ params, body }) {
      const { superAdmin } = body as { superAdmin: boolean };
      save({ ...accountById(database, params.id), superAdmin });
      return { status: 200 };
    },

    deleteServiceAccount({ params }) {
      remove(accountById(database, params.id).id);
      return { status: 204 };
    },

    createServiceAccountForTenant({ params, body, caller }) {
      const tenant = known(tenants, params.tenant ?? '', 'tenant').id;
      const { name, description = '', superAdmin = false, groups = [] } = body as AccountBody;
      refuseSuperAdmin(caller, superAdmin);
      const members = groups.map(({ id }) => groupById(database, id, tenant).id);
      const created = saved({ id: newId(), name, description, superAdmin, tenants: [tenant], groups: members });
      return { status: 200, body: response(created, tenant) };
    },

    getServiceAccountForTenant({ params }) {
      const found = accountById(database, params.id, params.tenant);
      return { status: 200, body: response(found, params.tenant ?? '') };
    },

    /** Replaces the account, and of its groups those of the tenant. */
    updateServiceAccount({ params, body, caller }) {
      const tenant = params.tenant ?? '';
      const before = accountById(database, params.id, tenant);
      const { name, description = '', superAdmin = false, groups = [] } = body as AccountBody;
      if (superAdmin !== before.superAdmin) refuseSuperAdmin(caller, true);
      const elsewhere = before.groups.filter((id) => groupById(database, id).tenantId !== tenant);
      const members = groups.map(({ id }) => groupById(database, id, tenant).id);
      const changed = saved({ ...before, name, description, superAdmin, groups: [...elsewhere, ...members] });
      return { status: 200, body: response(changed, tenant) };
    },

    /** Takes the account out of the tenant; out of its last one, it is gone. */
    deleteServiceAccountForTenant({ params }) {
      const before = accountById(database, params.id, params.tenant);
      const left = before.tenants.filter((tenant) => tenant !== params.tenant);
      if (left.length === 0) remove(before.id);
      else {
        const groups = before.groups.filter((id) => groupById(database, id).tenantId !== params.tenant);
        save({ ...before, tenants: left, groups });
      }
      return { status: 200 };
    },
  };
}
