import {
  context,
  diag,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { diagLogLevelFromString, getStringFromEnv } from '@opentelemetry/core';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { Logger } from 'pino';
import type { RestClient } from '../../rest/client.ts';
import type { Watcher } from '../../rest/sending.ts';
import type { ExecutionHook } from '../execution-hooks.ts';
import { codeOf } from './operation-log.ts';
import { sdkLog } from './sdk-log.ts';

/** Spans on their way to a collector. */
export interface Tracing {
  /** Makes a span for each operation. */
  readonly hook: ExecutionHook;
  /** Sends the spans that are left, as far as the collector takes them in time. */
  close(): Promise<void>;
}

/** How long the end of the process waits for the collector. */
const patienceMs = 3000;

/**
 * Makes a span for each operation, within the client's trace if it names one, and one for each REST call that it sends,
 * whose context is passed on to the platform. Names, numbers and codes only: no document, variable, id or header.
 * OpenTelemetry's SDK reads what it needs from the environment by the standard's names. One may run in a process at a time.
 * This module is loaded only where tracing is configured: it is larger than the rest of the server.
 */
export function startTracing(clients: readonly RestClient[], log: Logger): Tracing {
  const sdk = new NodeSDK({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': 'users-graph' })),
    // Metrics are served for Prometheus, and logs are written: neither is sent.
    metricReaders: [],
    logRecordProcessors: [],
  });
  const options = {
    logLevel: diagLogLevelFromString(getStringFromEnv('OTEL_LOG_LEVEL') ?? 'warn'),
    suppressOverrideMessage: true,
  };
  diag.setLogger(sdkLog(log, 'starting'), options);
  sdk.start();
  diag.setLogger(sdkLog(log, 'running'), options);
  const tracer = trace.getTracer('users-graph');
  for (const client of clients) client.watch(watcher(tracer, client));
  return {
    hook: operationSpans(tracer),
    async close() {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, patienceMs);
      await Promise.race([sdk.shutdown().catch(() => undefined), late.promise]);
      clearTimeout(timer);
      for (const api of [trace, context, propagation, diag]) api.disable();
    },
  };
}

function operationSpans(tracer: Tracer): ExecutionHook {
  return ({ definition, context: { clientRequest } }) => {
    const parent = propagation.extract(ROOT_CONTEXT, clientRequest.headers);
    const type = definition?.operation ?? 'unknown';
    const name = definition?.name?.value;
    const span = tracer.startSpan(
      `graphql ${type}`,
      {
        kind: SpanKind.SERVER,
        attributes: { 'graphql.operation.type': type, ...(name && { 'graphql.operation.name': name }) },
      },
      parent,
    );
    const within = trace.setSpan(parent, span);
    return {
      run: (execute) => context.with(within, execute),
      onResult(result) {
        const [error] = result.errors ?? [];
        if (error) fail(span, codeOf(error));
        span.end();
        return result;
      },
    };
  };
}

function watcher(tracer: Tracer, { upstream }: RestClient): Watcher {
  return ({ operation: { id, method, template }, headers }) => {
    const parent = context.active();
    const span = tracer.startSpan(
      `${method} ${template}`,
      {
        kind: SpanKind.CLIENT,
        attributes: {
          'http.request.method': method,
          'url.template': template,
          'server.address': upstream.url.hostname,
          'users_graph.platform': upstream.name,
          'users_graph.operation': id,
        },
      },
      parent,
    );
    propagation.inject(trace.setSpan(parent, span), headers);
    return (outcome) => {
      if (typeof outcome === 'number') span.setAttribute('http.response.status_code', outcome);
      if (typeof outcome === 'string' || outcome >= 400) fail(span, String(outcome));
      span.end();
    };
  };
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
