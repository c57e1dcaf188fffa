import { useApolloInlineTrace } from '@graphql-yoga/plugin-apollo-inline-trace';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Context } from '../graph/context.ts';
import { usePrivateAnswers } from './caching.ts';
import { type Clients, contextOf } from './context.ts';
import { corsFor } from './cors.ts';
import { useExplain } from './explain.ts';
import { useExtensions } from './extensions.ts';
import { type GraphiqlExample, graphiql, renderPage } from './graphiql.ts';
import { type Readiness, useLastAnswers, useReadiness } from './health.ts';
import { useNoIntrospection } from './introspection.ts';
import { useJit } from './jit.ts';
import { useJsonOnly } from './json-only.ts';
import { limits, useLimits } from './limits.ts';
import { useNoLiterals } from './literals.ts';
import { useLogging } from './logging.ts';
import { errorMask } from './masking.ts';
import { type Metrics, useMetrics } from './metrics.ts';
import { usePersisted } from './persisted.ts';
import type { SharedQueries } from './sharing.ts';
import { useNoSuggestions } from './suggestions.ts';
import type { Tracing } from './tracing.ts';
import { useVariableErrors } from './variables.ts';

/** What the server stands on. */
export interface Parts {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly clients: Clients;
  readonly log: Logger;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly shared: SharedQueries;
  readonly tracing?: Tracing;
  readonly example: GraphiqlExample;
  /** Whether a gateway gets the timings of every field, in `extensions.ftv1`. It costs each of them. */
  readonly inlineTrace?: boolean;
}

/** The GraphQL server: each concern is a plugin of its own. */
export function createServer({
  config,
  schema,
  clients,
  log,
  readiness,
  metrics,
  shared,
  tracing,
  example,
  inlineTrace,
}: Parts) {
  return createYoga<object, Context>({
    schema,
    context: ({ request, params }) => ({ ...contextOf(request, config, clients), params }),
    graphiql: config.graphiql && graphiql(example),
    renderGraphiQL: renderPage,
    landingPage: false,
    logging: false,
    multipart: false,
    cors: corsFor(config.corsOrigins),
    maskedErrors: { maskError: errorMask(log) },
    maxRequestBodySize: limits.body,
    batching: { limit: limits.batch },
    plugins: [
      useJsonOnly(),
      useReadiness(readiness, Object.values(clients)),
      useLastAnswers(readiness),
      usePrivateAnswers(),
      usePersisted(config.trustedDocuments),
      ...useLimits(),
      ...(config.introspection ? [useExplain()] : [useNoIntrospection(), useNoSuggestions()]),
      shared.plugin(),
      useVariableErrors(),
      useNoLiterals(),
      useExtensions(),
      useLogging(log),
      useMetrics(metrics),
      inlineTrace ? useApolloInlineTrace() : useJit(config.jitAfter),
      // Around the one that executes, so that all of it happens within the span.
      ...(tracing ? [tracing.plugin] : []),
    ],
  });
}
