import { useApolloInlineTrace } from '@graphql-yoga/plugin-apollo-inline-trace';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { initContextCache } from '@pothos/core';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Context } from '../graph/context.ts';
import type { RestClient } from '../rest/client.ts';
import { RestSession } from '../rest/session.ts';
import { Runai } from '../runai/runai.ts';
import { credentials } from './credentials.ts';
import { useExtensions } from './extensions.ts';
import { type GraphiqlExample, graphiql } from './graphiql.ts';
import { type Readiness, useReadiness } from './health.ts';
import { useNoIntrospection } from './introspection.ts';
import { useJsonOnly } from './json-only.ts';
import { limits, useLimits } from './limits.ts';
import { useNoLiterals } from './literals.ts';
import { useLogging } from './logging.ts';
import { errorMask } from './masking.ts';
import { requestId, useRequestId } from './request-id.ts';
import { useVariableErrors } from './variables.ts';

/** What the server stands on. */
export interface Parts {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly clients: { readonly runai: RestClient };
  readonly log: Logger;
  readonly readiness: Readiness;
  readonly example: GraphiqlExample;
  /** Whether a gateway gets the timings of every field, in `extensions.ftv1`. It costs each of them. */
  readonly inlineTrace?: boolean;
}

/** The GraphQL server: each concern is a plugin of its own. */
export function createServer({ config, schema, clients, log, readiness, example, inlineTrace }: Parts) {
  return createYoga<object, Context>({
    schema,
    context: ({ request, params }) => ({ ...contextOf(request, config, clients), params }),
    graphiql: config.graphiql && graphiql(example),
    renderGraphiQL,
    landingPage: false,
    logging: false,
    multipart: false,
    cors: false,
    maskedErrors: { maskError: errorMask(log) },
    maxRequestBodySize: limits.body,
    batching: { limit: limits.batch },
    plugins: [
      useRequestId(),
      useJsonOnly(),
      useReadiness(readiness, Object.values(clients)),
      ...useLimits(),
      ...(config.introspection ? [] : [useNoIntrospection()]),
      useVariableErrors(),
      useNoLiterals(),
      useExtensions(),
      useLogging(log),
      ...(inlineTrace ? [useApolloInlineTrace()] : []),
    ],
  });
}

function contextOf(request: Request, config: Config, clients: Parts['clients']): Omit<Context, 'params'> {
  const session = new RestSession(clients.runai, {
    authorization: credentials(request, clients.runai.upstream.header),
    requestId: requestId(request),
    signal: request.signal,
    deadline: Date.now() + config.requestTimeoutMs,
    concurrency: config.upstreamConcurrency,
  });
  return {
    ...initContextCache(),
    runai: new Runai(session, config.runai.version),
    maxPageSize: config.maxPageSize,
    drift: [],
    calls: () => session.calls,
  };
}
