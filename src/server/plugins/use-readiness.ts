import { useReadinessCheck } from 'graphql-yoga';
import { causes, failureKindOf, findingOf } from '../../rest/causes.ts';
import type { RestClient } from '../../rest/client.ts';
import type { FailureLog } from '../observability/failure-log.ts';

/** Whether the process takes new work: false from the first signal to stop. */
export interface Readiness {
  draining: boolean;
}

/**
 * `/ready`: 200 while all platforms answer as their contracts say, no circuit breaker is open, and the process is not
 * draining; 503 otherwise. The body says for each platform what is wrong, in words of a fixed set.
 */
export function useReadiness(state: Readiness, clients: readonly RestClient[], failures: FailureLog) {
  return useReadinessCheck({
    endpoint: '/ready',
    check: async ({ fetchAPI }) => {
      if (state.draining) return fetchAPI.Response.json({ draining: true }, { status: 503 });
      const entries = clients.map(
        async (client) => [client.upstream.name, await conditionOf(client, failures)] as const,
      );
      const conditions = Object.fromEntries(await Promise.all(entries));
      const ready = Object.values(conditions).every((condition) => condition === 'ready');
      return fetchAPI.Response.json(conditions, { status: ready ? 200 : 503 });
    },
  });
}

/** `ready`, `failing` while the breaker is open, or where the fault is and why: `unreachable: ECONNREFUSED (…)`. */
async function conditionOf({ breaker, probe, upstream }: RestClient, failures: FailureLog): Promise<string> {
  if (breaker.pausesForMs > 0) return 'failing';
  const error = await probe.run();
  if (!error) return 'ready';
  const finding = findingOf(error) ?? { cause: 'OTHER' as const, code: error.code };
  failures.notReady(upstream.name, finding);
  const { cause, code, detail } = finding;
  return `${failureKindOf(error)}: ${[code, ...(detail ? [detail] : [])].join(' ')} (${causes[cause]})`;
}
