import type { KestraVersion } from '../../src/kestra/versions.ts';
import type { RunaiVersion } from '../../src/runai/versions.ts';

/** Settings by which a facade finds the versions itself. */
export const auto = { RUNAI_VERSION: 'auto', KESTRA_VERSION: 'auto' } as const;

/** The calls by which a version is found, and its name. */
interface Probes<Version> {
  readonly found: Version;
  readonly probes: readonly string[];
}

const names = 'GET /api/v1/users-minimal?id=00000000-0000-0000-0000-000000000000&limit=1';
const rules = 'GET /api/v1/authorization/access-rules?limit=1';
const access = ['GET /v1/k8s/users/roles', 'GET /api/v1/users/count'];
const whole = 'GET /api/v1/users?offset=0&limit=1';
const like24: Probes<RunaiVersion> = { found: '2.24', probes: [names, rules] };

export const runaiProbes: Readonly<Record<RunaiVersion, Probes<RunaiVersion>>> = {
  '3.0': { found: '3.0', probes: [names] },
  '2.26': like24,
  '2.25': like24,
  '2.24': like24,
  '2.22': { found: '2.22', probes: [names, rules, ...access] },
  legacy: { found: 'legacy', probes: [names, rules, ...access, whole] },
};

const me = 'GET /api/v1/me';
const serviceAccounts = 'GET /api/v1/main/service-accounts?page=1&size=1';
const search = 'GET /api/v1/users?page=1&size=1&filters[q][EQUALS]=zqxjkvbwzqxjkvbw';
const like10: Probes<KestraVersion> = { found: '1.0', probes: [me, search] };

export const kestraProbes: Readonly<Record<KestraVersion, Probes<KestraVersion>>> = {
  '2.0': { found: '2.0', probes: [me, serviceAccounts] },
  '1.3': { found: '1.3', probes: [me, serviceAccounts] },
  '1.2': like10,
  '1.1': like10,
  '1.0': like10,
};

/** Those of the calls that are probes. */
export const probesOf = (calls: readonly string[], probes: readonly string[]) =>
  calls.filter((call) => probes.includes(call));
