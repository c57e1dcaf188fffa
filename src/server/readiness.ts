import type { ServedPlatform } from '../platform.ts';
import { causes, failureKindOf, findingOf } from '../rest/causes.ts';
import type { RestClient } from '../rest/client.ts';
import type { FailureLog } from './observability/failure-log.ts';

/** Whether the process takes new work: false from the first signal to stop. */
export interface Readiness {
  draining: boolean;
}

/** What `/ready` answers. */
export interface Condition {
  readonly isReady: boolean;
  /**
   * For each platform `ready`, or what is wrong, in words of a fixed set; and in `versions` which version was found of those
   * whose version no setting names.
   */
  readonly report: Readonly<Record<string, string | boolean | Readonly<Record<string, string>>>>;
}

/** Ready while all platforms answer as their contracts say, no circuit breaker is open, and the process is not draining. */
export async function conditionNow(
  { draining }: Readiness,
  platforms: readonly Reported[],
  failures: FailureLog,
): Promise<Condition> {
  if (draining) return { isReady: false, report: { draining } };
  const entries = platforms.map(
    async ({ client }) => [client.upstream.name, await conditionOf(client, failures)] as const,
  );
  const conditions = Object.fromEntries(await Promise.all(entries));
  const versions = versionsOf(platforms);
  return {
    isReady: Object.values(conditions).every((condition) => condition === 'ready'),
    report: { ...conditions, ...(versions && { versions }) },
  };
}

type Reported = Pick<ServedPlatform, 'client' | 'found'>;

/** The versions that were found; undefined if settings name them all. */
function versionsOf(platforms: readonly Reported[]): Readonly<Record<string, string>> | undefined {
  const entries = platforms.flatMap(({ client, found }) =>
    found ? [[client.upstream.name, found.proved ?? 'not found yet'] as const] : [],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
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
