import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../src/sandbox/people.ts';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 20, platforms: ['runai', 'kestra'] }, { JIT_AFTER: '1' });
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.forgetCalls();
  await facade.kestra.forgetCalls();
});

/** Asks again and again, as an operation is executed by what was kept of it from the third time on. */
async function askOften(query: string, variables: object = {}, options = {}) {
  const answers = [];
  for (let times = 0; times < 4; times++) answers.push(await facade.ask<unknown, object>(query, variables, options));
  const [first, ...others] = answers;
  for (const other of others) expect(other).toEqual(first);
  if (!first) throw new Error('Nothing was asked.');
  return first;
}

describe('what @skip and @include say holds, however often a document is asked', () => {
  test('a field that is asked for twice shows only what is included', async () => {
    const query =
      '{ users(first: 1) { nodes @include(if: false) { ...F } nodes { id } } } fragment F on User { username }';
    const { data } = await askOften(query);
    expect(data).toEqual({ users: { nodes: [{ id: expect.any(String) }] } });
  });

  test.each([
    {
      a: false,
      b: true,
      shown: { id: expect.any(String), creator: { id: expect.any(String), username: person(0).email } },
    },
    {
      a: true,
      b: false,
      shown: { username: person(3).email, id: expect.any(String), creator: { id: expect.any(String) } },
    },
  ])('a fragment that is spread twice has a condition at each place: $a, $b', async ({ a, b, shown }) => {
    const query = `query ($by: UserBy!, $a: Boolean!, $b: Boolean!) {
      user(by: $by) { ...F @include(if: $a) id creator { id ...F @include(if: $b) } }
    } fragment F on User { username }`;
    const { data, errors } = await askOften(query, { by: { username: person(3).email }, a, b });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe(JSON.stringify(data));
    expect(data).toEqual({ user: shown });
  });

  test('what is hidden is not asked of a platform', async () => {
    const query = `query ($a: Boolean!) {
      users(first: 1) { nodes { username kestraUser @include(if: $a) { displayName } ...K @include(if: $a) } }
    } fragment K on User { kestraUser { userId } }`;
    const { data, errors } = await askOften(query, { a: false }, { kestraToken: null });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ users: { nodes: [{ username: expect.any(String) }] } });
    expect(await facade.calls()).toEqual(
      Array(4).fill('GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=1'),
    );
    expect(await facade.kestra.calls()).toEqual([]);
  });

  test('a mutation that is included by one of two spreads is executed, once', async () => {
    const query = `mutation ($id: ID!, $a: Boolean!, $b: Boolean!) { ...Del @include(if: $a) ...Del @include(if: $b) ...Out }
      fragment Del on Mutation { deleteUser(input: { userId: $id }) { ... on DeleteUserPayload { userId } } }
      fragment Out on Mutation { logoutUser(input: { userId: $id }) { __typename } }`;
    for (const index of [5, 6, 7, 8]) {
      const { data: found } = await facade.ask<{ user: { id: string; userId: string } }, object>(
        'query ($name: String!) { user(by: { username: $name }) { id userId } }',
        { name: person(index).email },
      );
      await facade.forgetCalls();
      const { id, userId } = found.user;
      const { data } = await facade.ask<unknown, object>(query, { id, a: false, b: true });
      expect(data).toEqual({ deleteUser: { userId }, logoutUser: { __typename: 'NotFoundFailure' } });
      expect(await facade.calls()).toEqual([`DELETE /api/v1/users/${userId}`, `POST /api/v1/users/${userId}/logout`]);
    }
  });

  test('a condition that is null fails the field above it', async () => {
    const query = 'query ($a: Boolean = true) { users(first: 1) { nodes { id @include(if: $a) } } }';
    const { data, errors } = await askOften(query, { a: null });
    expect(data).toEqual({ users: { nodes: [null] } });
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('"if"'), extensions: { code: 'BAD_USER_INPUT' } }),
    ]);
  });

  test('an argument that is null where it may not be fails its field', async () => {
    const query = 'query ($by: UserBy = { username: "a" }) { user(by: $by) { id } __typename }';
    const { data, errors } = await askOften(query, { by: null });
    expect(data).toEqual({ user: null, __typename: 'Query' });
    expect(errors).toEqual([expect.objectContaining({ path: ['user'], extensions: { code: 'BAD_USER_INPUT' } })]);
  });
});

