import type { Database } from './database.ts';
import { random, uuid } from './random.ts';

/** What may be done with things of one kind. */
export interface Permission {
  readonly resourceType: string;
  readonly displayName: string;
  readonly groupId: string;
  readonly actions: readonly string[];
}

/** Permissions that roles are made of. */
export interface PermissionSet {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

const kinds: readonly (readonly [resourceType: string, displayName: string, groupId: string])[] = [
  ['users', 'Users', 'iam'],
  ['roles', 'Roles', 'iam'],
  ['access_rules', 'Access rules', 'iam'],
  ['service-account', 'Service accounts', 'iam'],
  ['tenant', 'Tenant', 'organization'],
  ['department', 'Departments', 'organization'],
  ['project', 'Projects', 'organization'],
  ['cluster', 'Clusters', 'physical-resource'],
  ['nodes', 'Nodes', 'physical-resource'],
  ['workloads', 'Workloads', 'workload'],
  ['inferences', 'Inferences', 'workload'],
  ['environments', 'Environments', 'workload-asset'],
  ['credentials', 'Credentials', 'workload-asset'],
  ['dashboards-overview', 'Overview dashboard', 'dashboard'],
];

/** Of each kind one set that changes it and one that shows it. */
export const permissionSets: readonly PermissionSet[] = kinds.flatMap(([resourceType, displayName, groupId], index) => {
  const set = (place: number, name: string, does: string, actions: readonly string[]): PermissionSet => ({
    id: uuid(random('permission-set', index * 2 + place)),
    name,
    description: `${does} ${displayName.toLowerCase()}.`,
    permissions: [{ resourceType, displayName, groupId, actions }],
  });
  return [
    set(0, displayName, 'Create, read, update and delete', ['create', 'read', 'update', 'delete']),
    set(1, `${displayName} (view)`, 'Read', ['read']),
  ];
});

/** Names of sets by a wildcard: `*` are those that change things, `* (view)` those that show them. */
function setIds(...names: readonly string[]): string[] {
  const isView = (name: string) => name.endsWith('(view)');
  const chosen = permissionSets.filter(({ name }) =>
    names.some((wanted) => (wanted === '*' ? !isView(name) : wanted === '* (view)' ? isView(name) : name === wanted)),
  );
  return chosen.map(({ id }) => id);
}

/** A role of a fresh sandbox. */
export interface SeededRole {
  readonly name: string;
  readonly description: string;
  readonly sets: readonly string[];
  readonly isCustom?: true;
  readonly isDisabled?: true;
  readonly isDeprecated?: true;
}

/** Those that come with the platform, and two that a tenant made. */
export const seededRoles: readonly SeededRole[] = [
  { name: 'System administrator', description: 'May do everything.', sets: setIds('*') },
  { name: 'Viewer', description: 'May see everything and change nothing.', sets: setIds('* (view)') },
  {
    name: 'Access administrator',
    description: 'May give and take roles.',
    sets: setIds('Users', 'Roles (view)', 'Access rules', 'Service accounts'),
  },
  {
    name: 'Department administrator',
    description: 'May administer departments and their projects.',
    sets: setIds('Departments', 'Projects', 'Access rules', 'Users (view)', 'Workloads (view)'),
  },
  {
    name: 'Research manager',
    description: 'May administer projects and the workloads in them.',
    sets: setIds('Projects (view)', 'Workloads', 'Environments', 'Overview dashboard (view)'),
  },
  {
    name: 'Researcher',
    description: 'May submit workloads.',
    sets: setIds('Projects (view)', 'Workloads', 'Environments (view)'),
  },
  {
    name: 'ML engineer',
    description: 'May deploy and manage inference.',
    sets: setIds('Projects (view)', 'Inferences', 'Credentials (view)'),
  },
  { name: 'Editor', description: 'Replaced by finer roles.', sets: setIds('*'), isDeprecated: true },
  { name: 'User reader', description: 'May list users.', sets: setIds('Users (view)'), isCustom: true },
  {
    name: 'Night operator',
    description: 'Not in use at present.',
    sets: setIds('Nodes', 'Clusters (view)'),
    isCustom: true,
    isDisabled: true,
  },
];

/** The id of the role at this place. The platform's ids are numbers that follow no order. */
export const seededRoleId = (index: number): number => 53_142_648 + index * 7919;

const day = '2022-01-01T00:00:00.000Z';

/** Fills an empty table with the roles of a fresh sandbox. */
export function seedRoles(database: Database, createdBy: string): void {
  for (const [index, role] of seededRoles.entries()) {
    database.run(
      'INSERT INTO runai_roles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      seededRoleId(index),
      role.name,
      role.description,
      day,
      day,
      createdBy,
      Number(!role.isDisabled),
      Number(role.isCustom ?? false),
      Number(role.isDeprecated ?? false),
      JSON.stringify(role.sets),
      null,
    );
  }
}

/** What permission sets add up to. */
export function permissionsOf(setIds: readonly string[]): Permission[] {
  const byKind = new Map<string, Permission>();
  for (const { id, permissions } of permissionSets) {
    if (!setIds.includes(id)) continue;
    for (const permission of permissions) {
      const known = byKind.get(permission.resourceType)?.actions ?? [];
      const actions = [...new Set([...known, ...permission.actions])];
      byKind.set(permission.resourceType, { ...permission, actions });
    }
  }
  return [...byKind.values()];
}
