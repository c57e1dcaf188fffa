import { printSubgraphSchema } from '@apollo/subgraph';
import { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { type CostEnvironment, type CostExtensions, charactersOfField, free } from '../cost/field-cost.ts';
import { withCosts } from './cost-directives.ts';
import { deferDirective } from './defer-directive.ts';

/** Fields for direct clients only: a gateway cannot see in a global id which subgraph to ask. */
const directOnly = new Set(['node', 'nodes']);

/**
 * The SDL of the subgraph, with its federation directives, for gateways to compose. It omits `node` and `nodes`: as fields
 * that several subgraphs share, each subgraph would have to resolve them for the types of all subgraphs. Says what
 * fields cost in requests like those that `typicalCosts` of the schema's extensions describes.
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const { typicalCosts }: { typicalCosts?: CostEnvironment } = schema.extensions;
  const sdl = printDefinitions(schema);
  return typicalCosts ? withCosts(sdl, schema, typicalCosts) : sdl;
}

function printDefinitions(schema: GraphQLSchema): string {
  const query = schema.getQueryType()?.toConfig();
  if (!query?.astNode) return printSubgraphSchema(schema);
  const fields = Object.fromEntries(Object.entries(query.fields).filter(([name]) => !directOnly.has(name)));
  // `printSubgraphSchema` prints the AST nodes, as they hold the directives.
  const astNode = { ...query.astNode, fields: query.astNode.fields?.filter(({ name }) => !directOnly.has(name.value)) };
  const { types, directives, ...config } = schema.toConfig();
  return printSubgraphSchema(
    new GraphQLSchema({
      ...config,
      directives: directives.filter(({ name }) => name !== deferDirective.name),
      query: new GraphQLObjectType({ ...query, fields, astNode }),
      types: types.filter(({ name }) => name !== query.name),
    }),
  );
}

/** Makes `_service` return the SDL of the subgraph, which is printed when a gateway first asks for it. */
export function describeSubgraph(schema: GraphQLSchema): GraphQLSchema {
  const service = schema.getQueryType()?.getFields()._service;
  if (!service) return schema;
  let printed: string | undefined;
  const sdl = () => {
    printed ??= printSubgraph(schema);
    return printed;
  };
  service.resolve = () => ({ sdl: sdl() });
  // For the limit of fields, the text counts as many fields as would be equally long.
  const items: CostExtensions['items'] = () => Math.ceil(sdl().length / charactersOfField);
  service.extensions = { ...service.extensions, ...free, items };
  return schema;
}
