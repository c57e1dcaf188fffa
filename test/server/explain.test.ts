import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

const explained = { headers: { 'x-explain': '1' } };
const users = 'GET /api/v1/users';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 700 });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

interface Planned {
  readonly method: string;
  readonly path: string;
  readonly calls: number;
  readonly shared: number;
  readonly rows: number;
  readonly reason: string;
}

async function planOf(document: string, variables: object = {}): Promise<readonly Planned[]> {
  const { extensions } = await facade.ask(document, variables, explained);
  return (extensions?.plan ?? []) as readonly Planned[];
}

describe('the plan of a request', () => {
  test('lists its REST calls by operation and reason', async () => {
    const plan = await planOf('{ users(first: 20) { totalCount nodes { username } } }');
    expect(plan).toEqual([
      {
        method: 'GET',
        path: '/api/v1/users',
        reason: 'Rows of the requested list.',
        calls: 1,
        shared: 0,
        rows: 20,
      },
      {
        method: 'GET',
        path: '/api/v1/users/count',
        reason: 'The length of the requested list.',
        calls: 1,
        shared: 0,
        rows: 0,
      },
    ]);
  });

  test('counts the rows of lists, whatever stands beside them, and none of objects that have lists', async () => {
    const newest = await graphOver({ version: '3.0' });
    const document = `{
      accessRules(first: 7) { nodes { id } }
      runaiRoles(first: 5) { nodes { name } }
      user(by: { userId: "00000000-0000-4000-8000-000000000000" }) { groups { nodes { name } } }
    }`;
    const { extensions } = await newest.ask(document, {}, explained);
    const plan = (extensions?.plan ?? []) as readonly Planned[];
    expect(Object.fromEntries(plan.map(({ path, rows }) => [path, rows]))).toEqual({
      '/api/v1/authorization/access-rules': 7,
      '/api/v2/authorization/roles': 10,
      '/api/v1/users/{userId}': 0,
    });
    await newest.close();
  });

  test('has as many calls as the platform was asked, and says why pages or single calls were chosen', async () => {
    const ids = await facade.ask<{ users: { nodes: { userId: string }[] } }, object>(
      '{ users(first: 120) { nodes { userId } } }',
    );
    const lookUps = (count: number) =>
      ids.data.users.nodes
        .slice(0, count)
        .map(({ userId }, place) => `u${place}: user(by: { userId: "${userId}" }) { id }`);
    await facade.forgetCalls();

    const pages = await planOf(`{ ${lookUps(100).join(' ')} nobody: user(by: { userId: "nobody" }) { id } }`);
    const made = await facade.calls();
    expect(pages.reduce((sum, { calls }) => sum + calls, 0)).toBe(made.length);
    expect(pages).toContainEqual({
      method: 'GET',
      path: '/api/v1/users',
      reason: 'The pages of the whole list cost less than single calls.',
      calls: 2,
      shared: 0,
      rows: 700,
    });
    expect(pages).toContainEqual(
      expect.objectContaining({ path: '/api/v1/users/{userId}', calls: 1, reason: 'No page contained it.' }),
    );

    const singles = await planOf(`{ ${lookUps(3).join(' ')} }`);
    expect(singles).toEqual([
      expect.objectContaining({
        path: '/api/v1/users/{userId}',
        calls: 3,
        reason: 'Single calls cost less than the pages of the whole list.',
      }),
    ]);
  });

  test('counts apart the answers that came from a call under way', async () => {
    const plan = await planOf(
      '{ a: users(first: 7, search: "an") { nodes { id } } b: users(first: 7, search: "an") { nodes { username } } }',
    );
    expect(plan).toEqual([expect.objectContaining({ path: '/api/v1/users', calls: 1, shared: 1, rows: 14 })]);
    expect(await facade.calls()).toEqual([`${users}?search=an&sortBy=username&sortOrder=asc&offset=0&limit=7`]);
  });

  test('tells calls that failed, too', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 403 });
    const { errors, extensions } = await facade.ask('{ group(by: { name: "platform" }) { name } }', {}, explained);
    await facade.misbehave();
    expect(errors).toHaveLength(1);
    expect(extensions?.plan).toContainEqual(expect.objectContaining({ path: '/api/v1/users', rows: 0 }));
  });

  test('has the times of its calls for those who ask, and no call overlaps the one that it waited for', async () => {
    const timed = { headers: { 'x-explain': 'timed' } };
    const document = '{ users(first: 3) { nodes { creator { username } } } }';
    const { extensions } = await facade.ask(document, {}, timed);
    const plan = extensions?.plan as readonly (Planned & { timings: { startMs: number; endMs: number }[] })[];
    expect(plan.length).toBeGreaterThan(1);
    for (const { calls, timings } of plan) {
      expect(timings).toHaveLength(calls);
      for (const { startMs, endMs } of timings) expect(endMs).toBeGreaterThanOrEqual(startMs);
    }
    const [list, ...creators] = plan.map(({ timings }) => timings);
    const listEnd = Math.max(...(list ?? []).map(({ endMs }) => endMs));
    for (const { startMs } of creators.flat()) expect(startMs).toBeGreaterThanOrEqual(listEnd);
  });

  test('times a write, and a call that failed', async () => {
    const timed = { headers: { 'x-explain': 'timed' } };
    const write = await facade.ask(
      'mutation { deleteUser(input: { userId: "VXNlcjpub2JvZHk=" }) { __typename } }',
      {},
      timed,
    );
    expect(write.extensions?.plan).toContainEqual(
      expect.objectContaining({
        method: 'DELETE',
        timings: [{ startMs: expect.any(Number), endMs: expect.any(Number) }],
      }),
    );
    await facade.misbehave({ operationId: 'get_users', status: 403 });
    const { extensions } = await facade.ask('{ users(first: 1) { nodes { id } } }', {}, timed);
    await facade.misbehave();
    expect(extensions?.plan).toContainEqual(
      expect.objectContaining({ calls: 1, timings: [{ startMs: expect.any(Number), endMs: expect.any(Number) }] }),
    );
  });

  test('is empty where nothing was asked of a platform', async () => {
    const { extensions } = await facade.ask('{ __typename }', {}, explained);
    expect(extensions?.plan).toEqual([]);
  });

  test('holds no value: no filter, search, id, cursor, input or credential', async () => {
    const secrets = ['zz-filter-zz', 'zz-search-zz', 'zz-id-zz', 'zz-mail-zz', 'zz-Passw0rd-zz'];
    const [filter, search, id, mail, password] = secrets;
    const reads = await facade.ask(
      `{ users(search: "${search}", filter: { username: { contains: "${filter}" } }) { totalCount nodes { id } }
         user(by: { userId: "${id}" }) { id } other: user(by: { username: "${mail}@example.com" }) { id } }`,
      {},
      explained,
    );
    const writes = await facade.ask(
      `mutation { createUser(input: { email: "${mail}@example.com" }) { __typename ... on CreateUserPayload { temporaryPassword } }
         changeMyPassword(input: { currentPassword: "${password}", newPassword: "${password}" }) { __typename } }`,
      {},
      explained,
    );
    for (const { extensions } of [reads, writes]) {
      const plan = extensions?.plan as readonly Planned[];
      expect(plan.length).toBeGreaterThan(1);
      for (const secret of [...secrets, 'sandbox-admin', facade.sandboxUrl]) {
        expect(JSON.stringify(plan)).not.toContain(secret);
      }
      for (const { path, reason } of plan) {
        expect(path).toMatch(/^(\/(\w|-)+|\/\{\w+\})+$/);
        expect(reason).toMatch(/^[A-Z][a-zA-Z ,;:']+\.$/);
      }
    }
  });

  test.each([undefined, { 'x-explain': '0' }, { 'x-explain': 'true' }])('is not told to %j', async (headers) => {
    const { extensions } = await facade.ask('{ users(first: 1) { nodes { id } } }', {}, { headers });
    expect(extensions).toBeUndefined();
  });
});

test('where introspection is off there is no plan', async () => {
  const closed = await graphOver({ users: 5 }, { INTROSPECTION: 'off' });
  const { data, extensions } = await closed.ask('{ users(first: 1) { nodes { username } } }', {}, explained);
  await closed.close();
  expect(data).toHaveProperty('users.nodes.0.username');
  expect(extensions).toBeUndefined();
});
