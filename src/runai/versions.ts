import { UnsupportedError } from '../errors.ts';

/**
 * What a version can do beyond the operations, parameters and bounds that its contract in `schema/rest/` states.
 */
export interface Features {
  /** Whether lists come by `offset` and `limit`, with filters, search, order and a count; otherwise whole. */
  readonly paging: boolean;
  /** Whether the platform can send a new user an e-mail. */
  readonly notify: boolean;
  /** Whether users and groups have roles and clusters (the `/v1/k8s` family). */
  readonly access: boolean;
}

/** The published versions of the Run:ai Users API, by the names that `RUNAI_VERSION` takes: a row each, newest first. */
const table = {
  '2.24': { paging: true, notify: true, access: false },
  '2.22': { paging: true, notify: false, access: true },
  legacy: { paging: false, notify: false, access: true },
};

export type RunaiVersion = keyof typeof table;
export const features: Readonly<Record<RunaiVersion, Features>> = table;
export const runaiVersions = Object.keys(table) as readonly RunaiVersion[];

/** What a version without the feature cannot do. */
const withoutIt: Readonly<Record<keyof Features, string>> = {
  paging: 'give a part of a list',
  notify: 'tell a new user by mail',
  access: 'show or change access (roles and clusters), nor change a user in any other way',
};

/** The error for what a version lacks. It names the versions that have it. */
export function unsupported(version: RunaiVersion, feature: keyof Features): UnsupportedError {
  const versions = runaiVersions.filter((candidate) => features[candidate][feature]);
  return new UnsupportedError(
    `Run:ai ${version} cannot ${withoutIt[feature]}. Versions that can: ${versions.join(', ')}.`,
    versions,
  );
}
