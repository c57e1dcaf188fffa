import { UnsupportedError } from '../errors.ts';
import type { Dialect } from '../rest/dialect.ts';

/** What a version of the Kestra Users API states. */
export interface Features {
  /** The contract in `schema/rest/`. */
  readonly contract: string;
  /** The parameter of the list of users that searches it. A server ignores one that it does not know. */
  readonly search: 'q' | 'filters[q][EQUALS]';
  /** Whether it tells the caller who they are. */
  readonly viewer: boolean;
  /** Whether it has calls for who may do what in a tenant: groups, roles, invitations. */
  readonly groups: boolean;
  /** Whether the lists of a tenant take filters; otherwise plain parameters. */
  readonly tenantFilters: boolean;
}

/**
 * The published versions of the Kestra Users API, by the names that `KESTRA_VERSION` takes: a row each, newest first. The
 * documents of 1.1 and 1.2 were not seen: 1.2 still has `q`, as 1.0 has, so both are taken to have the contract of 1.0.
 */
const table = {
  '2.0': { contract: 'kestra-2.0', search: 'filters[q][EQUALS]', viewer: true, groups: true, tenantFilters: true },
  '1.3': { contract: 'kestra-1.3', search: 'filters[q][EQUALS]', viewer: true, groups: true, tenantFilters: false },
  '1.2': { contract: 'kestra', search: 'q', viewer: false, groups: false, tenantFilters: false },
  '1.1': { contract: 'kestra', search: 'q', viewer: false, groups: false, tenantFilters: false },
  '1.0': { contract: 'kestra', search: 'q', viewer: false, groups: false, tenantFilters: false },
} as const;

export type KestraVersion = keyof typeof table;
export const features: Readonly<Record<KestraVersion, Features>> = table;
export const kestraVersions = Object.keys(table) as readonly KestraVersion[];
export const newestKestra: KestraVersion = '2.0';

/** The version by which one request speaks to Kestra. */
export type KestraDialect = Dialect<Features, KestraVersion>;

/** The platform and the setting of its version, as messages name them. */
export const titleAndSetting = ['Kestra', 'KESTRA_VERSION'] as const;

/** The error for a version that does not tell who the caller is. It names those that do. */
export const tellsNoCaller = () => unsupported('viewer', 'does not tell who the caller is');

/** The error for what belongs to the caller. It names the versions that show and change it. */
export const changesNoCaller = () => unsupported('viewer', 'does not show or change the account of the caller');

/** The error for who may do what in a tenant. It names the versions that tell and change it. */
export const knowsNoRights = () => unsupported('groups', 'does not tell or change who may do what in a tenant');

/** The error for a group that no member shows, on a version that reads no groups. It names those that do. */
export const readsNoGroup = () =>
  unsupported('groups', 'does not read groups that have no members, and no member has shown this one');

function unsupported(feature: 'viewer' | 'groups', lack: string): UnsupportedError {
  const versions = kestraVersions.filter((version) => features[version][feature]);
  return new UnsupportedError(`This version of Kestra ${lack}. Versions that do: ${versions.join(', ')}.`, versions);
}
