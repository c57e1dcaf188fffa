import { printSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { type CostEnvironment, type CostExtensions, charactersOfField, free } from '../cost/field-cost.ts';
import { withCosts } from './cost-directives.ts';
import { deferDirective } from './defer-directive.ts';
import { idempotentDirective } from './idempotent-directive.ts';
import { noCacheDirective } from './no-cache-directive.ts';
import { withoutRootFields } from './without-fields.ts';

/** Directives of operations, for direct clients only: gateways do not pass them on. */
const clientOnly = new Set([deferDirective.name, idempotentDirective.name, noCacheDirective.name]);
/** Fields for direct clients only: a gateway cannot see in a global id which subgraph to ask. */
const directOnly = ['node', 'nodes'];

/** What the extensions of a schema say of its subgraph. */
interface Extensions {
  readonly typicalCosts?: CostEnvironment;
  /** More fields of the root types for direct clients only. */
  readonly directOnly?: readonly string[];
}

/**
 * The SDL of the subgraph, with its federation directives, for gateways to compose. It omits `node` and `nodes`: as fields
 * that several subgraphs share, each subgraph would have to resolve them for the types of all subgraphs. Says what
 * fields cost in requests like those that `typicalCosts` of the schema's extensions describes.
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const { typicalCosts, directOnly: more = [] }: Extensions = schema.extensions;
  // `printSubgraphSchema` prints the AST nodes, as they hold the directives.
  const sdl = printSubgraphSchema(withoutRootFields(schema, new Set([...directOnly, ...more]), clientOnly));
  return typicalCosts ? withCosts(sdl, schema, typicalCosts) : sdl;
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
