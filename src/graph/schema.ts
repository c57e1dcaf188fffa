import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { isolateEntities } from './entities.ts';
import { describeSubgraph } from './service.ts';

/** The platforms of the graph. To add one: a room like `runai/`, and a line here. */
const platforms = {
  runai: () => import('../runai/schema.ts'),
  kestra: () => import('../kestra/schema.ts'),
};

export type PlatformName = keyof typeof platforms;
export const platformNames = Object.keys(platforms) as readonly PlatformName[];

/** The executable schema with the types of the named platforms. One process serves one choice of them. */
export async function buildSchema(names: readonly PlatformName[]): Promise<GraphQLSchema> {
  await addTypes(names);
  const schema = builder.toSubGraphSchema({
    linkUrl: 'https://specs.apollo.dev/federation/v2.9',
    federationDirectives: ['@key', '@shareable', '@tag'],
  });
  return describeSubgraph(isolateEntities(schema));
}

/** The same graph as clients see it: without what only gateways ask for. */
export async function buildClientSchema(names: readonly PlatformName[]): Promise<GraphQLSchema> {
  await addTypes(names);
  return builder.toSchema();
}

async function addTypes(names: readonly PlatformName[]): Promise<void> {
  for (const name of names) await platforms[name]();
  // The platforms know one another's users: directly in one process, through a gateway where they are two subgraphs.
  if (names.includes('kestra'))
    await (names.includes('runai') ? import('../links.ts') : import('../links-federated.ts'));
}
