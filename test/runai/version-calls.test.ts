import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { contractVersions } from '../support/versions.ts';

const whole = 'GET /api/v1/users';
const count = 'GET /api/v1/users/count';
const window = (limit: number, query = 'sortBy=username&sortOrder=asc&') =>
  `GET /api/v1/users?${query}offset=0&limit=${limit}`;
/** The scan of 1,200 users. */
const pages = [0, 500, 1000].map(
  (offset) => `GET /api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=500`,
);

/** Documents of users alone: what the paging versions read, in any order, and what the older one does. */
const costs = [
  ['a page', '{ users(first: 20) { nodes { username } } }', [window(20)], [whole]],
  ['hasNextPage', '{ users(first: 20) { nodes { username } pageInfo { hasNextPage } } }', [window(21)], [whole]],
  [
    'totalCount beside rows',
    '{ users(first: 20) { totalCount nodes { username } pageInfo { hasNextPage } } }',
    [window(20), count],
    [whole],
  ],
  ['totalCount alone', '{ users { totalCount } }', [count], [whole]],
  ['nothing of a list', '{ users(first: 20) { __typename } }', [], []],
  [
    'a filter, an order and a total',
    '{ users(first: 5, filter: { isLocal: true }, orderBy: { field: LAST_LOGIN_AT, direction: DESC }) { totalCount nodes { username } } }',
    [
      'GET /api/v1/users/count?filterBy=isLocal==true',
      window(5, 'filterBy=isLocal==true&sortBy=lastLogin&sortOrder=desc&'),
    ],
    [whole],
  ],
  [
    'four lists and their totals',
    `{ a: users(first: 2) { totalCount nodes { username } } b: users(first: 3, search: "a") { totalCount nodes { username } }
       c: users { totalCount } d: users(first: 2, filter: { createdBy: { eq: "x" } }) { nodes { username } } }`,
    [
      count,
      window(2),
      'GET /api/v1/users/count?search=a',
      window(3, 'search=a&sortBy=username&sortOrder=asc&'),
      window(2, 'filterBy=createdBy==x&sortBy=username&sortOrder=asc&'),
    ],
    [whole],
  ],
  [
    'a list with creators, groups and their members',
    '{ users(first: 100) { totalCount nodes { username creator { username isLocal } groups(first: 3) { nodes { name members(first: 3) { totalCount nodes { username } } } } } } }',
    [window(100), count, ...pages],
    [whole],
  ],
  [
    'a name',
    '{ user(by: { username: "ada.lovelace@example.com" }) { username isLocal } }',
    [window(1, 'filterBy=username==ada.lovelace@example.com&')],
    [whole],
  ],
  [
    'a name that somebody else in the document knows',
    '{ users(first: 20) { nodes { username } } user(by: { username: "ada.lovelace@example.com" }) { username isLocal } }',
    [window(20), window(1, 'filterBy=username==ada.lovelace@example.com&')],
    [whole],
  ],
] as const;

describe.each(contractVersions)('Run:ai %s', (version) => {
  let facade: Facade;
  let ids: string[];
  beforeAll(async () => {
    facade = await graphOver({ version, users: 1200 });
    const { data } = await facade.ask<{ users: { nodes: { userId: string }[] } }, never>(
      '{ users(first: 20) { totalCount nodes { userId } } }',
    );
    ids = data.users.nodes.map(({ userId }) => userId);
  });
  afterAll(() => facade.close());
  beforeEach(async () => {
    await facade.misbehave();
    await facade.forgetCalls();
  });

  test.each(costs)('%s', async (_, document, paging, legacy) => {
    const { errors } = await facade.ask(document);
    expect(errors).toBeUndefined();
    expect((await facade.calls()).toSorted()).toEqual((version === 'legacy' ? [...legacy] : [...paging]).toSorted());
  });

  test('one user, and a few, are a call each', async () => {
    for (const some of [ids.slice(0, 1), ids.slice(0, 4)]) {
      const fields = some.map((id, index) => `u${index}: user(by: { userId: "${id}" }) { username isLocal }`);
      await facade.forgetCalls();
      const { errors } = await facade.ask(`{ ${fields.join(' ')} }`);
      expect(errors).toBeUndefined();
      expect((await facade.calls()).toSorted()).toEqual(some.map((id) => `GET /api/v1/users/${id}`).toSorted());
    }
  });

  test('one user beside a list is a call, but where the list is everyone', async () => {
    const { errors } = await facade.ask(
      `{ users(first: 2) { nodes { username } } user(by: { userId: "${ids[15]}" }) { username createdBy } }`,
    );
    expect(errors).toBeUndefined();
    expect((await facade.calls()).toSorted()).toEqual(
      version === 'legacy' ? [whole] : [window(2), `GET /api/v1/users/${ids[15]}`].toSorted(),
    );
  });

  test('an outage of the list is told at each field that needs it, and the rest is answered', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 503, retryAfter: 0 });
    const { data, errors } = await facade.ask<Record<string, unknown>, never>(
      `query { user(by: { userId: "${ids[0]}" }) { username } name: user(by: { username: "ada.lovelace@example.com" }) { userId isLocal } }`,
    );
    expect(data).toEqual({ user: { username: expect.any(String) }, name: null });
    expect(errors).toMatchObject([{ path: ['name'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });

  test('without credentials nothing is called', async () => {
    const { errors } = await facade.ask('{ users { totalCount nodes { username } } }', undefined, { token: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(await facade.calls()).toEqual([]);
  });

  test('a change makes the list be read anew', async () => {
    const { data } = await facade.ask<Record<'one' | 'two', { user: { username: string } }>, never>(
      `mutation { one: createUser(input: { email: "first@example.com" }) { ... on CreateUserPayload { user { username } } }
                  two: createUser(input: { email: "second@example.com" }) { ... on CreateUserPayload { user { username creator { username isLocal } } } } }`,
    );
    expect(data).toEqual({
      one: { user: { username: 'first@example.com' } },
      two: { user: { username: 'second@example.com', creator: { username: 'admin@sandbox.test', isLocal: true } } },
    });
    const calls = await facade.calls();
    expect(calls.map((call) => call.replace(/[\w]+-[\w-]+$/, '<id>'))).toEqual([
      'POST /api/v1/users',
      'GET /api/v1/users/<id>',
      'POST /api/v1/users',
      'GET /api/v1/users/<id>',
      version === 'legacy' ? whole : window(1, 'filterBy=username==admin@sandbox.test&'),
    ]);
  });
});
