import { setTimeout } from 'node:timers/promises';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

const page = '{ users(first: 2) { nodes { username } } }';
const pageCall = 'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=2';
const create = (email: string) => `mutation { it: createUser(input: { email: "${email}" }) { __typename } }`;

let created = 0;
/** The name of a user who comes before all others, those with such names too. */
const firstName = () => `00${10_000 - ++created}-${crypto.randomUUID()}@example.com`;

interface Page {
  readonly users: { readonly nodes: readonly { readonly username: string }[]; readonly totalCount?: number } | null;
}

describe('an answer that is kept', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ users: 30 }, { CACHE_TTL_MS: '60000' });
  });
  afterAll(() => facade.close());
  beforeEach(async () => {
    await facade.misbehave();
    // A write empties the cache.
    await facade.ask(create(`${crypto.randomUUID()}@example.com`));
    await facade.forgetCalls();
    facade.lines.length = 0;
  });

  /** Creates a user past the facade, as somebody else would. */
  async function createThere(email: string): Promise<void> {
    const { statusCode, body } = await request(`${facade.sandboxUrl}/api/v1/users`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-admin', 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    });
    await body.dump();
    expect(statusCode).toBe(201);
  }

  const explained = { headers: { 'x-explain': '1' } };

  test('costs no call, which the plan, the log and the metrics say', async () => {
    const first = await facade.ask<Page, object>(page, {}, explained);
    const second = await facade.ask<Page, object>(page, {}, explained);
    expect(second.data).toEqual(first.data);
    expect(await facade.calls()).toEqual([pageCall]);
    expect(first.extensions).toMatchObject({ cost: { actual: 1 }, plan: [{ calls: 1, rows: 2 }] });
    expect(second.extensions).toMatchObject({ cost: { actual: 0 }, plan: [{ calls: 0, cached: 1, rows: 2 }] });
    const logged = facade.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'operation');
    expect(logged.map(({ restCalls }) => restCalls)).toEqual([1, 0]);
    const metrics = await (await request(`${facade.url}/metrics`)).body.text();
    expect(metrics).toMatch(/^users_graph_rest_calls_cached_total 1$/m);
    expect(Number(/^users_graph_cache_bytes\{platform="Run:ai"\} (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(1000);
  });

  test('serves other operations that need the same read, and no other credentials', async () => {
    await facade.ask(page);
    await facade.ask('query Other { people: users(first: 2) { nodes { userId createdAt } } }');
    expect(await facade.calls()).toEqual([pageCall]);
    await facade.ask(page, {}, { token: 'sandbox-viewer' });
    expect((await facade.ask<Page, object>(page, {}, { token: 'nobody' })).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect((await facade.served()).map(({ token }) => token)).toEqual(['admin', 'viewer', 'other']);
  });

  test.each([
    ['no-cache', 2, 2],
    ['max-age=0', 2, 2],
    ['no-store', 2, 2],
    ['max-age=60', 1, 1],
    ['no-transform', 1, 1],
  ])('is used as `Cache-Control: %s` of the request says', async (header, then, later) => {
    const headers = { 'cache-control': header };
    await facade.ask(page);
    await facade.ask(page, {}, { headers });
    expect(await facade.calls()).toHaveLength(then);
    await facade.ask(page);
    expect(await facade.calls()).toHaveLength(later);
  });

  test('is none for `no-store`, neither before nor after', async () => {
    await facade.ask(page, {}, { headers: { 'cache-control': 'no-store' } });
    await facade.ask(page);
    expect(await facade.calls()).toEqual([pageCall, pageCall]);
  });

  test('is replaced by what is read for `no-cache`', async () => {
    const { data } = await facade.ask<Page, object>(page);
    await createThere(firstName());
    expect((await facade.ask<Page, object>(page)).data).toEqual(data);
    const fresh = await facade.ask<Page, object>(page, {}, { headers: { 'cache-control': 'no-cache' } });
    expect(fresh.data).not.toEqual(data);
    expect((await facade.ask<Page, object>(page)).data).toEqual(fresh.data);
  });

  test('is replaced by what a query with `@noCache` reads, which says nothing of its age', async () => {
    const anew = page.replace('{', 'query ($anew: Boolean! = false) @noCache(if: $anew) {');
    await facade.ask(page);
    await facade.ask(anew);
    await facade.ask(anew, { anew: false });
    expect(await facade.calls()).toEqual([pageCall]);
    await createThere(firstName());
    const fresh = await facade.ask<Page, object>(anew, { anew: true });
    expect(await facade.calls()).toEqual([pageCall, 'POST /api/v1/users', pageCall]);
    expect(await facade.ask<Page, object>(page)).toMatchObject({ data: fresh.data });
    const posted = async (query: string) =>
      (await post(facade.url, JSON.stringify({ query }))).headers['cache-control'];
    expect([await posted(`query @noCache ${page}`), await posted(page)]).toEqual([undefined, 'private, max-age=59']);
    expect(await facade.calls()).toHaveLength(4);
  });

  test('serves the other operations of a batch in which one has `@noCache`', async () => {
    await facade.ask(page);
    const { text } = await post(facade.url, JSON.stringify([{ query: page }, { query: `query @noCache ${page}` }]));
    expect(JSON.parse(text)).toMatchObject([{ data: {} }, { data: {} }]);
    expect(await facade.calls()).toEqual([pageCall, pageCall]);
  });

  test('is gone when a write has ended, whatever became of it', async () => {
    const total = '{ users(first: 1) { totalCount } }';
    const { data } = await facade.ask<Page, object>(total);
    const before = data.users?.totalCount ?? 0;
    await facade.ask(create(`${crypto.randomUUID()}@example.com`));
    expect((await facade.ask<Page, object>(total)).data.users?.totalCount).toBe(before + 1);
    // It takes effect, and its answer is lost.
    await facade.misbehave({ operationId: 'create_user', connection: 'reset' });
    await facade.ask(create(`${crypto.randomUUID()}@example.com`));
    expect((await facade.ask<Page, object>(total)).data.users?.totalCount).toBe(before + 2);
  });

  test('is not one to a read that began before a write had ended', async () => {
    await facade.misbehave({ operationId: 'get_users', connection: 'hold', times: 1 });
    const old = facade.ask<Page, object>(page);
    await expect.poll(() => facade.served()).toHaveLength(1);
    await facade.ask(create(firstName()));
    await facade.misbehave();
    await old;
    await facade.ask(page);
    expect((await facade.calls()).filter((call) => call === pageCall)).toHaveLength(2);
  });

  test('is not used by mutations, which `@noCache` is not for', async () => {
    const { codes } = await post(facade.url, JSON.stringify({ query: 'mutation @noCache { __typename }' }));
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const lookUp = '{ user(by: { username: "ada.lovelace@example.com" }) { userId } }';
    const { data } = await facade.ask<{ user: { userId: string } }, object>(lookUp);
    await facade.ask(lookUp);
    expect(await facade.calls()).toHaveLength(1);
    const { userId } = data.user;
    await facade.ask(
      `mutation { logoutUser(input: { userId: "${userId}" }) { ... on LogoutUserPayload { user { id } } } }`,
    );
    expect((await facade.calls()).slice(1).map((call) => call.slice(0, call.indexOf(' ')))).toEqual(['POST', 'GET']);
  });

  test('is not used to tell what has changed', async () => {
    const changes = (since: string | null) =>
      facade.ask<{ userChanges: { users: { username: string }[]; cursor: string } }, object>(
        'query ($since: String) { userChanges(since: $since) { users { username } cursor } }',
        { since },
      );
    const { cursor } = (await changes(null)).data.userChanges;
    await changes(cursor);
    const email = firstName();
    await createThere(email);
    expect((await changes(cursor)).data.userChanges.users).toContainEqual({ username: email });
    const both = await post(facade.url, JSON.stringify({ query: `{ userChanges { cursor } ${page.slice(1)}` }));
    expect([both.codes, both.headers['cache-control']]).toEqual([[], undefined]);
  });

  test.each<Partial<Fault>>([
    ...[400, 401, 403, 404, 429, 500, 503].map((status) => ({ status })),
    { connection: 'reset' },
    { body: 'truncated' },
    { body: 'not-json' },
    { body: 'wrong-shape' },
  ])('is none that failed, or broke the contract: %o', async (fault) => {
    await facade.misbehave({ operationId: 'get_users', ...fault });
    await facade.ask(page);
    await facade.misbehave();
    await facade.forgetCalls();
    const { data, errors } = await facade.ask<Page, object>(page);
    expect([errors, data.users?.nodes.length]).toEqual([undefined, 2]);
    expect(await facade.calls()).toEqual([pageCall]);
  });

  test('tells the client for how long it is fresh, where the answer is whole', async () => {
    const get = async (query: string) => {
      const { headers, body } = await request(`${facade.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { authorization: 'Bearer sandbox-admin' },
      });
      await body.dump();
      return headers['cache-control'];
    };
    const posted = async (body: object) => (await post(facade.url, JSON.stringify(body))).headers['cache-control'];
    const secondsIn = (header: unknown) => Number(/^private, max-age=(\d+)$/.exec(String(header))?.[1]);
    const first = secondsIn(await posted({ query: page }));
    expect(first).toBeLessThan(60);
    expect(first).toBeGreaterThan(40);
    const again = secondsIn(await posted({ query: page }));
    expect(again).toBeLessThanOrEqual(first);
    expect(await posted([{ query: page }, { query: page }])).toBeUndefined();
    expect(await posted({ query: 'mutation { logoutUser(input: { userId: "x" }) { __typename } }' })).toBe(
      'no-store, no-transform',
    );
    const got = secondsIn(await get(page));
    expect(got).toBeLessThanOrEqual(again);
    await setTimeout(1100);
    const later = secondsIn(await get(page));
    expect(later).toBeLessThan(got);
    // The total is new, the rows are not.
    expect(secondsIn(await get(`{ users(first: 2) { totalCount nodes { username } } }`))).toBeLessThanOrEqual(later);
    expect(await get('{ __typename }')).toBe('private');
    expect(await get(`${page.slice(0, -1)} user(by: { userId: ".." }) { id } }`)).toBe('private');
  });
});

test('without the setting, nothing is kept', async () => {
  const facade = await graphOver({ users: 30 });
  await facade.ask(page);
  await facade.ask(page);
  expect(await facade.calls()).toEqual([pageCall, pageCall]);
  await facade.close();
});

test('an answer is kept no longer than the setting says', async () => {
  const facade = await graphOver({ users: 30 }, { CACHE_TTL_MS: '100' });
  await facade.ask(page);
  await setTimeout(110);
  await facade.ask(page);
  expect(await facade.calls()).toEqual([pageCall, pageCall]);
  await facade.close();
});
