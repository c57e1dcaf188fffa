import type { CallRecord } from '../../rest/session.ts';
import type { ExecutionHook } from '../execution-hooks.ts';

/** The request header that asks for the plan, with the value `1`. */
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
  /** Rows of the lists that came back, the shared ones included. */
  rows: number;
}

/**
 * Shows clients that send `x-explain: 1` which REST calls the request made and why, in `extensions.plan`, without any value;
 * and in `extensions.cost` the estimate (`asked`, at most) and the number (`actual`) of its REST calls.
 */
export const explanation: ExecutionHook = ({ context: { clientRequest, ledger, cost } }) => {
  if (clientRequest.headers[header] !== '1') return undefined;
  return {
    onResult(result) {
      if (!('data' in result)) return result;
      const explained = { cost: { asked: cost.asked, actual: cost.made }, plan: planOf(ledger.calls) };
      return { ...result, extensions: { ...result.extensions, ...explained } };
    },
  };
};

function planOf(records: readonly CallRecord[]): PlannedCalls[] {
  const plan = new Map<string, PlannedCalls>();
  for (const { operation, reason, shared, rows } of records) {
    const { id, method, template } = operation;
    const key = JSON.stringify([id, reason]);
    const alike = plan.get(key) ?? { method, path: template, reason, calls: 0, shared: 0, rows: 0 };
    alike[shared ? 'shared' : 'calls']++;
    alike.rows += rows() ?? 0;
    plan.set(key, alike);
  }
  return [...plan.values()];
}
