import { assert, asyncProperty, constantFrom, integer, option, record, uniqueArray } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';

interface Person {
  readonly id: string;
  readonly username: string;
  readonly createdBy: string;
}

let facade: Facade;
let people: readonly Person[];
beforeAll(async () => {
  facade = await graphOver({ version: '3.0', users: 1200 });
  const pages = [0, 500, 1000].map((offset) =>
    readPlatform<Person[]>(facade, `/api/v1/users?offset=${offset}&limit=500`),
  );
  people = (await Promise.all(pages)).flatMap((page) => page ?? []);
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

const named = (names: readonly string[], fields = 'userId username fullName') =>
  `{ ${names.map((name, index) => `u${index}: user(by: { username: ${JSON.stringify(name)} }) { ${fields} }`).join(' ')} }`;
const withIds = (ids: readonly string[], fields = 'userId username fullName') =>
  `{ ${ids.map((id, index) => `u${index}: user(by: { userId: ${JSON.stringify(id)} }) { ${fields} }`).join(' ')} }`;
const some = (count: number) => people.slice(100, 100 + count);
const operations = async () => (await facade.served()).map(({ operationId }) => operationId);
const lookUps = (count: number) => Array.from({ length: count }, () => 'get_users_minimal');

describe('who needs nothing but names costs a call for 25 users', () => {
  test('100 users by username', async () => {
    const users = some(100);
    const { data, errors } = await facade.ask<Record<string, Person>, never>(named(users.map((user) => user.username)));
    expect(errors).toBeUndefined();
    expect(Object.values(data).map(({ username }) => username)).toEqual(users.map(({ username }) => username));
    expect(await operations()).toEqual(lookUps(4));
    const [first] = await facade.calls();
    const conditions = users.slice(0, 25).map(({ username }) => `username==${username}`);
    expect(first).toBe(`GET /api/v1/users-minimal?filterBy=${conditions}`);
  });

  test('100 users by id, and one', async () => {
    const ids = some(100).map(({ id }) => id);
    const { data, errors } = await facade.ask<Record<string, { userId: string }>, never>(withIds(ids));
    expect(errors).toBeUndefined();
    expect(Object.values(data).map(({ userId }) => userId)).toEqual(ids);
    expect(await operations()).toEqual(lookUps(4));
    await facade.forgetCalls();
    await facade.ask(withIds(ids.slice(0, 1)));
    expect(await facade.calls()).toEqual([`GET /api/v1/users-minimal?id=${ids[0]}`]);
  });

  test('the creators of a page', async () => {
    const { data, errors } = await facade.ask<{ users: { nodes: { createdBy: string; creator: Person }[] } }, never>(
      '{ users(first: 100) { nodes { createdBy creator { __typename username lastName } } } }',
    );
    expect(errors).toBeUndefined();
    for (const { createdBy, creator } of data.users.nodes) expect(creator?.username ?? '').toBe(createdBy);
    expect(await operations()).toEqual(['get_users', 'get_users_minimal']);
  });

  test('entities of a gateway', async () => {
    const representations = some(60).map(({ username }) => ({ __typename: 'User', username }));
    const { data, errors } = await facade.ask<{ _entities: Person[] }, object>(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { username fullName } } }',
      { representations },
    );
    expect(errors).toBeUndefined();
    expect(data._entities.map(({ username }) => username)).toEqual(representations.map(({ username }) => username));
    expect(await operations()).toEqual(lookUps(3));
  });

  test('the counterparts of accounts on another platform', async () => {
    const both = await graphOver({ version: '3.0', users: 300, platforms: ['runai', 'kestra'] });
    const { data } = await both.ask<{ kestraUsers: { nodes: { username: string; user: Person | null }[] } }, never>(
      '{ kestraUsers(first: 50) { nodes { username user { username fullName } } } }',
    );
    expect(data.kestraUsers.nodes.some(({ user }) => user)).toBe(true);
    const calls = (await both.served()).map(({ operationId }) => operationId);
    // Who has no account here is searched for in any letter case, in the pages where these cost less.
    expect(calls.filter((operationId) => operationId === 'get_users_minimal')).toHaveLength(2);
    await both.close();
  });
});

test('who needs more reads whole users', async () => {
  const names = some(3).map(({ username }) => username);
  await facade.ask(named(names, 'username isLocal'));
  expect(await operations()).toEqual(['get_users', 'get_users', 'get_users']);
});

test('a whole user who was read is not looked up', async () => {
  const [user] = some(1);
  const { errors } = await facade.ask(
    `{ whole: user(by: { username: "${user?.username}" }) { isLocal } names: user(by: { username: "${user?.username}" }) { username }
       users(first: 1, filter: { username: { eq: "${user?.username}" } }) { nodes { username } } }`,
  );
  expect(errors).toBeUndefined();
  expect((await operations()).toSorted()).toEqual(['get_users', 'get_users']);
});

