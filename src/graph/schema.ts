import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import type { CostEnvironment } from '../cost/field-cost.ts';
import { addLinks } from '../links.ts';
import { memoized } from '../memoized.ts';
import { offboardingExtensions } from '../offboarding/person.ts';
import { PageCap } from '../paging/page-cap.ts';
import { type PlatformName, platformNames, platforms } from '../platforms.ts';
import { builder } from './builder.ts';
import { deferDirective } from './defer-directive.ts';
import { isolateEntities } from './federation.ts';
import { idempotentDirective } from './idempotent-directive.ts';
import { noCacheDirective } from './no-cache-directive.ts';
import { semanticNonNullDirective } from './semantic-non-null.ts';
import { describeSubgraph } from './subgraph-sdl.ts';

/** The rows of a page, and those of a list that any platform gives in one. */
const rowsOfPage = 100;
const rowsOfOnePage = 99;

const directives = [
  ...specifiedDirectives,
  deferDirective,
  idempotentDirective,
  noCacheDirective,
  semanticNonNullDirective,
];

/** The executable schema with the types of these platforms, built once. A process serves one set of platforms. */
export const buildSchema = memoized(async (names: readonly PlatformName[]): Promise<GraphQLSchema> => {
  await addTypes(names);
  const schema = builder.toSubGraphSchema({
    linkUrl: 'https://specs.apollo.dev/federation/v2.9',
    federationDirectives: ['@key', '@shareable', '@tag'],
    directives,
  });
  schema.extensions = {
    ...schema.extensions,
    typicalCosts: await typicalCosts(),
    ...(await offboardingExtensions(names)),
  };
  return describeSubgraph(isolateEntities(described(schema, names)));
}, String);

/** The assumptions behind the costs that gateways see: pages of up to 100 rows, lists that fit in one page, and platforms that shorten no page. */
async function typicalCosts(): Promise<CostEnvironment> {
  // No platform: what is assumed of it is so for ever.
  const pageCap = new PageCap(Infinity);
  pageCap.saw(2 * rowsOfPage);
  const costs = await Promise.all(
    platformNames.map(async (name) => [name, await platforms[name].typicalCosts(pageCap)]),
  );
  const shared = { maxPageSize: rowsOfPage, rowsOf: () => rowsOfOnePage, pageChanges: () => 0 };
  return { ...shared, ...Object.fromEntries(costs) };
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
  // First, so that it has the same place wherever a process builds the graph of some platforms, and then of more.
  await import('../offboarding/mutation.ts');
  for (const name of names) await platforms[name].types();
  await addLinks(names);
}
