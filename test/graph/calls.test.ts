import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver, warmPlans } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 2000 }, warmPlans);
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

const count = 'GET /api/v1/users/count';
const page = (offset: number, limit: number) =>
  `GET /api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=${limit}`;

async function callsOf(document: string, options = {}): Promise<string[]> {
  await facade.forgetCalls();
  const { errors } = await facade.ask(document, undefined, options);
  expect(errors).toBeUndefined();
  return facade.calls();
}

describe('REST calls of a list', () => {
  test('a page is one list call of just its rows', async () => {
    expect(await callsOf('{ users(first: 20) { nodes { username } } }')).toEqual([
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=20',
    ]);
  });

  test('hasNextPage reads one row more', async () => {
    expect(await callsOf('{ users(first: 20) { nodes { username } pageInfo { hasNextPage } } }')).toEqual([
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=21',
    ]);
  });

  test('totalCount adds a count call, and spares the row more', async () => {
    const calls = await callsOf('{ users(first: 20) { totalCount nodes { username } pageInfo { hasNextPage } } }');
    expect(calls.toSorted()).toEqual([
      'GET /api/v1/users/count',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=20',
    ]);
  });

  test('totalCount alone is a count call alone', async () => {
    expect(await callsOf('{ users(first: 20) { totalCount } }')).toEqual(['GET /api/v1/users/count']);
  });

  test('fields left out by @skip and @include cost nothing', async () => {
    const document =
      '{ users(first: 2) { totalCount @skip(if: true) nodes { username } pageInfo @include(if: false) { hasNextPage } } }';
    expect(await callsOf(document)).toEqual(['GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=2']);
  });

  test('500 rows with pageInfo are two calls at once: the platform gives 500 at most', async () => {
    const document =
      '{ users(first: 500) { nodes { username } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }';
    expect((await callsOf(document)).toSorted()).toEqual([page(0, 500), page(500, 1)]);
  });

  test('the last 100 are a count, then a list call of those and of none beyond them', async () => {
    expect(await callsOf('{ users(last: 100) { nodes { username } pageInfo { hasPreviousPage } } }')).toEqual([
      count,
      page(1900, 101),
    ]);
  });

  test('a document without credentials costs no call', async () => {
    const { errors } = await facade.ask('{ users { totalCount nodes { username } } roles: __typename }', undefined, {
      token: null,
    });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(await facade.calls()).toEqual([]);
  });
});

describe('REST calls of many lookups, the first time that credentials are seen and from then on', () => {
  const ordered = (offset: number) => `GET /api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=500`;
  const pages = [0, 500, 1000, 1500].map(ordered);
  const list = 'GET /api/v1/users?sortBy=username&sortOrder=desc&offset=0&limit=100';
  let cold: Facade;
  let documents: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const { data } = await facade.ask<{ users: { nodes: { userId: string; username: string }[] } }, object>(
      '{ users(first: 400) { nodes { userId username } } }',
    );
    const every4th = data.users.nodes.filter((_, place) => place % 4 === 0);
    const aliased = (by: 'userId' | 'username') =>
      every4th.map((row, place) => `u${place}: user(by: { ${by}: "${row[by]}" }) { createdAt }`).join(' ');
    const hundred = 'users(first: 100, orderBy: { field: USERNAME, direction: DESC })';
    documents = {
      'user(by: { userId })': `{ ${aliased('userId')} }`,
      'user(by: { username })': `{ ${aliased('username')} }`,
      creators: `{ ${hundred} { nodes { username creator { username } } } }`,
      'groups, members and creators': `{ ${hundred} { nodes {
        username creator { username } groups { nodes { name members(first: 5) { nodes { username } } } }
      } } }`,
    };
  });
  beforeEach(async () => {
    cold = await graphOver({ users: 1999 }, warmPlans);
  });
  afterEach(() => cold.close());

  test.each([
    ['100 aliased user(by: { userId })', 'user(by: { userId })', []],
    ['100 aliased user(by: { username })', 'user(by: { username })', []],
    ['100 users with their 20 creators', 'creators', [list]],
    ['100 users with groups, members and creators', 'groups, members and creators', [list]],
  ])('%s are a count and four pages, then four pages', async (_, name, before) => {
    const document = documents[name] ?? '';
    for (const asked of [
      [...before, count, ...pages],
      [...before, ...pages],
    ]) {
      await cold.forgetCalls();
      const { errors } = await cold.ask(document);
      expect(errors).toBeUndefined();
      expect((await cold.calls()).toSorted()).toEqual(asked.toSorted());
    }
  });
});
