import type { Plugin } from 'graphql-yoga';
import { Registry } from 'prom-client';
import type { Metrics } from '../observability/metrics.ts';
import { countRefusal } from '../observability/operation-metrics.ts';

/**
 * Counts operations that are refused, and serves `/metrics`.
 * @param text what `/metrics` answers, in Prometheus' text format
 */
export function useMetrics(metrics: Metrics, text: () => Promise<string>): Plugin {
  return {
    async onRequest({ request, url, endResponse, fetchAPI }) {
      if (request.method !== 'GET' || url.pathname !== '/metrics') return;
      endResponse(
        new fetchAPI.Response(await text(), { headers: { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE } }),
      );
    },
    onExecutionResult({ result }) {
      if (result && 'errors' in result && !('data' in result)) countRefusal(metrics, result.errors);
    },
  };
}
