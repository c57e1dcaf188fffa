import { createServer } from 'node:http';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { listen } from './projects.ts';

/** Headers that each subgraph gets from the client: a platform's credentials go to that platform's subgraph alone. */
const forwarded: Readonly<Record<string, readonly string[]>> = {
  runai: ['authorization', 'x-request-id'],
  kestra: ['kestra-authorization', 'x-request-id'],
  projects: ['x-request-id'],
};

/** Runs Hive Gateway over a supergraph. @param port any free one when 0 */
export async function startHive(supergraph: string, port = 0): Promise<{ url: string; close(): Promise<void> }> {
  const gateway = createGatewayRuntime({
    supergraph,
    logging: 'error',
    propagateHeaders: {
      fromClientToSubgraphs: ({ request, subgraphName }) =>
        Object.fromEntries(
          (forwarded[subgraphName] ?? []).flatMap((name) => {
            const value = request.headers.get(name);
            return value === null ? [] : [[name, value]];
          }),
        ),
    },
  });
  const server = createServer(gateway);
  const url = `${await listen(server, port)}/graphql`;
  return {
    url,
    async close() {
      server.closeAllConnections();
      server.close();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

/** What a client sent, as `ApolloServer` would hand it to the gateway. */
export interface ClientContext {
  readonly headers: Readonly<Record<string, string>>;
}

/** What a gateway answered. */
export interface Result {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: unknown[];
    readonly extensions: { code: string };
  }[];
}

/** Loads Apollo Gateway over a supergraph; `ask` runs an operation for a client with these headers. */
export async function loadApollo(supergraph: string, plugins: ApolloServerPlugin<ClientContext>[] = []) {
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    logger: { debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error },
    buildService: ({ name, url }) =>
      new RemoteGraphQLDataSource({
        url,
        willSendRequest({ request, context }) {
          for (const header of forwarded[name] ?? []) {
            const value = (context as ClientContext).headers?.[header];
            if (value) request.http?.headers.set(header, value);
          }
        },
      }),
  });
  const server = new ApolloServer<ClientContext>({ gateway, plugins });
  await server.start();
  const execute = async (
    query: string,
    headers: Readonly<Record<string, string>>,
    variables: Record<string, unknown> = {},
  ) => {
    const { body, http } = await server.executeOperation({ query, variables }, { contextValue: { headers } });
    if (body.kind !== 'single') throw new Error('An incremental answer was not asked for.');
    const result = JSON.parse(JSON.stringify(body.singleResult)) as Result;
    return { result, cacheControl: http.headers.get('cache-control') };
  };
  return {
    /** An answer, and what the gateway says to caches of it. */
    execute,
    ask: async (...operation: Parameters<typeof execute>) => (await execute(...operation)).result,
    close: () => server.stop(),
  };
}
