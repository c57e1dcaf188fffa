import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';

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

  test.each(['3.0', '2.24'] as const)('has the fields that Run:ai %s has', async (version) => {
    const own = await graphOver({ users: 40, version });
    try {
      const rows = rowsOf(await (await request(`${own.url}/export/users.jsonl`, { headers })).body.text());
      const names = version === '3.0' ? 'firstName lastName ' : '';
      const fields = `id userId username ${names}isLocal createdBy createdAt updatedAt lastLoginAt`;
      for (const row of rows) expect(Object.keys(row).join(' ')).toBe(fields);
      const { data } = await own.ask<{ users: { nodes: object[] } }, never>(
        `{ users(first: 100) { nodes { ${fields} } } }`,
      );
      expect(rows).toEqual(data.users.nodes);
    } finally {
      await own.close();
    }
  });

  test('is shown by HEAD to be readable, for the call of one page', async () => {
    const [head, get] = await Promise.all(
      (['HEAD', 'GET'] as const).map((method) => request(`${facade.url}/export/users.jsonl`, { method, headers })),
    );
    expect(head?.statusCode).toBe(200);
    for (const name of ['content-type', 'content-disposition', 'cache-control'])
      expect(head?.headers[name]).toBe(get?.headers[name]);
    expect(await head?.body.text()).toBe('');
    await get?.body.dump();
    await facade.forgetCalls();
    await (await request(`${facade.url}/export/users.jsonl`, { method: 'HEAD', headers })).body.dump();
    expect(await facade.calls()).toHaveLength(1);
    const { statusCode } = await request(`${facade.url}/export/users.jsonl`, { method: 'HEAD' });
    expect(statusCode).toBe(401);
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
    const [error] = ((await body.json()) as { errors: object[] }).errors;
    expect(error).toEqual({ message: expect.any(String), extensions: { code: 'UPSTREAM_UNAVAILABLE' } });
  });

  test.each([
    ['POST', '/export/users.jsonl', 405],
    ['GET', '/export/groups.jsonl', 404],
  ])('by %s at %s', async (method, path, status) => {
    const { statusCode, body } = await request(`${facade.url}${path}`, { method: method as 'GET', headers });
    expect(statusCode).toBe(status);
    await body.dump();
    expect(await facade.calls()).toEqual([]);
  });
});

describe('an export for which the version has to be found is refused', () => {
  const auto = { RUNAI_VERSION: 'auto', LOG_LEVEL: 'silent' };
  const asked = ['get_access_rules', 'count_users', 'get_users'];
  const refusal = async ({ url }: Facade) => {
    const { statusCode, headers: sent, body } = await request(`${url}/export/users.jsonl`, { headers });
    const { errors } = (await body.json()) as { errors: { extensions: { code: string } }[] };
    return [statusCode, sent['retry-after'], errors.map(({ extensions }) => extensions.code)];
  };

  test('with what the platform says', async () => {
    const found = await graphOver({ users: 5 }, auto);
    const fail = (fault: object) =>
      found.misbehave(...asked.map((operationId) => ({ operationId, times: 9, ...fault })));
    await fail({ status: 401 });
    expect(await refusal(found)).toEqual([401, undefined, ['UNAUTHENTICATED']]);
    await fail({ status: 501 });
    expect(await refusal(found)).toEqual([502, undefined, ['UPSTREAM_UNAVAILABLE']]);
    await fail({ status: 429, retryAfter: 600 });
    expect(await refusal(found)).toEqual([429, '600', ['RATE_LIMITED']]);
    await fail({ status: 403 });
    expect(await refusal(found)).toEqual([403, undefined, ['FORBIDDEN']]);
    await found.close();
  });

  test('where it cannot be reached, or is too late', async () => {
    const down = await graphOver({ users: 5 }, { ...auto, RUNAI_URL: 'http://127.0.0.1:1' });
    expect(await refusal(down)).toEqual([502, undefined, ['UPSTREAM_UNAVAILABLE']]);
    await down.close();
    const late = await graphOver({ users: 5 }, { ...auto, REQUEST_TIMEOUT_MS: '100' });
    await late.misbehave({ operationId: 'get_access_rules', latencyMs: 300 });
    expect(await refusal(late)).toEqual([504, undefined, ['UPSTREAM_TIMEOUT']]);
    await late.close();
  });
});