test('lists keep their length when an item fails after the next one is there', async () => {
  const { data: first } = await facade.ask<{ users: { nodes: { id: string }[] } }, object>(
    '{ users(first: 2) { nodes { id } } }',
  );
  const [one, two] = first.users.nodes;
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  await facade.misbehave({ operationId: 'get_user_by_id', times: 1, status: 403, latencyMs: 100 });
  const { data, errors } = await facade.ask<{ nodes: unknown[] }, object>(query, { ids: [one?.id, two?.id] });
  await facade.misbehave();
  expect(data.nodes).toHaveLength(2);
  expect(data.nodes.filter((node) => node === null)).toHaveLength(1);
  expect(errors).toHaveLength(1);
});

test('a response name that objects cannot hold is in the answer', async () => {
  const { url } = facade;
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
    body: JSON.stringify({ query: '{ __proto__: users(first: 1) { __proto__: totalCount } a: __typename }' }),
  });
  expect(await answer.text()).toMatch(/^{"data":{"__proto__":{"__proto__":\d+},"a":"Query"}}$/);
});

describe('variables', () => {
  test.each([
    ['a required one with a default', 'query ($n: Int! = 2) { users(first: $n) { nodes { __typename } } }', {}],
    [
      'an input object that leans on the default of a field',
      'query ($order: UserOrder!) { users(first: 2, orderBy: $order) { nodes { __typename } } }',
      { order: { field: 'LAST_LOGIN_AT' } },
    ],
    [
      'one that is null where its argument has no default',
      'query ($s: String) { users(first: 2, search: $s) { nodes { __typename } } }',
      { s: null },
    ],
  ])('%s is taken', async (_, query, variables) => {
    const { data, errors } = await askOften(query, variables);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ users: { nodes: [{ __typename: 'User' }, { __typename: 'User' }] } });
  });

  test.each([
    ['a value of another type', 'query ($v: Int!) { users(first: $v) { totalCount } }', { v: 'hunter2' }],
    [
      'a field that there is not',
      'query ($v: UserBy!) { user(by: $v) { id } }',
      { v: { username: 'hunter2', other: 'hunter2' } },
    ],
    [
      'two keys of one',
      'query ($v: UserBy!) { user(by: $v) { id } }',
      { v: { username: 'hunter2', userId: 'hunter2' } },
    ],
    ['null', 'query ($v: UserBy!) { user(by: $v) { id } }', { v: null }],
    ['nothing', 'query ($v: UserBy!) { user(by: $v) { id } }', {}],
  ])('that do not fit are refused, and not repeated: %s', async (_, query, variables) => {
    const { errors } = await askOften(query, variables);
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('"$v"'), extensions: { code: 'BAD_USER_INPUT' } }),
    ]);
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    expect(await facade.calls()).toEqual([]);
  });

  test('with many faults are told fifty of them', async () => {
    const query = 'query ($v: [ID!]!) { nodes(ids: $v) { id } }';
    const { errors } = await facade.ask<unknown, object>(query, { v: Array(1000).fill({}) });
    expect(errors).toHaveLength(50);
    const unknown = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 1]));
    const other = await facade.ask<unknown, object>('query ($v: UserBy!) { user(by: $v) { id } }', { v: unknown });
    expect(other.errors).toHaveLength(50);
  });
});

test('an error names its line and column in a document of many lines', async () => {
  const query = `{${'\n'.repeat(3000)}\r\n  one: users(first: -1) {\rtotalCount } }`;
  const { errors } = await facade.ask(query);
  expect(errors).toEqual([expect.objectContaining({ path: ['one'], locations: [{ line: 3002, column: 3 }] })]);
  const wrong = await facade.ask(`{${'\n'.repeat(3000)}\r\n  nothing }`);
  expect(wrong.errors).toEqual([expect.objectContaining({ locations: [{ line: 3002, column: 3 }] })]);
});
