import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { addLinks } from '../links.ts';
import { type PlatformName, platforms } from '../platforms.ts';
import { builder } from './builder.ts';
import { deferDirective } from './defer-directive.ts';
import { isolateEntities } from './federation.ts';
import { semanticNonNullDirective } from './semantic-non-null.ts';
import { describeSubgraph } from './subgraph-sdl.ts';

const directives = [...specifiedDirectives, deferDirective, semanticNonNullDirective];

/** The executable schema with the types of the named platforms. One process serves one choice of them. */
export async function buildSchema(names: readonly PlatformName[]): Promise<GraphQLSchema> {
  await addTypes(names);
  const schema = builder.toSubGraphSchema({
    linkUrl: 'https://specs.apollo.dev/federation/v2.9',
    federationDirectives: ['@key', '@shareable', '@tag'],
    directives,
  });
  return describeSubgraph(isolateEntities(described(schema, names)));
}

/** The same graph as clients see it: without what only gateways ask for. */
export async function buildClientSchema(names: readonly PlatformName[]): Promise<GraphQLSchema> {
  await addTypes(names);
  return described(builder.toSchema({ directives }), names);
}

/** Tells what the graph is for and where to begin: what GraphiQL's documentation opens with. */
function described(schema: GraphQLSchema, names: readonly PlatformName[]): GraphQLSchema {
  schema.description = `
The users of a company's platforms: who they are, their groups, and what they may do.

Where to begin:
${names.map((name) => `- ${platforms[name].start}`).join('\n')}

Lists are connections: \`first\` and \`after\`, or \`last\` and \`before\`, choose the page. Whatever has an \`id\` can be read
again by \`node\`. A mutation answers with what it did, or with a \`Failure\`. Errors have a code, in \`extensions.code\`.
`.trim();
  return schema;
}

async function addTypes(names: readonly PlatformName[]): Promise<void> {
  for (const name of names) await platforms[name].types();
  await addLinks(names);
}
