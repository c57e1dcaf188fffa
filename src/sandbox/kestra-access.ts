/** What the roles of a caller let it do in a tenant. */

import type { Caller } from './auth.ts';
import type { Database } from './database.ts';
import { type Action, rolesOf, type TenantRole } from './kestra-roles.ts';
import type { UserRow } from './kestra-user.ts';

/** A role that somebody holds, and by what. */
export interface HeldRole {
  readonly role: TenantRole;
  readonly namespace: string | null;
  readonly origin: 'BINDING' | 'GROUP';
  /** The id of the binding, or of the group. */
  readonly sourceId: string;
}

interface Holding {
  readonly id: string;
  readonly type: 'USER' | 'GROUP';
  readonly external_id: string;
  readonly role: string;
  readonly namespace: string | null;
}

/** The roles of an account in a tenant: its own, and those of its groups. */
export function rolesHeld(database: Database, tenantId: string, id: string, groups: readonly string[]): HeldRole[] {
  const held = database.all<Holding>(
    `SELECT * FROM kestra_bindings WHERE tenant = ? AND external_id IN (SELECT value FROM json_each(?)) ORDER BY seq`,
    tenantId,
    JSON.stringify([id, ...groups]),
  );
  const roles = rolesOf(tenantId);
  return held.flatMap((binding) => {
    const role = roles.find((one) => one.id === binding.role);
    if (!role) return [];
    const isOwn = binding.type === 'USER';
    const origin = isOwn ? ('BINDING' as const) : ('GROUP' as const);
    return [{ role, namespace: binding.namespace, origin, sourceId: isOwn ? binding.id : binding.external_id }];
  });
}

/**
 * Whether a caller who is no super admin may make a call: its own account, and what its roles in the tenant of the path
 * allow. Super admins and callers who read everything are not asked about here.
 */
export function rolesLet(database: Database, caller: Caller, method: string, path: string): boolean {
  if (caller.kind !== 'tenant-admin') return true;
  const [, tenant = '', room = '', rest = ''] = /^\/api\/v1\/([^/]+)(?:\/([^/]+))?(?:\/(.*))?$/.exec(path) ?? [];
  if (tenant === 'me') return true;
  const resource = /^[^/]+\/members(\/|$)/.test(rest) ? 'GROUP_MEMBERSHIP' : resources.get(room);
  if (resource === undefined) return false;
  const action = /^(autocomplete|ids)$/.test(rest) ? 'READ' : actions[method];
  const row = database.get<UserRow>('SELECT * FROM kestra_users WHERE email = ?', caller.email);
  const held = row ? rolesHeld(database, tenant, row.id, JSON.parse(row.groups)) : [];
  return held.some(({ role }) => role.permissions[resource]?.some((one) => one === action));
}

const resources: ReadonlyMap<string, string> = new Map([
  ['tenant-access', 'TENANT_ACCESS'],
  ['groups', 'GROUP'],
  ['users', 'GROUP_MEMBERSHIP'],
  ['roles', 'ROLE'],
  ['bindings', 'BINDING'],
  ['invitations', 'INVITATION'],
  ['service-accounts', 'SERVICE_ACCOUNT'],
]);

const actions: Readonly<Record<string, Action>> = {
  GET: 'READ',
  POST: 'CREATE',
  PUT: 'UPDATE',
  PATCH: 'UPDATE',
  DELETE: 'DELETE',
};
