import { useApolloInlineTrace } from '@graphql-yoga/plugin-apollo-inline-trace';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Context } from '../graph/context.ts';
import type { RestClient } from '../rest/client.ts';
import { credentialHeaders } from './credentials.ts';
import { type Explorer, graphiql } from './explorer/graphiql.ts';
import { renderPage } from './explorer/page.ts';
import { limits } from './limits.ts';
import type { Pipeline } from './pipeline.ts';
import { useBatches, type YogaServerContext } from './plugins/use-batches.ts';
import { useDefer } from './plugins/use-defer.ts';
import { useDocuments } from './plugins/use-documents.ts';
import { useExecution } from './plugins/use-execution.ts';
import { useLimits } from './plugins/use-limits.ts';
import { useNoIntrospection } from './plugins/use-no-introspection.ts';
import { useNoLiterals } from './plugins/use-no-literals.ts';
import { useNoSuggestions } from './plugins/use-no-suggestions.ts';
import { useOnlyUnderstood } from './plugins/use-only-understood.ts';
import { useParams } from './plugins/use-params.ts';
import { usePrivateGets } from './plugins/use-private-gets.ts';
import { useRefusalCount } from './plugins/use-refusal-count.ts';
import { useRefusalStatus } from './plugins/use-refusal-status.ts';
import { useTextLimits } from './plugins/use-text-limits.ts';

export interface YogaOptions extends Pipeline {
  /** The schema of `documents`. */
  readonly schema: GraphQLSchema;
  readonly clients: readonly RestClient[];
  readonly explorer: Explorer;
  /** Whether a gateway that asks for it gets the timings of every field, in `extensions.ftv1`. */
  readonly isTraced: boolean;
}

/** The GraphQL server: each of its concerns is a plugin. */
export function createYogaServer(options: YogaOptions) {
  const { config, schema, clients, metrics, documents, mask } = options;
  return createYoga<YogaServerContext, Context>({
    schema,
    context: ({ clientRequest, params }) => options.contextOf(clientRequest, params),
    graphiql: config.graphiql && graphiql(options.explorer),
    renderGraphiQL: renderPage,
    landingPage: false,
    graphqlEndpoint: config.graphqlPath,
    // No URL ends so: `/health` is served before Yoga, and Yoga's own would answer by the end of a query, too.
    healthCheckEndpoint: ' ',
    logging: false,
    multipart: false,
    cors: false,
    maskedErrors: { maskError: mask },
    maxRequestBodySize: limits.body,
    batching: { limit: limits.batch },
    parserAndValidationCache: false,
    plugins: [
      useOnlyUnderstood(),
      useParams(),
      usePrivateGets(credentialHeaders(clients)),
      useBatches(),
      options.persisted.plugin,
      useTextLimits(),
      ...useLimits(config.maxListItems),
      useDefer(mask),
      ...(config.introspection ? [] : [useNoIntrospection(), useNoSuggestions()]),
      useNoLiterals(),
      useRefusalStatus(),
      useDocuments(documents),
      useRefusalCount(metrics),
      useExecution(options),
      ...(options.isTraced ? [useApolloInlineTrace()] : []),
    ],
  });
}
