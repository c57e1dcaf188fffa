import { tenants } from './kestra-directory.ts';
import { letterCode, random } from './random.ts';

/** What a role lets its holders do with a resource, in the words of 1.3. */
export type Action = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE';

/** A role of one tenant. No operation of the contract changes them. */
export interface TenantRole {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly description: string;
  /** Kestra's own. */
  readonly isManaged: boolean;
  readonly permissions: Readonly<Record<string, readonly Action[]>>;
}

const everything: readonly Action[] = ['READ', 'CREATE', 'UPDATE', 'DELETE'];
const people = ['TENANT_ACCESS', 'GROUP', 'GROUP_MEMBERSHIP', 'INVITATION'] as const;
const rights = ['ROLE', 'BINDING', 'SERVICE_ACCOUNT'] as const;
const work = ['FLOW', 'EXECUTION', 'NAMESPACE'] as const;

const on = (resources: readonly string[], actions: readonly Action[]) =>
  Object.fromEntries(resources.map((resource) => [resource, actions]));

const kinds = [
  {
    name: 'Admin',
    description: 'Everything in the tenant.',
    isManaged: true,
    permissions: on([...people, ...rights, ...work], everything),
  },
  { name: 'Editor', description: 'Writes and runs flows.', isManaged: true, permissions: on(work, everything) },
  {
    name: 'Launcher',
    description: 'Runs flows.',
    isManaged: true,
    permissions: { FLOW: ['READ'], EXECUTION: ['READ', 'CREATE'] },
  },
  { name: 'Viewer', description: 'Reads flows.', isManaged: true, permissions: on(work, ['READ']) },
  {
    name: 'People Manager',
    description: '',
    isManaged: false,
    permissions: { ...on(people, everything), ...on(rights, ['READ']) },
  },
] as const satisfies readonly Omit<TenantRole, 'id' | 'tenantId'>[];

/** The five of each tenant. */
export const tenantRoles: readonly TenantRole[] = tenants.flatMap(({ id: tenantId }) =>
  kinds.map((kind) => ({ id: letterCode(random(`kestra-role ${tenantId} ${kind.name}`), 22), tenantId, ...kind })),
);

/** The roles of one tenant. */
export const rolesOf = (tenantId: string): TenantRole[] => tenantRoles.filter((role) => role.tenantId === tenantId);

/** The role of a tenant by its name. */
export function roleNamed(tenantId: string, wanted: string): TenantRole {
  const found = rolesOf(tenantId).find(({ name }) => name === wanted);
  if (!found) throw new RangeError(`no role ${wanted}`);
  return found;
}

/** Permissions in the words of a version: since 2.0, groups and users have what was a resource of its own before. */
export function permissionsOf({ permissions }: TenantRole, isAtLeast2: boolean): Record<string, readonly string[]> {
  if (!isAtLeast2) return permissions;
  const words: Record<string, string[]> = {};
  for (const [resource, actions] of Object.entries(permissions)) {
    const [name, more] = moved.get(resource) ?? [resource, undefined];
    const said = more === undefined ? actions.flatMap(wordsOf) : actions.includes('UPDATE') ? [more] : [];
    words[name] = [...new Set([...(words[name] ?? []), ...said])];
  }
  return words;
}

const moved: ReadonlyMap<string, readonly [resource: string, action?: string]> = new Map([
  ['TENANT_ACCESS', ['USER']],
  ['GROUP_MEMBERSHIP', ['GROUP', 'MANAGE_MEMBERS']],
]);

const wordsOf = (action: Action): string[] => (action === 'READ' ? ['VIEW', 'LIST'] : [action]);
