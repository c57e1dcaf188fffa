import { useApolloInlineTrace } from '@graphql-yoga/plugin-apollo-inline-trace';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { createYoga, type GraphQLParams } from 'graphql-yoga';
import type { Config } from '../config.ts';
import type { Context } from '../graph/context.ts';
import type { RestClient } from '../rest/client.ts';
import { corsFor } from './cors.ts';
import { credentialHeaders } from './credentials.ts';
import { type Concern, type ServedRequest, useConcerns } from './execution-hooks.ts';
import { type GraphiqlExample, graphiql, renderPage } from './explorer/graphiql.ts';
import { limits, useLimits } from './limits.ts';
import type { FailureLog } from './observability/failure-log.ts';
import { type Metrics, useMetrics } from './observability/metrics.ts';
import type { Tracing } from './observability/tracing.ts';
import type { Operations } from './operations.ts';
import type { PlanCache } from './plan-cache.ts';
import { useBatchMembers } from './plugins/use-batch-members.ts';
import { useDefer } from './plugins/use-defer.ts';
import { useExecution } from './plugins/use-execution.ts';
import { useNoIntrospection } from './plugins/use-no-introspection.ts';
import { useNoLiterals } from './plugins/use-no-literals.ts';
import { useNoSuggestions } from './plugins/use-no-suggestions.ts';
import { useOnlyUnderstood } from './plugins/use-only-understood.ts';
import { useParams } from './plugins/use-params.ts';
import { usePersisted } from './plugins/use-persisted.ts';
import { usePrivateAnswers } from './plugins/use-private-answers.ts';
import { type Readiness, useLastAnswers, useReadiness } from './plugins/use-readiness.ts';
import { useRefusalStatus } from './plugins/use-refusal-status.ts';
import { useTextLimits } from './plugins/use-text-limits.ts';
import { useTurns } from './plugins/use-turns.ts';
import { textCache } from './text-cache.ts';

/** What the server stands on. */
export interface Parts {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly clients: readonly RestClient[];
  readonly readiness: Readiness;
  readonly failures: FailureLog;
  readonly metrics: Metrics;
  /** What `/metrics` answers. */
  readonly metricsText: () => Promise<string>;
  readonly tracing?: Tracing;
  readonly example: GraphiqlExample;
  /** What resolvers know of a request. */
  readonly contextOf: (request: Request, params: GraphQLParams) => Context & ServedRequest;
  /** What has a part in every operation that is executed. */
  readonly concerns: readonly Concern[];
  readonly operations: Operations;
  /** What a client learns of an error. */
  readonly mask: (error: unknown) => GraphQLError;
  readonly plans: PlanCache;
  /** Whether a gateway that asks for it gets the timings of every field, in `extensions.ftv1`. */
  readonly isTraced: boolean;
}

/** The GraphQL server: each concern is a plugin of its own. */
export function createServer(parts: Parts) {
  const {
    config,
    schema,
    clients,
    readiness,
    failures,
    metrics,
    metricsText,
    tracing,
    example,
    contextOf,
    concerns,
    operations,
    mask,
    plans,
    isTraced,
  } = parts;
  return createYoga<object, Context>({
    schema,
    context: ({ request, params }) => contextOf(request, params),
    graphiql: config.graphiql && graphiql(example),
    renderGraphiQL: renderPage,
    landingPage: false,
    logging: false,
    multipart: false,
    cors: corsFor(config.corsOrigins),
    maskedErrors: { maskError: mask },
    maxRequestBodySize: limits.body,
    batching: { limit: limits.batch },
    parserAndValidationCache: { documentCache: textCache(), errorCache: textCache() },
    plugins: [
      useOnlyUnderstood(),
      useParams(),
      useReadiness(readiness, clients, failures),
      useLastAnswers(readiness),
      usePrivateAnswers(credentialHeaders(clients)),
      useBatchMembers(),
      useTurns(),
      usePersisted(config.trustedDocuments),
      useTextLimits(),
      ...useLimits(config.maxListItems),
      useDefer({ mask, operations }),
      ...(config.introspection ? [] : [useNoIntrospection(), useNoSuggestions()]),
      useNoLiterals(),
      useRefusalStatus(),
      useConcerns(concerns),
      useMetrics(metrics, metricsText),
      useExecution({ operations, plans, mask, maxListItems: config.maxListItems }),
      ...(isTraced ? [useApolloInlineTrace()] : []),
      // Around the one that executes, so that all of it happens within the span.
      ...(tracing ? [tracing.plugin] : []),
    ],
  });
}
