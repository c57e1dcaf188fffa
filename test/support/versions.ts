import { features, type RunaiVersion } from '../../src/runai/versions.ts';

/** The versions of Run:ai that have a contract of their own, newest first: any other behaves as one of these. */
export const contractVersions = ['3.0', '2.24', '2.22', 'legacy'] as const satisfies readonly RunaiVersion[];
export type ContractVersion = (typeof contractVersions)[number];

/** Those of them that have the feature. */
export const versionsWith = (feature: 'paging' | 'notify' | 'access' | 'rules' | 'customRoles' | 'names') =>
  contractVersions.filter((version) => features[version][feature]);
