import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';

const headers = { authorization: 'Bearer sandbox-admin', 'kestra-authorization': 'Bearer sandbox-admin' };

interface Row {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly createdAt?: string | null;
  readonly errors?: readonly unknown[];
}

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 1200, platforms: ['runai', 'kestra'] }, { LOG_LEVEL: 'silent' });
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.forgetCalls();
  await facade.kestra.forgetCalls();
});

const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

describe('a whole list as JSON Lines', () => {
  test('has each user of Run:ai once, in the order of the list, for a call a page', async () => {
    const { statusCode, headers: sent, body } = await request(`${facade.url}/export/users.jsonl`, { headers });
    const rows = rowsOf(await body.text());
    expect(statusCode).toBe(200);
    expect(sent).toMatchObject({
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="users.jsonl"',
      'cache-control': 'no-store',
    });
    const query = 'sortBy=username&sortOrder=asc&limit=500';
    const calls = await facade.calls();
    expect(calls).toEqual([
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=499',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=497&limit=500',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=995&limit=500',
    ]);
    const pages = await Promise.all(
      [0, 500, 1000].map((offset) => readPlatform<Row[]>(facade, `/api/v1/users?${query}&offset=${offset}`)),
    );
    expect(rows.map(({ userId, username }) => ({ userId, username }))).toEqual(
      pages.flatMap((page) => page?.map(({ id, username }) => ({ userId: id, username })) ?? []),
    );
  });

  test('has each user of Kestra once', async () => {
    const { statusCode, body } = await request(`${facade.url}/export/kestra-users.jsonl`, { headers });
    const rows = rowsOf(await body.text());
    expect(statusCode).toBe(200);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1200);
    expect(rows).toHaveLength(1200);
    expect(await facade.calls()).toEqual([]);
  });

  test('passes nobody over where users are deleted while it is read', async () => {
    const before = rowsOf(await (await request(`${facade.url}/export/users.jsonl`, { headers })).body.text());
    await facade.misbehave({ operationId: 'get_users', times: 3, latencyMs: 150 });
    const reading = request(`${facade.url}/export/users.jsonl`, { headers });
    // The row after which the second page begins, and others before it.
    const { body } = await reading;
    const gone = [before[2], before[300], before[497]].map((row) => row?.userId);
    const remove = 'mutation ($userId: ID!) { deleteUser(input: { userId: $userId }) { __typename } }';
    for (const userId of gone) expect((await facade.ask(remove, { userId })).errors).toBeUndefined();
    const rows = rowsOf(await body.text());
    const ids = rows.map(({ userId }) => userId);
    expect(new Set(ids).size).toBe(ids.length);
    const missing = before.filter(({ userId }) => !ids.includes(userId)).map(({ userId }) => userId);
    expect(gone).toEqual(expect.arrayContaining(missing));
  });

  test('breaks off where the platform fails in the middle, so that it is not taken for whole', async () => {
    const { body } = await request(`${facade.url}/export/users.jsonl`, { headers });
    await facade.misbehave({ operationId: 'get_users', status: 501, times: 20 });
    await expect(body.text()).rejects.toThrow();
    await facade.misbehave();
  });
});

describe('an export is refused', () => {
  test.each([
    ['without credentials', {}, 401, 'UNAUTHENTICATED'],
    ['with others than the platform takes', { authorization: 'Bearer nobody' }, 401, 'UNAUTHENTICATED'],
  ])('%s', async (_, sent, status, code) => {
    const { statusCode, body } = await request(`${facade.url}/export/users.jsonl`, { headers: sent });
    expect(statusCode).toBe(status);
    expect(await body.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  test('where the platform fails at once', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 501 });
    const { statusCode, body } = await request(`${facade.url}/export/users.jsonl`, { headers });
    expect(statusCode).toBe(502);
    expect(await body.json()).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] });
  });

  test.each([
    ['POST', '/export/users.jsonl', 405],
    ['HEAD', '/export/users.jsonl', 405],
    ['GET', '/export/groups.jsonl', 404],
  ])('by %s at %s', async (method, path, status) => {
    const { statusCode, body } = await request(`${facade.url}${path}`, { method: method as 'GET', headers });
    expect(statusCode).toBe(status);
    await body.dump();
    expect(await facade.calls()).toEqual([]);
  });
});

test('an export asks the platform whatever is kept, and counts as its pages do', async () => {
  const bounded = await graphOver({ users: 600 }, { CACHE_TTL_MS: '60000', BUDGET_CALLS_PER_MINUTE: '10' });
  const get = () => request(`${bounded.url}/export/users.jsonl`, { headers });
  for (let count = 0; count < 2; count++) expect(rowsOf(await (await get()).body.text())).toHaveLength(600);
  expect(await bounded.calls()).toHaveLength(4);
  let refused = await get();
  while (refused.statusCode === 200) {
    await refused.body.dump();
    refused = await get();
  }
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  expect(await refused.body.json()).toEqual({
    errors: [
      {
        message: expect.stringContaining('of 10 in a minute are left'),
        extensions: {
          code: 'BUDGET_EXCEEDED',
          asked: expect.any(Number),
          left: expect.any(Number),
          perMinute: 10,
          retryAfterMs: expect.any(Number),
        },
      },
    ],
  });
  await bounded.close();
});
