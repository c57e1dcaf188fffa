import { assert, gen, pre, property } from 'fast-check';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import type { CostEnvironment } from '../../src/cost/field-cost.ts';
import { OperationCost } from '../../src/cost/operation-cost.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import { printSubgraph } from '../../src/graph/subgraph-sdl.ts';
import { drawFrom } from '../support/arbitraries.ts';
import { randomOperation } from '../support/random-operation.ts';
import { routerCost } from '../support/router-cost.ts';

let schema: GraphQLSchema;
/** What a gateway knows of the graph. */
let known: GraphQLSchema;
let environment: CostEnvironment;
beforeAll(async () => {
  schema = await buildSchema(['runai', 'kestra']);
  known = buildASTSchema(parse(printSubgraph(schema)), { assumeValid: true });
  const { typicalCosts } = schema.extensions as { typicalCosts?: CostEnvironment };
  if (!typicalCosts) throw new Error('The schema does not say what requests are like.');
  environment = typicalCosts;
});

function costs(query: string, variables = {}) {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('The document must begin with its operation.');
  const { calls } = new OperationCost(schema, document, operation).estimate(variables, environment);
  return { facade: calls, router: routerCost(known, document, variables) };
}

test.each([
  ['a page', '{ users(first: 20) { nodes { username } } }', 2, 2],
  ['a page and its total', '{ users(first: 20) { totalCount nodes { username } } }', 3, 4],
  ['creators', '{ users(first: 20) { nodes { creator { username } } } }', 6, 82],
  ['a page of Kestra', '{ kestraUsers(first: 20) { nodes { username } pageInfo { hasNextPage } } }', 2, 2],
  [
    'a page of Kestra that begins within one of the platform',
    '{ kestraUsers(first: 100, offset: 1) { edges { cursor } pageInfo { hasNextPage hasPreviousPage } } }',
    4,
    4,
  ],
  [
    'a search of Kestra',
    '{ kestraUsers(first: 1, search: "x") { nodes { username } pageInfo { hasNextPage } } }',
    3,
    3,
  ],
  ['details', '{ kestraUsers(first: 20) { nodes { email } } }', 21, 22],
  ['nothing', '{ users(first: 0) { __typename } }', 0, 2],
])('%s', (_, query, facade, router) => {
  expect(costs(query)).toEqual({ facade, router });
});

test('a router that adds up what the subgraph says finds no operation cheaper than the facade does', () => {
  let dear = 0;
  assert(
    property(gen(), (value) => {
      const leaf = (type: { name: string }, name: string, draw: ReturnType<typeof drawFrom>) => {
        if (type.name === 'Int') return draw.pick([1, 2, 20, 100]);
        return type.name === 'Boolean' ? draw.chance(50) : draw.pick([name, 'x']);
      };
      const { query, variables } = randomOperation(schema, drawFrom(value), { type: 'query', leaf });
      // A gateway does not ask for these.
      pre(!/\b(nodes?\(|_entities|_service)/.test(query));
      const { facade, router } = costs(query, variables);
      expect(router, query).toBeGreaterThanOrEqual(facade);
      if (facade > 10) dear++;
    }),
    { numRuns: 2000 },
  );
  expect(dear).toBeGreaterThan(20);
});
