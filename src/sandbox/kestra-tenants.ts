import { contains, type Database, type Sql, where } from './database.ts';
import { saveUser } from './kestra-data.ts';
import { groupsOf, tenantGroups, tenants } from './kestra-directory.ts';
import { displayName, type KestraUser, type UserRow, user } from './kestra-user.ts';
import { known } from './kestra-user-rules.ts';
import { userById } from './kestra-users.ts';
import { type Operation, Refusal } from './platform.ts';

interface Autocomplete {
  readonly q?: string | null;
  readonly ids?: readonly string[] | null;
  readonly username?: string | null;
  readonly existingOnly?: boolean;
}

/**
 * The operations on the users of one tenant.
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
      if (username) conditions.push({ text: 'email_folded = ?', values: [username.toLowerCase()] });
      if (existingOnly) conditions.push({ text: 'instr(tenants, ?) > 0', values: [JSON.stringify(tenant.id)] });
      const { text, values } = where(conditions);
      const rows = database.all<UserRow>(`SELECT * FROM kestra_users ${text} ORDER BY seq`, ...values);
      return { status: 200, body: rows.map((row) => member(user(row), tenant.id)) };
    },

    updateUserGroups({ params, body }) {
      const tenant = known(tenants, params.tenant ?? '', 'tenant');
      const before = userById(database, params.id);
      const { groupIds } = body as { groupIds: readonly string[] };
      const wanted = groupIds.map((id) => known(groupsOf(tenant.id), id, 'group').id);
      if (!before.tenants.includes(tenant.id)) throw new Refusal(noAccess, `The user has no access to ${tenant.id}`);
      const elsewhere = before.groups.filter((id) => known(tenantGroups, id, 'group').tenantId !== tenant.id);
      saveUser(database, { ...before, groups: [...elsewhere, ...wanted] });
      return { status: 204 };
    },
  };
}

const member = (shown: KestraUser, tenantId: string) => ({
  id: shown.id,
  username: shown.email,
  displayName: displayName(shown),
  description: '',
  groups: groupsOf(tenantId)
    .filter(({ id }) => shown.groups.includes(id))
    .map(({ id, name, external }) => ({ id, name, external })),
  auths: shown.auths.map(({ type, name }) => ({ type, name })),
});
