import { AsyncLocalStorage } from 'node:async_hooks';
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Context as TraceContext,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type ExecutionResult, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../graph/context.ts';
import type { RestClient, Watcher } from '../rest/client.ts';
import { codeOf } from './logging.ts';
import { ended } from './parts.ts';

/** Spans on their way to a collector. */
export interface Tracing {
  readonly plugin: Plugin<Context>;
  /** Sends what is left. */
  close(): Promise<void>;
}

const propagator = new W3CTraceContextPropagator();

/**
 * Makes a span for each operation, within the client's trace if it names one (W3C `traceparent`), and one for each REST
 * call that it sends, which the platform is told of. Names, numbers and codes only: no document, variable, id or header.
 * This module is loaded where tracing is asked for only.
 * @param url where the collector takes traces by OTLP over HTTP; the exporter itself reads the other `OTEL_` variables
 */
export function startTracing(url: URL, clients: readonly RestClient[]): Tracing {
  const named = resourceFromAttributes({ 'service.name': 'users-graph' });
  const provider = new TracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: url.href }) })],
  });
  const tracer = provider.getTracer('users-graph');
  const current = new AsyncLocalStorage<TraceContext>();
  for (const client of clients) client.watch(watcher(tracer, current, client));
  return {
    plugin: useOperationSpans(tracer, current),
    // What a collector does not take is lost: the process ends all the same.
    close: () => provider.shutdown().catch(() => undefined),
  };
}

function useOperationSpans(tracer: Tracer, current: AsyncLocalStorage<TraceContext>): Plugin<Context> {
  return {
    onExecute({ args: { contextValue, document, operationName }, executeFn, setExecuteFn }) {
      const { headers, signal } = contextValue.request;
      const carrier = { traceparent: headers.get('traceparent'), tracestate: headers.get('tracestate') };
      const parent = propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
      const operation = getOperationAST(document, operationName);
      const type = operation?.operation ?? 'unknown';
      const name = operation?.name?.value;
      const span = tracer.startSpan(
        `graphql ${type}`,
        {
          kind: SpanKind.SERVER,
          attributes: { 'graphql.operation.type': type, ...(name && { 'graphql.operation.name': name }) },
        },
        parent,
      );
      const context = trace.setSpan(parent, span);
      setExecuteFn((...args: Parameters<typeof executeFn>) => current.run(context, () => executeFn(...args)));
      return {
        onExecuteDone: (done) => {
          const end = (result: ExecutionResult) => {
            const [error] = result.errors ?? [];
            if (error) fail(span, codeOf(error));
            span.end();
            return result;
          };
          return ended(done, end, signal);
        },
      };
    },
  };
}

function watcher(tracer: Tracer, current: AsyncLocalStorage<TraceContext>, { upstream }: RestClient): Watcher {
  return ({ operation: { id, method, template }, headers }) => {
    const parent = current.getStore() ?? ROOT_CONTEXT;
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
    propagator.inject(trace.setSpan(parent, span), headers, defaultTextMapSetter);
    return (ending) => {
      if (typeof ending === 'number') span.setAttribute('http.response.status_code', ending);
      if (typeof ending === 'string' || ending >= 400) fail(span, String(ending));
      span.end();
    };
  };
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
