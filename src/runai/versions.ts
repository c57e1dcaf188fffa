import { UnsupportedError } from '../errors.ts';
import type { Dialect } from '../rest/dialect.ts';

/**
 * What a version can do beyond the operations, parameters and bounds that its contract in `schema/rest/` states.
 */
export interface Features {
  /** The version whose document in `schema/rest/` states the contract: its own, or the last one before it that was published. */
  readonly contract: string;
  /** Whether lists come by `offset` and `limit`, with filters, search, order and a count; otherwise whole. */
  readonly paging: boolean;
  /** Whether the platform can send a new user an e-mail. */
  readonly notify: boolean;
  /** Whether users and groups have roles and clusters (the `/v1/k8s` family). */
  readonly access: boolean;
  /** Whether there are access rules, with roles and permissions (`/api/v1/authorization`), which replaced that family. */
  readonly rules: boolean;
  /** Whether a tenant can make roles of its own, of permission sets (`/api/v2/authorization/roles`). */
  readonly customRoles: boolean;
  /** Whether users have a first and a last name, and many of them can be looked up at once by those who need no more. */
  readonly names: boolean;
  /** Whether the platform always returns whole lists, so that any condition can be checked at no cost. */
  readonly wholeLists: boolean;
}

/**
 * The published versions of the Run:ai Users API, by the names that `RUNAI_VERSION` takes: a row each, newest first. That
 * 2.25 and 2.26 are as 2.24 is inferred: no document of their users API was read, and the one of 3.0 adds to 2.24.
 */
const table = {
  '3.0': {
    contract: '3.0',
    paging: true,
    notify: true,
    access: false,
    rules: true,
    customRoles: true,
    names: true,
    wholeLists: false,
  },
  '2.26': {
    contract: '2.24',
    paging: true,
    notify: true,
    access: false,
    rules: true,
    customRoles: false,
    names: false,
    wholeLists: false,
  },
  '2.25': {
    contract: '2.24',
    paging: true,
    notify: true,
    access: false,
    rules: true,
    customRoles: false,
    names: false,
    wholeLists: false,
  },
  '2.24': {
    contract: '2.24',
    paging: true,
    notify: true,
    access: false,
    rules: true,
    customRoles: false,
    names: false,
    wholeLists: false,
  },
  '2.22': {
    contract: '2.22',
    paging: true,
    notify: false,
    access: true,
    rules: false,
    customRoles: false,
    names: false,
    wholeLists: false,
  },
  legacy: {
    contract: 'legacy',
    paging: false,
    notify: false,
    access: true,
    rules: false,
    customRoles: false,
    names: false,
    wholeLists: true,
  },
};

export type RunaiVersion = keyof typeof table;
export const features: Readonly<Record<RunaiVersion, Features>> = table;
export const runaiVersions = Object.keys(table) as readonly RunaiVersion[];
export const newestVersion: RunaiVersion = '3.0';

/** A feature that some versions lack. */
export type Feature = Exclude<keyof Features, 'contract'>;

/** What a version without the feature cannot do. */
const withoutIt: Readonly<Record<Feature, string>> = {
  paging: 'give a part of a list',
  notify: 'tell a new user by mail',
  access: 'show or change access (roles and clusters), nor change a user in any other way',
  rules: 'show or change access rules, nor tell roles and permissions',
  customRoles: 'tell what permission sets allow, nor create, change or delete roles',
  wholeLists:
    'find users by "not" or "isNull" alone, which would take all of them: add "search", or "in", "eq", "contains", "startsWith" or "endsWith" of a text',
  names: 'tell the first and last names of users, set them or order by them',
};

/** The version by which one request speaks to Run:ai. */
export type RunaiDialect = Dialect<Features, RunaiVersion>;

/** The platform and the setting of its version, as messages name them. */
export const titleAndSetting = ['Run:ai', 'RUNAI_VERSION'] as const;

/** The error for what a version lacks. It names the versions that have it. */
export function unsupported(version: RunaiVersion, feature: Feature): UnsupportedError {
  const versions = runaiVersions.filter((candidate) => features[candidate][feature]);
  return new UnsupportedError(
    `Run:ai ${version} cannot ${withoutIt[feature]}. Versions that can: ${versions.join(', ')}.`,
    versions,
  );
}
