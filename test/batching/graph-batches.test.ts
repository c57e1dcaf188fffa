import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

interface Person {
  readonly id: string;
  readonly username: string;
}

/** Users of a sandbox, spread over the whole list, straight from the platform. */
async function peopleOf({ sandboxUrl }: Facade, total: number, count: number): Promise<Person[]> {
  const pages = Array.from({ length: Math.ceil(total / 500) }, (_, page) => page * 500);
  const step = Math.max(1, Math.floor(pages.length / 4));
  const some: Person[] = [];
  for (const offset of pages.filter((_, page) => page % step === 0)) {
    const { body } = await request(
      `${sandboxUrl}/api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=500`,
      {
        headers: { authorization: 'Bearer sandbox-admin' },
      },
    );
    some.push(...((await body.json()) as Person[]));
  }
  const apart = Math.max(1, Math.floor(some.length / count));
  return some.filter((_, place) => place % apart === 0).slice(0, count);
}

/** Answers by global ids, of which a document may hold more than aliases. */
async function nodes(facade: Facade, people: readonly Person[]) {
  const ids = people.map(({ id }) => Buffer.from(`User:${id}`).toString('base64'));
  await facade.forgetCalls();
  const { data, errors } = await facade.ask<{ nodes: (object | null)[] }, { ids: string[] }>(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on User { userId username } } }',
    { ids },
  );
  return { answers: data.nodes, codes: errors?.map(({ extensions }) => extensions.code), calls: await facade.calls() };
}

async function lookUp(facade: Facade, by: 'userId' | 'username', keys: readonly string[], token?: string) {
  const fields = keys.map((key, place) => `u${place}: user(by: { ${by}: ${JSON.stringify(key)} }) { userId username }`);
  await facade.forgetCalls();
  const { data, errors } = await facade.ask<Record<string, object | null>, object>(
    `{ ${fields.join(' ')} }`,
    undefined,
    {
      ...(token && { token }),
    },
  );
  return {
    answers: keys.map((_, place) => data[`u${place}`]),
    codes: errors?.map(({ extensions }) => extensions.code),
    calls: await facade.calls(),
  };
}

const shown = ({ id, username }: Person) => ({ userId: id, username });
const count = 'GET /api/v1/users/count';
const pages = (total: number) =>
  Array.from(
    { length: Math.max(1, Math.ceil(total / 500)) },
    (_, page) => `GET /api/v1/users?sortBy=username&sortOrder=asc&offset=${page * 500}&limit=500`,
  );
const single = { userId: ({ id }: Person) => `GET /api/v1/users/${id}`, username: named };
function named({ username }: Person): string {
  return `GET /api/v1/users?filterBy=username==${username}&offset=0&limit=1`;
}

describe.each([10, 500, 2000, 100_000])('keys out of %i users', (total) => {
  let facade: Facade;
  let everyone: Person[];
  beforeAll(async () => {
    facade = await graphOver({ users: total });
    everyone = await peopleOf(facade, total, 500);
  });
  beforeEach(() => facade.forgetCalls());
  afterAll(() => facade.close());

  /** Whether pages cost less than single calls, worked out from the prices by hand. */
  const pagesPay = (keys: number) => Math.max(1, Math.ceil(total / 500)) + total / 250 < keys + keys / 250;

  test('of 20 keys by credentials that know nothing yet the total is asked for first', async () => {
    const people = everyone.slice(0, 20);
    const keys = people.map(({ id }) => id);
    const { answers, codes, calls } = await lookUp(facade, 'userId', keys, 'sandbox-viewer');
    expect(codes).toBeUndefined();
    expect(answers).toEqual(people.map(shown));
    const read = pagesPay(people.length) ? pages(total) : people.map(single.userId);
    expect(calls.sort()).toEqual([...(people.length < 8 ? [] : [count]), ...read].sort());
  });

  test.each([1, 2, 10, 100, 500])(
    '%i ids give what single calls give, at the price of the cheaper plan',
    async (size) => {
      await facade.ask('{ users { totalCount } }');
      const people = everyone.slice(0, size);
      const { answers, codes, calls } = await nodes(facade, people);
      expect(codes).toBeUndefined();
      expect(answers).toEqual(people.map(shown));
      expect(calls.sort()).toEqual((pagesPay(people.length) ? pages(total) : people.map(single.userId)).sort());
      expect(calls.length).toBeLessThanOrEqual(people.length);
    },
  );

  test.each([1, 2, 10, 100])(
    '%i usernames give what single calls give, at the price of the cheaper plan',
    async (size) => {
      await facade.ask('{ users { totalCount } }');
      const people = everyone.slice(0, size);
      const { answers, codes, calls } = await lookUp(
        facade,
        'username',
        people.map(({ username }) => username),
      );
      expect(codes).toBeUndefined();
      expect(answers).toEqual(people.map(shown));
      expect(calls.sort()).toEqual((pagesPay(people.length) ? pages(total) : people.map(single.username)).sort());
      expect(calls.length).toBeLessThanOrEqual(people.length);
    },
  );

  test('a page costs what it costs of any list', async () => {
    const { data } = await facade.ask<{ users: { pageInfo: { endCursor: string } } }, object>(
      '{ users(first: 5) { totalCount nodes { userId } pageInfo { hasNextPage endCursor } } }',
    );
    expect((await facade.calls()).sort()).toEqual(
      [count, 'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=5'].sort(),
    );
    await facade.forgetCalls();
    await facade.ask(`{ users(first: 5, after: "${data.users.pageInfo.endCursor}") { nodes { userId } } }`);
    expect(await facade.calls()).toEqual(['GET /api/v1/users?sortBy=username&sortOrder=asc&offset=4&limit=6']);
    await facade.forgetCalls();
    await facade.ask('{ users(last: 5) { nodes { userId } } }');
    expect(await facade.calls()).toEqual([
      count,
      `GET /api/v1/users?sortBy=username&sortOrder=asc&offset=${total - 5}&limit=6`,
    ]);
  });
});

