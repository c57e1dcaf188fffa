import type { CallRecord } from '../../rest/ledger.ts';
import type { ExecutionHook } from '../execution-hooks.ts';

/** The request header that asks for the plan: with the value `1`, or `timed` to have the times of the calls too. */
const header = 'x-explain';

/** REST calls of one request with the same operation and the same reason. */
interface PlannedCalls {
  readonly method: string;
  /** The path as the contract writes it, with its parameters in braces. */
  readonly path: string;
  /** Why the operation was chosen. */
  readonly reason: string;
  /** Calls that were made. */
  calls: number;
  /** Calls that were not made, as an identical one was under way and its answer served both. */
  shared: number;
  /** Calls that were not made, as the answer was kept from an earlier one; absent if there are none. */
  cached?: number;
  /** Rows of the lists that came back, the shared ones included. */
  rows: number;
  /** When each call that was made began and ended, in milliseconds since the operation began; where times were asked for. */
  timings?: { readonly startMs: number; readonly endMs: number }[];
}

/**
 * Shows clients that send `x-explain: 1` or `x-explain: timed` which REST calls the request made and why, in `extensions.plan`, without any value;
 * and in `extensions.cost` the estimate (`asked`, at most) and the number (`actual`) of its REST calls.
 */
export const explanation: ExecutionHook = ({ context: { clientRequest, ledger, cost } }) => {
  const asked = clientRequest.headers[header];
  if (asked !== '1' && asked !== 'timed') return undefined;
  const beganAt = asked === 'timed' ? performance.now() : undefined;
  return {
    onResult(result) {
      if (!('data' in result)) return result;
      const explained = { cost: { asked: cost.asked, actual: cost.made }, plan: planOf(ledger.calls, beganAt) };
      return { ...result, extensions: { ...result.extensions, ...explained } };
    },
  };
};

/** @param beganAt when the operation began, where times are asked for */
function planOf(records: readonly CallRecord[], beganAt: number | undefined): PlannedCalls[] {
  const plan = new Map<string, PlannedCalls>();
  for (const { operation, reason, shared, cached, rows, time } of records) {
    const { id, method, template } = operation;
    const key = JSON.stringify([id, reason]);
    const alike = plan.get(key) ?? { method, path: template, reason, calls: 0, shared: 0, rows: 0 };
    if (cached) alike.cached = (alike.cached ?? 0) + 1;
    else alike[shared ? 'shared' : 'calls']++;
    alike.rows += rows() ?? 0;
    if (beganAt !== undefined) {
      alike.timings ??= [];
      const { startedAt, endedAt } = time;
      if (!shared && !cached && startedAt !== undefined && endedAt !== undefined) {
        alike.timings.push({ startMs: tenths(startedAt - beganAt), endMs: tenths(endedAt - beganAt) });
      }
    }
    plan.set(key, alike);
  }
  return [...plan.values()];
}

const tenths = (ms: number) => Math.round(ms * 10) / 10;
