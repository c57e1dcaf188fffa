import type { Database } from './database.ts';
import { anyAccount, idsIn } from './kestra-accounts.ts';
import { tenants } from './kestra-directory.ts';
import { groupById } from './kestra-groups.ts';
import { equals, type ListQuery, orderBy, pageOf } from './kestra-query.ts';
import { rolesOf } from './kestra-roles.ts';
import { known, newId } from './kestra-user-rules.ts';
import { type Call, type Operation, Refusal } from './platform.ts';

interface BindingRow {
  readonly id: string;
  readonly tenant: string;
  readonly type: 'USER' | 'GROUP';
  readonly external_id: string;
  readonly role: string;
  readonly namespace: string | null;
}

interface BindingBody {
  readonly type: 'USER' | 'GROUP';
  readonly externalId: string;
  readonly roleId: string;
  readonly namespaceId?: string | null;
}

/** `id` is that of the holder, as for a binding of a user or of a group. */
interface Filter extends ListQuery {
  readonly type?: string;
  readonly id?: string;
  readonly namespace?: string;
}

const columns: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['type', 'type'],
]);

/** The operations on bindings, which give roles to users and groups. */
export function bindingOperations(database: Database): Record<string, Operation> {
  const tenantOf = ({ params }: Call) => known(tenants, params.tenant ?? '', 'tenant').id;

  const shown = (row: BindingRow) => {
    const { id, name } = known(rolesOf(row.tenant), row.role, 'role');
    return { ...{ id: row.id, type: row.type, namespace: row.namespace, role: { id, name } }, ...holderOf(row) };
  };

  const holderOf = ({ type, external_id, tenant }: BindingRow) => {
    if (type === 'GROUP') {
      const { id, name } = groupById(database, external_id, tenant);
      return { group: { id, name } };
    }
    const { id, username, display_name: displayName, kind } = anyAccount(database, external_id);
    return { user: { id, username, displayName, type: kind } };
  };

  const rowOf = (call: Call): BindingRow => {
    const row = database.get<BindingRow>(
      'SELECT * FROM kestra_bindings WHERE tenant = ? AND id = ?',
      tenantOf(call),
      call.params.id ?? '',
    );
    if (!row) throw new Refusal(404, 'Not Found: no such binding');
    return row;
  };

  const create = (tenant: string, { type, externalId, roleId, namespaceId }: BindingBody) => {
    const role = known(rolesOf(tenant), roleId, 'role').id;
    if (type === 'GROUP') groupById(database, externalId, tenant);
    else if (!idsIn(anyAccount(database, externalId).tenants).includes(tenant)) {
      throw new Refusal(404, `The user has no access to ${tenant}`);
    }
    const row = { id: newId(), tenant, type, external_id: externalId, role, namespace: namespaceId ?? null };
    database.run(
      'INSERT INTO kestra_bindings VALUES (NULL, ?, ?, ?, ?, ?, ?)',
      ...[row.id, tenant, type, externalId, role, row.namespace],
    );
    return shown(row);
  };

  return {
    searchBindings(call) {
      const list = call.query as Filter;
      const conditions = [
        ...equals('tenant', tenantOf(call)),
        ...equals('type', list.type),
        ...equals('external_id', list.id),
        ...equals('namespace', list.namespace),
      ];
      return pageOf(database, { from: 'kestra_bindings', conditions, order: orderBy(list.sort, columns) }, list, shown);
    },

    getBinding: (call) => ({ status: 200, body: shown(rowOf(call)) }),

    createBinding: (call) => ({ status: 200, body: create(tenantOf(call), call.body as BindingBody) }),

    /** All of them, or none. */
    bulkCreateBinding(call) {
      const tenant = tenantOf(call);
      const wanted = call.body as readonly BindingBody[];
      return { status: 200, body: database.transaction(() => wanted.map((one) => create(tenant, one))) };
    },

    deleteBinding(call) {
      database.run('DELETE FROM kestra_bindings WHERE id = ?', rowOf(call).id);
      return { status: 204 };
    },
  };
}
