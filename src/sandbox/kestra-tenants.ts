import { contains, type Database, type Sql, where } from './database.ts';
import type { AccountRow } from './kestra-accounts.ts';
import { saveUser } from './kestra-data.ts';
import { tenants } from './kestra-directory.ts';
import { groupById } from './kestra-groups.ts';
import { memberOf } from './kestra-tenant-access.ts';
import { known } from './kestra-user-rules.ts';
import { userById } from './kestra-user-store.ts';
import { type Operation, Refusal } from './platform.ts';

interface Autocomplete {
  readonly q?: string | null;
  readonly ids?: readonly string[] | null;
  readonly username?: string | null;
  readonly existingOnly?: boolean;
}

/**
 * Suggestions of users in a tenant, and their groups there.
 * @param noAccess the status of groups for a user without access to the tenant
 */
export function tenantOperations(database: Database, noAccess: 404 | 422): Record<string, Operation> {
  return {
    /** All given conditions must hold; `existingOnly` keeps those who have access to the tenant. Not cut off. */
    autocompleteUsers({ params, body }) {
      const tenant = known(tenants, params.tenant ?? '', 'tenant');
      const { q, ids, username, existingOnly } = body as Autocomplete;
      const conditions: Sql[] = [];
      if (q) conditions.push(contains('folded', q));
      if (ids) conditions.push({ text: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(ids)] });
      if (username) conditions.push({ text: 'fold(username) = ?', values: [username.toLowerCase()] });
      if (existingOnly) conditions.push({ text: 'instr(tenants, ?) > 0', values: [JSON.stringify(tenant.id)] });
      const { text, values } = where([{ text: "kind = 'STANDARD'", values: [] }, ...conditions]);
      const rows = database.all<AccountRow>(`SELECT * FROM kestra_accounts ${text} ORDER BY seq`, ...values);
      return { status: 200, body: rows.map(memberOf(database, tenant.id)) };
    },

    updateUserGroups({ params, body }) {
      const tenant = known(tenants, params.tenant ?? '', 'tenant');
      const before = userById(database, params.id);
      const { groupIds } = body as { groupIds: readonly string[] };
      const wanted = groupIds.map((id) => groupById(database, id, tenant.id).id);
      if (!before.tenants.includes(tenant.id)) throw new Refusal(noAccess, `The user has no access to ${tenant.id}`);
      const elsewhere = before.groups.filter((id) => groupById(database, id).tenantId !== tenant.id);
      saveUser(database, { ...before, groups: [...elsewhere, ...wanted] });
      return { status: 204 };
    },
  };
}