test('what cannot be shown of a user stands in its line, by its path from there', async () => {
  const proxy = await rewritingProxy();
  const odd = await graphOver({ users: 5 }, { RUNAI_URL: proxy.url, MAX_PAGE_SIZE: '3', LOG_LEVEL: 'silent' });
  proxy.forwardTo(odd.sandboxUrl);
  const names = ((await readPlatform<Row[]>(odd, '/api/v1/users?sortBy=username')) ?? []).map(
    ({ username }) => username,
  );
  const wrong = new Map<string | undefined, object>([
    [names[1], { createdAt: 1 }],
    [names[2], { id: 3 }],
  ]);
  proxy.rewrite((rows: readonly Row[]) => rows.map((row) => ({ ...row, ...wrong.get(row.username) })));
  const { body } = await request(`${odd.url}/export/users.jsonl`, { headers });
  const rows = rowsOf(await body.text());
  expect(rows.map(({ errors }) => errors?.length)).toEqual([undefined, 1, 1, undefined, undefined]);
  expect(rows[1]).toMatchObject({ createdAt: null, errors: [{ path: ['createdAt'] }] });
  expect(rows[2]).toEqual({
    errors: [{ message: expect.any(String), path: ['id'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }],
  });
  await odd.close();
  await proxy.close();
});

interface Cost {
  readonly budget: { readonly runai: { readonly left: number } };
}

describe('an export within a budget', () => {
  const get = ({ url }: Facade, signal?: AbortSignal) => request(`${url}/export/users.jsonl`, { headers, signal });
  const page = '{ users(first: 1) { nodes { id } } }';

  test('waits for the calls of its next page, and ends', async () => {
    const bounded = await graphOver({ users: 1200 }, { BUDGET_CALLS_PER_MINUTE: '120' });
    let left = Infinity;
    let began = 0;
    while (left > 2) {
      began = performance.now();
      const { errors, extensions } = await bounded.ask(page);
      expect(errors).toBeUndefined();
      ({ left } = (extensions as { readonly cost: Cost }).cost.budget.runai);
    }
    await bounded.forgetCalls();
    const { statusCode, body } = await get(bounded);
    expect(statusCode).toBe(200);
    expect(rowsOf(await body.text())).toHaveLength(1200);
    expect(await bounded.calls()).toHaveLength(3);
    // Two calls have to be left for each of three pages, which then takes one of them: two more come in a second.
    expect(performance.now() - began).toBeGreaterThan(450 * (3 - left));
    expect((await bounded.ask(page)).errors).toBeUndefined();
    // To wait is not to be refused.
    const metrics = await (await request(`${bounded.url}/metrics`)).body.text();
    expect(metrics + bounded.lines.join('')).not.toContain('BUDGET_EXCEEDED');
    await bounded.close();
  });

  test('stops to wait when its client leaves', async () => {
    const bounded = await graphOver({ users: 1200 }, { BUDGET_CALLS_PER_MINUTE: '6' });
    for (let count = 0; count < 4; count++) expect((await bounded.ask(page)).errors).toBeUndefined();
    await bounded.forgetCalls();
    const left = new AbortController();
    const { body } = await get(bounded, left.signal);
    body.once('data', () => left.abort());
    await expect(body.text()).rejects.toThrow();
    const began = performance.now();
    await bounded.close();
    expect(performance.now() - began).toBeLessThan(8000);
  });

  test.each([
    ['BUDGET_CALLS_PER_MINUTE', 429, 'BUDGET_EXCEEDED'],
    ['MAX_COST', 400, 'COST_LIMIT_EXCEEDED'],
  ])('is refused before its first row where %s never allows another page', async (setting, status, code) => {
    const small = await graphOver({ users: 600 }, { [setting]: '2' });
    const { statusCode, headers: sent, body } = await get(small);
    expect([statusCode, sent['retry-after']]).toEqual([status, undefined]);
    expect(await body.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(await small.calls()).toHaveLength(1);
    await small.close();
    const few = await graphOver({ users: 20 }, { [setting]: '2' });
    expect(rowsOf(await (await get(few)).body.text())).toHaveLength(20);
    await few.close();
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
        message: expect.stringContaining('of 10 per minute are left'),
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
