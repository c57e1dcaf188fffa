import type { RequestListener } from 'node:http';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { plainAccept } from './accept.ts';
import { compress } from './compression.ts';
import { type Clients, contextFactory } from './context.ts';
import { corsFor } from './cors.ts';
import { credentialHeaders } from './credentials.ts';
import type { Concern } from './execution-hooks.ts';
import type { GraphiqlExample } from './explorer/graphiql.ts';
import { lean } from './fast-path/fast-path.ts';
import { PreparedOperations } from './fast-path/prepared.ts';
import { errorMask } from './masking.ts';
import { driftReport } from './observability/drift-report.ts';
import { explanation } from './observability/explain.ts';
import { FailureLog } from './observability/failure-log.ts';
import { operationLog } from './observability/log.ts';
import { type Metrics, operationCount } from './observability/metrics.ts';
import type { Tracing } from './observability/tracing.ts';
import { Operations } from './operations.ts';
import { PlanCache } from './plan-cache.ts';
import { noKeeping } from './plugins/use-private-answers.ts';
import type { Readiness } from './plugins/use-readiness.ts';
import { identify, requestIdHeader } from './request-id.ts';
import { SharedQueries } from './sharing.ts';
import { straighten } from './target.ts';
import { createServer, type Parts } from './yoga.ts';
import { byYoga, send } from './yoga-handler.ts';

const badTarget = JSON.stringify({
  errors: [{ message: 'The "Host" header or the target of the request is none.', extensions: { code: 'BAD_REQUEST' } }],
});

/** What requests are served with. */
export interface Setting {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly clients: Clients;
  readonly log: Logger;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  /** What `/metrics` answers. */
  readonly metricsText: () => Promise<string>;
  readonly tracing?: Tracing;
  readonly example: GraphiqlExample;
}

/**
 * Answers HTTP requests, each with its id.
 * A gateway that asks for a federated trace (`apollo-federation-include-trace: ftv1`) is served by a server of its own,
 * made when the first one asks: tracing wraps every resolver, which nobody else shall pay for.
 */
export function createFront({ clients, log, ...setting }: Setting): RequestListener {
  const { config, schema, metrics } = setting;
  const plans = new PlanCache(config.jitAfter);
  const operations = new Operations();
  const prepared = new PreparedOperations(operations);
  const platforms = Object.values(clients);
  const failures = new FailureLog(log);
  failures.follow(platforms);
  const shared = new SharedQueries(config.requestTimeoutMs, credentialHeaders(platforms));
  const concerns: readonly Concern[] = [
    prepared.concern,
    shared.concern,
    noKeeping,
    ...(config.introspection ? [explanation] : []),
    driftReport,
    operationLog(log),
    operationCount(metrics),
  ];
  const parts: Omit<Parts, 'isTraced'> = {
    ...setting,
    clients: platforms,
    contextOf: contextFactory(config, clients),
    concerns,
    operations,
    plans,
    mask: errorMask(log, failures),
    failures,
  };
  const yoga = createServer({ ...parts, isTraced: false });
  const server = lean({ ...parts, yoga, shared, prepared, cors: corsFor(config.corsOrigins) });
  let tracing: RequestListener | undefined;
  return (request, response) => {
    const id = identify(request);
    request.headers.accept = plainAccept(request.headers.accept);
    if (!straighten(request)) {
      return send(
        response,
        400,
        { 'content-type': 'application/json; charset=utf-8', [requestIdHeader]: id },
        badTarget,
      );
    }
    if (config.compression) compress(request, response);
    if (request.headers['apollo-federation-include-trace'] !== 'ftv1') return server(request, response);
    response.setHeader(requestIdHeader, id);
    tracing ??= byYoga(createServer({ ...parts, schema: lexicographicSortSchema(schema), isTraced: true }), parts.mask);
    return tracing(request, response);
  };
}
