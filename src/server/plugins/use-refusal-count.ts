import type { Plugin } from 'graphql-yoga';
import type { Metrics } from '../observability/metrics.ts';
import { countRefusal } from '../observability/operation-metrics.ts';

/** Counts operations that are refused. */
export function useRefusalCount(metrics: Metrics): Plugin {
  return {
    onExecutionResult({ result }) {
      if (result && 'errors' in result && !('data' in result)) countRefusal(metrics, result.errors);
    },
  };
}
