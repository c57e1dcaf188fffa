import { tenants } from './kestra-directory.ts';
import { type ListQuery, window } from './kestra-query.ts';
import { permissionsOf, rolesOf, type TenantRole } from './kestra-roles.ts';
import { known } from './kestra-user-rules.ts';
import { type Operation, Refusal } from './platform.ts';

/** A role as invitations, and lists of them, tell it. */
export const roleSummary = (role: TenantRole, isAtLeast2: boolean) => ({
  id: role.id,
  name: role.name,
  isDefault: false,
  isManaged: role.isManaged,
  ...(isAtLeast2 && { permissionCount: Object.values(permissionsOf(role, true)).flat().length }),
});

/** The operations on the roles of a tenant: they are read only. */
export function roleOperations(isAtLeast2: boolean): Record<string, Operation> {
  const inTenant = (params: Readonly<Record<string, string>>) =>
    rolesOf(known(tenants, params.tenant ?? '', 'tenant').id);
  const summary = (role: TenantRole) => roleSummary(role, isAtLeast2);
  const detail = (role: TenantRole) => {
    const { id, name, description, isManaged } = role;
    return { id, name, description, permissions: permissionsOf(role, isAtLeast2), isDefault: false, isManaged };
  };
  const holding = (text = '') => {
    const part = text.toLowerCase();
    return ({ name }: TenantRole) => name.toLowerCase().includes(part);
  };

  return {
    searchRoles({ params, query }) {
      const list = query as ListQuery & { 'filters[name][EQUALS]'?: string };
      const { limit, offset } = window(list);
      const name = list['filters[name][EQUALS]'];
      const found = inTenant(params)
        .filter(holding(list.q ?? list['filters[q][EQUALS]']))
        .filter((role) => name === undefined || role.name === name);
      const sorted = ordered(found, list.sort);
      return { status: 200, body: { results: sorted.slice(offset, offset + limit).map(summary), total: found.length } };
    },

    autocompleteRoles({ params, body }) {
      const { q, ids } = body as { q?: string | null; ids?: readonly string[] | null };
      const found = inTenant(params).filter(holding(q ?? ''));
      return { status: 200, body: found.filter(({ id }) => ids?.includes(id) ?? true).map(summary) };
    },

    listRolesFromGivenIds({ params, body }) {
      const { ids = [] } = body as { ids?: readonly string[] };
      const found = inTenant(params).filter(({ id }) => ids.includes(id));
      return { status: 200, body: found.map((role) => ({ ...detail(role), deleted: false })) };
    },

    getRole: ({ params }) => ({ status: 200, body: detail(known(inTenant(params), params.id ?? '', 'role')) }),
  };
}

function ordered(roles: readonly TenantRole[], sort: readonly string[] = []): readonly TenantRole[] {
  if (sort.length === 0) return roles;
  const [key = ''] = sort;
  const [, direction] = /^name:([^:]+)$/.exec(key) ?? [];
  if (direction === undefined || sort.length > 1) {
    throw new Refusal(422, 'Invalid sort', [
      { at: 'query.sort', missing: false, message: `${key} is not name:direction` },
    ]);
  }
  const ascending = roles.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return direction === 'asc' ? ascending : ascending.toReversed();
}
