import { type Contract, loadContract } from '../rest/contract.ts';
import { UnsupportedError } from '../rest/errors.ts';

/** The published versions of the Run:ai Users API, by the names that `RUNAI_VERSION` takes. */
export const runaiVersions = ['2.24', '2.22', 'legacy'] as const;
export type RunaiVersion = (typeof runaiVersions)[number];

const contracts = new Map<RunaiVersion, Contract>();

/** The contract of a version, read when first asked for. */
export function runaiContract(version: RunaiVersion): Contract {
  const contract = contracts.get(version) ?? loadContract(`runai-${version}`);
  contracts.set(version, contract);
  return contract;
}

/** The error for an operation that a version lacks. It names the versions that have it. */
export function unsupported(operationId: string, version: RunaiVersion): UnsupportedError {
  const versions = runaiVersions.filter((candidate) => runaiContract(candidate).operation(operationId));
  return new UnsupportedError(`Run:ai ${version} cannot do this. Versions that can: ${versions.join(', ')}.`, versions);
}
