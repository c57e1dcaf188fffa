import type { ExecutionResult } from 'graphql';
import type { ExecutionHook } from '../execution-hooks.ts';
import type { Metrics } from './metrics.ts';
import { codeOf } from './operation-log.ts';

/** Counts each operation that is executed, and measures how long it takes. */
export function operationMetrics(metrics: Metrics): ExecutionHook {
  return ({ context: { ledger }, definition }) => {
    const start = performance.now();
    return {
      onResult(result) {
        // Without data nothing was executed: that is counted as refused.
        if (!('data' in result)) return result;
        const type = definition?.operation ?? 'unknown';
        const outcome = !result.errors ? 'ok' : result.data ? 'partial' : 'failed';
        const shared = ledger.calls.filter((call) => call.shared).length;
        const cached = ledger.calls.filter((call) => call.cached).length;
        metrics.operations.count(type, outcome);
        metrics.duration.observe({ type }, (performance.now() - start) / 1000);
        metrics.callsPerOperation.observe({ type }, ledger.calls.length - shared - cached);
        metrics.sharedCalls.add(shared);
        metrics.cachedCalls.add(cached);
        for (const strategy of ledger.plans) metrics.plans.count(strategy);
        countErrors(metrics, result.errors);
        return result;
      },
    };
  };
}

/** Counts an operation that is refused: nothing of it is executed. */
export function countRefusal(metrics: Metrics, errors: ExecutionResult['errors']): void {
  metrics.operations.count('unknown', 'refused');
  countErrors(metrics, errors);
}

function countErrors(metrics: Metrics, errors: ExecutionResult['errors'] = []): void {
  for (const error of errors) metrics.errors.count(codeOf(error));
}
