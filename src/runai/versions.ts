import { UnsupportedError } from '../errors.ts';
import { type Contract, loadContract } from '../rest/contract.ts';

/** The published versions of the Run:ai Users API, by the names that `RUNAI_VERSION` takes. */
export const runaiVersions = ['2.24', '2.22', 'legacy'] as const;
export type RunaiVersion = (typeof runaiVersions)[number];

/**
 * What a version can do beyond the operations, parameters and bounds that its contract in `schema/rest/` tells of.
 */
export interface Features {
  /** Whether lists come by `offset` and `limit`, with filters, search, order and a count; otherwise whole. */
  readonly paging: boolean;
  /** Whether a new user can be told by mail. */
  readonly notify: boolean;
  /** Whether users and groups have roles and clusters (the `/v1/k8s` family). */
  readonly access: boolean;
}

/** The one table of versions. */
export const features: Readonly<Record<RunaiVersion, Features>> = {
  '2.24': { paging: true, notify: true, access: false },
  '2.22': { paging: true, notify: false, access: true },
  legacy: { paging: false, notify: false, access: true },
};

const contracts = new Map<RunaiVersion, Contract>();

/** The contract of a version, read when first asked for. */
export function runaiContract(version: RunaiVersion): Contract {
  const contract =
    contracts.get(version) ??
    loadContract(`runai-${version}`, {
      dropped: ['change_user_password'],
      keys: {
        get_users: ['id', 'username'],
        get_user_by_id: ['username'],
        create_user: ['username'],
        getUsers: ['userId'],
        getGroups: ['userId'],
      },
    });
  contracts.set(version, contract);
  return contract;
}

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
