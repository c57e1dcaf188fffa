import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { addLinks } from '../links.ts';
import { type PlatformName, platforms } from '../platforms.ts';
import { builder } from './builder.ts';
import { deferDirective } from './defer-directive.ts';
import { isolateEntities } from './federation.ts';
import { semanticNonNullDirective } from './semantic-non-null.ts';
import { describeSubgraph } from './subgraph-sdl.ts';

const directives = [...specifiedDirectives, deferDirective, semanticNonNullDirective];

/** The executable schema with the types of these platforms. A process serves one set of platforms. */
export async function buildSchema(names: readonly PlatformName[]): Promise<GraphQLSchema> {
  await addTypes(names);
  const schema = builder.toSubGraphSchema({
    linkUrl: 'https://specs.apollo.dev/federation/v2.9',
    federationDirectives: ['@key', '@shareable', '@tag'],
    directives,
  });
  return describeSubgraph(isolateEntities(described(schema, names)));
}

/** The schema for clients: without the fields and types that only gateways use. */
export async function buildClientSchema(names: readonly PlatformName[]): Promise<GraphQLSchema> {
  await addTypes(names);
  return described(builder.toSchema({ directives }), names);
}

/** Adds the description, which GraphiQL's documentation starts with: the purpose of the graph, and its main fields. */
function described(schema: GraphQLSchema, names: readonly PlatformName[]): GraphQLSchema {
  schema.description = `
The users of a company's platforms, their groups and their rights.

Fields to start with:
${names.map((name) => `- ${platforms[name].start}`).join('\n')}

Lists are connections: \`first\` and \`after\`, or \`last\` and \`before\`, select the page. \`node\` returns any object that has
an \`id\`. A mutation returns its payload or a \`Failure\`. Every error has a code, in \`extensions.code\`.
`.trim();
  return schema;
}

async function addTypes(names: readonly PlatformName[]): Promise<void> {
  for (const name of names) await platforms[name].types();
  await addLinks(names);
}
