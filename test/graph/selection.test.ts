import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver, warmPlans } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 50 }, warmPlans);
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

const page = (offset: number, limit: number) =>
  `GET /api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=${limit}`;
const count = 'GET /api/v1/users/count';

/** A document, what it costs, and its fragments; `$yes` is true and `$no` is false. */
const costs: [what: string, selection: string, calls: string[], fragments?: string][] = [
  ['nothing but the type name', 'users(first: 5) { __typename pageInfo { __typename } }', []],
  ['the type name of every row', 'users(first: 5) { nodes { __typename } }', [page(0, 5)]],
  ['edges without a node', 'users(first: 5) { edges { cursor } }', [page(0, 5)]],
  ['edges and nodes', 'users(first: 5) { edges { cursor } nodes { userId } }', [page(0, 5)]],
  ['totalCount alone', 'users(first: 5) { totalCount }', [count]],
  ['hasNextPage alone', 'users(first: 5) { pageInfo { hasNextPage } }', [page(5, 1)]],
  ['hasPreviousPage alone', 'users(first: 5) { pageInfo { hasPreviousPage } }', []],
  ['startCursor alone', 'users(first: 5) { pageInfo { startCursor } }', [page(0, 1)]],
  ['endCursor alone', 'users(first: 5) { pageInfo { endCursor } }', [page(0, 5)]],
  [
    'pageInfo alone',
    'users(first: 5) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }',
    [page(0, 6)],
  ],
  ['totalCount and hasNextPage', 'users(first: 5) { totalCount pageInfo { hasNextPage } }', [count]],
  ['no rows', 'users(first: 0) { nodes { userId } }', []],
  ['no rows, but whether there are any', 'users(first: 0) { nodes { userId } pageInfo { hasNextPage } }', [page(0, 1)]],
  ['the last rows', 'users(last: 5) { nodes { userId } }', [count, page(45, 6)]],
  ['the last cursor', 'users(last: 5) { pageInfo { endCursor } }', [count, page(49, 2)]],
  ['hasPreviousPage of the last rows', 'users(last: 5) { pageInfo { hasPreviousPage } }', [page(5, 1)]],
  ['hasNextPage of the last rows', 'users(last: 5) { pageInfo { hasNextPage } }', []],
  ['the last rows and totalCount', 'users(last: 5) { totalCount nodes { userId } }', [count, page(45, 6)]],
  [
    'what variables skip and include',
    'users(first: 5) { totalCount @skip(if: $yes) nodes @include(if: $yes) { userId } pageInfo @include(if: $no) { hasNextPage } }',
    [page(0, 5)],
  ],
  [
    'a field that is skipped below one that is not',
    'users(first: 5) { nodes { userId } pageInfo { endCursor hasNextPage @skip(if: $yes) } }',
    [page(0, 5)],
  ],
  [
    'fragments that are skipped and included',
    'users(first: 5) { ...Total @skip(if: $yes) ...Rows @include(if: $yes) ... @include(if: $no) { pageInfo { hasNextPage } } }',
    [page(0, 5)],
    'fragment Total on UserConnection { totalCount } fragment Rows on UserConnection { nodes { userId } }',
  ],
  [
    'fragments within fragments',
    'users(first: 5) { ...Page }',
    [page(0, 6)],
    'fragment Page on UserConnection { ... { nodes { userId } pageInfo { ...More } } } fragment More on PageInfo { hasNextPage }',
  ],
  [
    'one field under two aliases',
    'users(first: 5) { cursors: pageInfo { endCursor } more: pageInfo { hasNextPage } nodes { userId } }',
    [page(0, 6)],
  ],
  [
    'one list selected twice, merged',
    'users(first: 5) { nodes { userId } } users(first: 5) { pageInfo { hasNextPage } }',
    [page(0, 6)],
  ],
  [
    'an alias that is called like another field',
    'users(first: 5) { totalCount: __typename nodes { userId } }',
    [page(0, 5)],
  ],
];

test.each(costs)('the cost of %s', async (_, selection, calls, fragments = '') => {
  const variables = ['$yes', '$no'].filter((name) => selection.includes(name)).map((name) => `${name}: Boolean!`);
  const head = variables.length > 0 ? `query (${variables.join(', ')})` : 'query';
  const { errors } = await facade.ask(`${head} { ${selection} } ${fragments}`, { yes: true, no: false });
  expect(errors).toBeUndefined();
  expect(await facade.calls()).toEqual(calls);
});
