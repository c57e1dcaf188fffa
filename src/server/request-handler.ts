import type { RequestListener } from 'node:http';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { ServedPlatform } from '../platform.ts';
import { AcceptReader } from './accept.ts';
import { budgetHeaders } from './budget/budget-headers.ts';
import { budgetReport } from './budget/budget-report.ts';
import type { CallBudgets } from './budget/call-budgets.ts';
import { refuseUnread } from './budget/refuse-unread.ts';
import { caching } from './caching.ts';
import { addressReader } from './client-address.ts';
import { identify, requestIdHeader } from './client-request.ts';
import { compress } from './compression.ts';
import { contextFactory } from './context.ts';
import { corsHeaders } from './cors.ts';
import { credentialHeaders } from './credentials.ts';
import type { ExecutionHook } from './execution-hooks.ts';
import type { Explorer } from './explorer/graphiql.ts';
import { exportListeners } from './export/listener.ts';
import { fastPath } from './fast-path/fast-path.ts';
import { keyedExecution } from './idempotency/keyed-execution.ts';
import type { Store } from './idempotency/store.ts';
import { errorMask } from './masking.ts';
import type { mcpListener } from './mcp/listener.ts';
import { plainContentType } from './media-type.ts';
import { noStore } from './no-store.ts';
import { sendFault, sendRefusal } from './node-answers.ts';
import { driftReport } from './observability/drift-report.ts';
import { explanation } from './observability/explain.ts';
import { FailureLog } from './observability/failure-log.ts';
import type { Metrics } from './observability/metrics.ts';
import { operationLog } from './observability/operation-log.ts';
import { operationMetrics } from './observability/operation-metrics.ts';
import type { Tracing } from './observability/tracing.ts';
import { DocumentStore } from './operations/document-store.ts';
import { persistedDocuments } from './operations/persisted-documents.ts';
import { PlanCache } from './operations/plan-cache.ts';
import type { Readiness } from './readiness.ts';
import { routes } from './routes.ts';
import { SharedQueries } from './sharing.ts';
import { targetReader } from './target.ts';
import { createYogaServer } from './yoga.ts';
import { yogaListener } from './yoga-listener.ts';

const badTarget = 'The "Host" header or the target of the request is not valid.';

/** What requests are served with. */
export interface ServerOptions {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly platforms: readonly ServedPlatform[];
  readonly log: Logger;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  /** What `/metrics` answers. */
  readonly metricsText: () => Promise<string>;
  readonly tracing?: Tracing;
  readonly explorer: Explorer;
  /** Where answers are kept under idempotency keys; undefined if no store serves all processes. */
  readonly store: Store | undefined;
  /** What callers may ask over time; undefined if nothing bounds that. */
  readonly budgets: CallBudgets | undefined;
  /** Where `config.mcp` asks for it. */
  readonly mcpListener: typeof mcpListener | undefined;
}

/**
 * Answers HTTP requests. What does not depend on the operation is done here, before the ways part: most requests take the
 * fast path, all others are served by Yoga.
 * A gateway that asks for a federated trace (`apollo-federation-include-trace: ftv1`) is served by a Yoga of its own, which
 * is made when the first one asks: it wraps every resolver, which would cost all other clients too.
 */
export function requestHandler({ platforms, log, tracing, ...options }: ServerOptions): RequestListener {
  const { config, schema, metrics, budgets } = options;
  const clients = platforms.map(({ client }) => client);
  const failures = new FailureLog(log);
  failures.follow(clients);
  const shared = new SharedQueries(config.requestTimeoutMs, credentialHeaders(clients), config.cache !== undefined);
  const hooks: readonly ExecutionHook[] = [
    shared.hook,
    noStore,
    ...(config.cache ? [caching(config.cache.ttlMs)] : []),
    ...(config.introspection ? [explanation] : []),
    ...(budgets ? [budgetReport] : []),
    driftReport,
    operationLog(log, addressReader(config.trustedProxies)),
    operationMetrics(metrics),
    ...(tracing ? [tracing.hook] : []),
  ];
  const mask = errorMask(log, failures);
  const pipeline = {
    ...options,
    clients,
    platforms,
    contextOf: contextFactory(config, platforms, log, budgets),
    hooks,
    documents: new DocumentStore(schema),
    persisted: persistedDocuments(config.trustedDocuments),
    plans: new PlanCache(config.jitAfter),
    mask,
    executeKeyed: keyedExecution({
      ...options,
      ...{ mask, credentialHeaders: credentialHeaders(clients), requestTimeoutMs: config.requestTimeoutMs },
    }),
    failures,
  };
  const yoga = createYogaServer({ ...pipeline, isTraced: false });
  const serve = fastPath({ ...pipeline, shared }, yogaListener(yoga, pipeline));
  const bounded = (next: RequestListener) => (budgets ? refuseUnread(budgets, platforms, metrics, next) : next);
  const tools = config.mcp && options.mcpListener?.({ ...config.mcp, schema, yoga, log }, pipeline);
  const mcp = tools && bounded(tools);
  const createTraced = () => {
    const sorted = lexicographicSortSchema(schema);
    const documents = new DocumentStore(sorted);
    return yogaListener(createYogaServer({ ...pipeline, schema: sorted, documents, isTraced: true }), pipeline);
  };
  let traced: RequestListener | undefined;
  const graphql: RequestListener = (message, response) => {
    if (message.headers['apollo-federation-include-trace'] !== 'ftv1') return serve(message, response);
    traced ??= createTraced();
    return traced(message, response);
  };
  const lists = exportListeners(pipeline, platforms);
  const exports = new Map([...lists].map(([path, list]) => [path, bounded(list)]));
  const route = routes({ ...pipeline, exports }, bounded(graphql), (response, error) =>
    sendFault(response, mask, error),
  );
  const normalizeTarget = targetReader(config.basePath);
  const accepted = new AcceptReader();
  const allowOrigin = corsHeaders(config.corsOrigins, budgets ? budgetHeaders : []);
  return (message, response) => {
    response.setHeader(requestIdHeader, identify(message));
    if (!normalizeTarget(message)) return sendRefusal(response, 400, badTarget);
    allowOrigin(message, response);
    if (message.method === 'OPTIONS') return response.writeHead(204, { 'content-length': 0 }).end();
    if (config.compression) compress(message, response);
    if (mcp && message.url === '/mcp') return mcp(message, response);
    const { headers } = message;
    headers.accept = accepted.plain(headers.accept);
    if (headers['content-type']) headers['content-type'] = plainContentType(headers['content-type']);
    return route(message, response);
  };
}