describe('a batch where something is wrong', () => {
  let facade: Facade;
  let people: Person[];
  beforeAll(async () => {
    facade = await graphOver({ users: 700 });
    people = await peopleOf(facade, 700, 40);
    await facade.ask('{ users { totalCount } }');
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.misbehave());

  const ids = () => people.map(({ id }) => id);

  test('unknown ids are null, and cost a call each beside the pages', async () => {
    const unknown = ['nobody', '00000000-0000-0000-0000-000000000000'];
    const { answers, codes, calls } = await lookUp(facade, 'userId', [...ids(), ...unknown]);
    expect(codes).toBeUndefined();
    expect(answers).toEqual([...people.map(shown), null, null]);
    expect(calls.sort()).toEqual([...pages(700), ...unknown.map((id) => `GET /api/v1/users/${id}`)].sort());
  });

  test('unknown usernames are null at no cost beside the pages', async () => {
    const names = [...people.map(({ username }) => username), 'nobody@example.com', 'Nobody@example.com'];
    const { answers, calls } = await lookUp(facade, 'username', names);
    expect(answers).toEqual([...people.map(shown), null, null]);
    expect(calls.sort()).toEqual(pages(700));
  });

  test('an id asked for many times is one key', async () => {
    const [id = ''] = ids();
    const { answers, calls } = await lookUp(facade, 'userId', Array(50).fill(id));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(calls).toEqual([`GET /api/v1/users/${id}`]);
  });

  test('an id that no path can hold fails alone', async () => {
    const { answers, codes } = await lookUp(facade, 'userId', [...ids(), '..', '']);
    expect(answers).toEqual([...people.map(shown), null, null]);
    expect(codes).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  test('denied the list, ids are asked for singly', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 403 });
    const { answers, codes, calls } = await lookUp(facade, 'userId', ids());
    expect(codes).toBeUndefined();
    expect(answers).toEqual(people.map(shown));
    expect(calls.sort()).toEqual([...pages(700), ...people.map(single.userId)].sort());
  });

  test('denied the single call, the keys that no page shows are FORBIDDEN, the others are not', async () => {
    await facade.misbehave({ operationId: 'get_user_by_id', status: 403 });
    const { answers, codes } = await lookUp(facade, 'userId', [...ids(), 'nobody']);
    expect(answers).toEqual([...people.map(shown), null]);
    expect(codes).toEqual(['FORBIDDEN']);
  });

  test('an outage of the list fails every key after three tries of a page, and asks nothing singly', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 503 });
    const { codes, calls } = await lookUp(facade, 'userId', ids());
    expect(codes).toEqual(ids().map(() => 'UPSTREAM_UNAVAILABLE'));
    expect(calls.length).toBeLessThanOrEqual(2 * 3);
    expect(new Set(calls)).toEqual(new Set(pages(700)));
  });

  test('usernames that no condition can carry, or that need escaping, are still found or not found rightly', async () => {
    const odd = ['a,b@example.com', 'ünï@example.com', 'a b+c@example.com', '100%&x=y#z@example.com', ''];
    const alone = [];
    for (const name of odd) alone.push((await lookUp(facade, 'username', [name])).answers[0]);
    const together = await lookUp(facade, 'username', [...odd, ...people.map(({ username }) => username)]);
    expect(together.codes).toBeUndefined();
    expect(together.answers).toEqual([...alone, ...people.map(shown)]);
    expect(alone).toEqual(odd.map(() => null));
  });

  test('keys of a list that the request reads anyway cost nothing beside it', async () => {
    await facade.forgetCalls();
    const { errors } = await facade.ask(
      '{ groups(first: 2) { nodes { members(first: 50) { nodes { username creator { username } } } } } }',
    );
    expect(errors).toBeUndefined();
    expect((await facade.calls()).sort()).toEqual(pages(700));
  });
});