describe('rights differ', () => {
  test('who may look up, and not read users, is answered', async () => {
    await facade.misbehave(
      ...['get_users', 'count_users', 'get_user_by_id'].map((operationId) => ({ operationId, status: 403 })),
    );
    const users = some(30);
    const { data, errors } = await facade.ask<Record<string, Person>, never>(
      named([...users.map(({ username }) => username), users[0]?.username.toUpperCase() ?? '']),
    );
    expect(errors).toBeUndefined();
    expect(Object.values(data).map(({ userId }: Person & { userId?: string }) => userId)).toEqual(
      [...users, users[0]].map((user) => user?.id),
    );
    const byId = await facade.ask<Record<string, Person>, never>(withIds(users.map(({ id }) => id)));
    expect(byId.errors).toBeUndefined();
  });

  test('who may read users, and not look up, is answered by the calls of versions before', async () => {
    await facade.misbehave({ operationId: 'get_users_minimal', status: 403 });
    const users = some(3);
    const { data, errors } = await facade.ask<Record<string, Person>, never>(
      named(users.map(({ username }) => username)),
    );
    expect(errors).toBeUndefined();
    expect(Object.values(data).map(({ username }) => username)).toEqual(users.map(({ username }) => username));
    expect(await operations()).toEqual(['get_users_minimal', 'get_users', 'get_users', 'get_users']);
  });

  test('an outage of the look-up is not multiplied', async () => {
    await facade.misbehave({ operationId: 'get_users_minimal', status: 503, retryAfter: 0 });
    const { errors } = await facade.ask(named(some(3).map(({ username }) => username)));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(3).fill('UPSTREAM_UNAVAILABLE'));
    expect(new Set(await operations())).toEqual(new Set(['get_users_minimal']));
  });
});

test('whatever names and ids are asked for: who is meant, nobody where there is none, as whole users are', async () => {
  const turn = constantFrom(
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => `${text}.nobody`,
    (text: string) => `${text},x`,
  );
  const numbers = uniqueArray(integer({ min: 0, max: 1199 }), { minLength: 1, maxLength: 40 });
  await assert(
    asyncProperty(numbers, turn, async (numbers, turn) => {
      const names = numbers.map((number) => turn(people[number]?.username ?? ''));
      const ids = numbers.map((number) => turn(people[number]?.id ?? ''));
      for (const [document, keys] of [
        [named, names],
        [withIds, ids],
      ] as const) {
        const looked = await facade.ask<Record<string, Person | null>, never>(document(keys, 'userId username'));
        const whole = await facade.ask<Record<string, Person | null>, never>(document(keys, 'userId username isLocal'));
        const part = Object.values(whole.data).map(
          (user) => user && { userId: (user as { userId?: string }).userId, username: user.username },
        );
        expect(Object.values(looked.data)).toEqual(part);
        expect(looked.errors?.length).toBe(whole.errors?.length);
      }
    }),
    { numRuns: 12 },
  );
});

test('a list of several users is the same whether they are looked up or read whole, in whatever order', async () => {
  const page = (fields: string) => `query ($filter: UserFilter, $orderBy: UserOrder, $first: Int, $offset: Int) {
    users(first: $first, offset: $offset, filter: $filter, orderBy: $orderBy) {
      totalCount pageInfo { hasNextPage } edges { cursor node { userId username fullName ${fields} } }
    }
  }`;
  const someone = integer({ min: 0, max: 1199 });
  const list = record({
    numbers: uniqueArray(someone, { minLength: 2, maxLength: 60 }),
    key: constantFrom('userId', 'username'),
    orderBy: option(
      record({
        field: constantFrom('USERNAME', 'FIRST_NAME', 'FULL_NAME', 'CREATED_AT'),
        direction: constantFrom('ASC', 'DESC'),
      }),
    ),
    username: record(
      { startsWith: constantFrom('a', 'nobody'), not: constantFrom('x', 'nobody') },
      { requiredKeys: [] },
    ),
    first: integer({ min: 0, max: 60 }),
    offset: integer({ min: 0, max: 5 }),
  });
  await assert(
    asyncProperty(list, async ({ numbers, key, orderBy, username, first, offset }) => {
      const keys = numbers.map((number) => people[number]?.[key === 'userId' ? 'id' : 'username'] ?? '');
      const values = { in: [...keys, `${keys[0]}.nobody`] };
      const filter = key === 'userId' ? { userId: values, username } : { username: { ...values, ...username } };
      const variables = { filter, orderBy, first, offset };
      const explained = { headers: { 'x-explain': '1' } };
      const looked = await facade.ask<Whole, object>(page(''), variables, explained);
      const whole = await facade.ask<Whole, object>(page('isLocal'), variables, explained);
      const edges = whole.data.users.edges.map(({ cursor, node: { isLocal: _, ...node } }) => ({ cursor, node }));
      expect(looked.errors).toBeUndefined();
      expect(looked.data).toEqual({ users: { ...whole.data.users, edges } });
      for (const { extensions } of [looked, whole]) {
        const cost = extensions?.cost as { asked: number; actual: number } | undefined;
        expect(cost?.actual).toBeLessThanOrEqual(cost?.asked ?? 0);
      }
    }),
    { numRuns: 15 },
  );
});

interface Whole {
  readonly users: { readonly edges: readonly { cursor: string; node: { isLocal?: boolean } }[] };
}
