import { printSubgraphSchema } from '@apollo/subgraph';
import { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { type CostExtensions, charactersOfField, free } from '../cost/field-cost.ts';
import { deferDirective } from './defer-directive.ts';

/** Fields that a gateway must not know: it cannot tell by a global id which subgraph to ask, and finds entities by key. */
const directOnly = new Set(['node', 'nodes']);

/**
 * The schema that gateways compose, in text with its federation directives. `node` and `nodes`, which every Relay graph
 * has for types of its own, are left to those who ask the graph directly: as fields that subgraphs share they would have
 * to answer for the types of all of them.
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const query = schema.getQueryType()?.toConfig();
  if (!query?.astNode) return printSubgraphSchema(schema);
  const fields = Object.fromEntries(Object.entries(query.fields).filter(([name]) => !directOnly.has(name)));
  // Directives stand on the nodes, and so it is the nodes that are printed.
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

/** Has `_service` tell the schema that gateways compose. */
export function describeSubgraph(schema: GraphQLSchema): GraphQLSchema {
  const service = schema.getQueryType()?.getFields()._service;
  const sdl = printSubgraph(schema);
  if (!service) return schema;
  service.resolve = () => ({ sdl });
  // The text counts for as many fields as would be as long.
  const items: CostExtensions['items'] = () => Math.ceil(sdl.length / charactersOfField);
  service.extensions = { ...service.extensions, ...free, items };
  return schema;
}
