/** A user as Run:ai sends it. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastLogin: string | null;
  readonly isLocal: boolean;
  readonly groups: readonly string[];
}

/** A group with its access, as Run:ai 2.22 sends it; `userId` is its name. */
export interface AccessGroup {
  readonly entityType: 'group';
  readonly tenantId: number;
  readonly userId: string;
  readonly permitAllClusters: boolean;
  readonly permittedClusters: readonly string[];
  readonly roles: readonly string[];
  readonly createdBy: string;
}

/** A user as Kestra lists it. */
export interface Summary {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
  readonly auths: readonly { readonly id: string; readonly type: string; readonly name: string }[];
  readonly superAdmin: boolean;
}

const creators = 20;
const groups = 50;
const roles = ['admin', 'researcher', 'editor', 'viewer', 'ml_engineer'] as const;
const day = 86_400_000;

/**
 * The users of a platform, always the same. Places, names and ids have one order. The creators stand at the end of the
 * list, so that a page from its start shows none of them.
 */
export function people(total: number): Person[] {
  return Array.from({ length: total }, (_, place) => personAt(place, total));
}

function personAt(place: number, total: number): Person {
  const born = Date.UTC(2023, 0, 1) + (place % 1000) * day;
  return {
    id: idOf(place),
    username: usernameOf(place),
    createdBy: usernameOf(Math.max(0, total - 1 - ((place * 7) % creators))),
    createdAt: new Date(born).toISOString(),
    updatedAt: new Date(born + day).toISOString(),
    lastLogin: place % 7 === 0 ? null : new Date(born + 2 * day).toISOString(),
    isLocal: place % 3 > 0,
    groups: Array.from({ length: 1 + (place % 4) }, (_, index) => groupName((place * 7 + index * 13) % groups)),
  };
}

/** Every group. */
export const accessGroups: readonly AccessGroup[] = Array.from({ length: groups }, (_, place) => ({
  entityType: 'group',
  tenantId: 1001,
  userId: groupName(place),
  permitAllClusters: place % 2 === 0,
  permittedClusters: place % 2 === 0 ? [] : ['71f69d83-ba66-4822-adf5-55ce55efd210'],
  roles: roles.slice(place % 4, (place % 4) + 2),
  createdBy: idOf(place),
}));

/** The same person at Kestra. */
export function summaryAt(place: number): Summary {
  const username = usernameOf(place);
  return {
    id: `kestra${String(place).padStart(16, '0')}`,
    username,
    displayName: `Person ${place}`,
    tenants: [{ id: 'main', name: 'Main' }],
    auths: [{ id: `auth${String(place).padStart(18, '0')}`, type: 'BASIC_AUTH', name: username }],
    superAdmin: place % 50 === 0,
  };
}

/** The id of the user at a place. */
export function idOf(place: number): string {
  return `00000000-0000-4000-8000-${place.toString(16).padStart(12, '0')}`;
}

function usernameOf(place: number): string {
  return `person-${String(place).padStart(6, '0')}@example.com`;
}

function groupName(place: number): string {
  return `group-${String(place).padStart(2, '0')}`;
}
