import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../src/server/limits.ts';
import { type Facade, graphOver, warmPlans } from '../support/facade.ts';
import { askMultipart, type IncrementalResult, merged } from '../support/multipart.ts';
import { post } from '../support/post.ts';
import { settling } from '../support/real-time.ts';

let facade: Facade;
let hasty: Facade;
beforeAll(async () => {
  const both = { platforms: ['runai', 'kestra'] } as const;
  [facade, hasty] = await Promise.all([
    graphOver(both, warmPlans),
    graphOver(both, { ...warmPlans, REQUEST_TIMEOUT_MS: '1000', UPSTREAM_TIMEOUT_MS: '30000' }),
  ]);
});
afterAll(() => Promise.all([facade.close(), hasty.close()]));
beforeEach(async () => {
  await Promise.all([facade.misbehave(), facade.kestra.misbehave()]);
  await forgetCalls();
  facade.lines.length = 0;
});

/** What a client accepts that takes parts, and what is not in parts as the specification has it. */
const either = 'multipart/mixed, application/graphql-response+json';
const linked =
  '{ users(first: 2, filter: { username: { contains: "sandbox.test" } }) { nodes { username ... @defer(label: "other") { kestraUser { displayName } } } } }';
const page = 'GET /api/v1/users?filterBy=username=@sandbox.test&sortBy=username&sortOrder=asc&offset=0&limit=2';
const kestraPages = ['admin', 'viewer'].map(
  (name) => `GET /api/v1/users?filters[q][EQUALS]=${name}@sandbox.test&page=1&size=100`,
);
const calls = async () => [...(await facade.calls()), ...(await facade.kestra.calls())];
const forgetCalls = () => Promise.all([facade.forgetCalls(), facade.kestra.forgetCalls()]);

async function allParts(query: string, headers: Readonly<Record<string, string>> = {}, { url } = facade) {
  const parts: IncrementalResult[] = [];
  for await (const part of (await askMultipart(url, query, { headers })).parts) parts.push(part);
  return parts;
}

/** What the log says of operations. */
const operations = () => facade.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'operation');

describe('a deferred fragment follows when it is there', () => {
  test.each([
    { encoding: 'identity', called: undefined },
    { encoding: 'gzip', called: 'gzip' },
    { encoding: 'br', called: 'br' },
  ])('and the rest does not wait for it: $encoding', async ({ encoding, called }) => {
    await facade.kestra.misbehave({ operationId: 'listUsers', connection: 'hold' });
    const answer = await askMultipart(facade.url, linked, { headers: { 'accept-encoding': encoding } });
    expect(answer.headers).toMatchObject({ 'content-type': 'multipart/mixed; boundary="-"' });
    expect(answer.headers['content-encoding']).toBe(called);
    const first = await answer.parts.next();
    expect(first.value).toEqual({
      data: { users: { nodes: [{ username: 'admin@sandbox.test' }, { username: 'viewer@sandbox.test' }] } },
      hasNext: true,
    });
    const answered = async () => (await facade.kestra.served()).map(({ status }) => status);
    await expect.poll(answered).toEqual([null, null]);
    expect(operations(), 'it is not over').toEqual([]);
    await facade.kestra.misbehave();
    const second = await answer.parts.next();
    expect(second.value).toEqual({
      incremental: [0, 1].map((index) => ({
        data: { kestraUser: { displayName: expect.any(String) } },
        path: ['users', 'nodes', index],
        label: 'other',
      })),
      hasNext: false,
    });
    expect(await answer.parts.next()).toEqual({ done: true, value: undefined });
    expect(await calls()).toEqual([page, ...kestraPages]);
  });

  test.each([
    ['the total', 'count_users', '{ users(first: 2) { nodes { username } ... @defer { totalCount } } }'],
    [
      'a second list',
      'count_users',
      '{ users(first: 2) { nodes { id } } ... @defer { locals: users(filter: { isLocal: true }) { totalCount } } }',
    ],
    [
      'a fragment by its name',
      'count_users',
      'query { users(first: 2) { nodes { id } ...Total @defer } } fragment Total on UserConnection { totalCount }',
    ],
  ])('%s', async (_, operationId, query) => {
    await facade.misbehave({ operationId, connection: 'hold' });
    const { parts } = await askMultipart(facade.url, query);
    const first = (await parts.next()).value as IncrementalResult;
    expect(JSON.stringify(first.data)).toMatch(/^\{"users":\{"nodes":\[\{.*\}\]\}\}$/);
    const slow = async () => (await facade.served()).filter((call) => call.operationId === operationId);
    await expect.poll(slow).toMatchObject([{ status: null }]);
    await facade.misbehave();
    const second = (await parts.next()).value as IncrementalResult;
    expect(JSON.stringify(second.incremental)).toMatch(/"totalCount":\d+/);
  });

  test.each([
    linked,
    '{ users(first: 20) { nodes { id ... @defer { groups { nodes { name ... @defer { members(first: 3) { nodes { username } } } } } } } ... @defer { totalCount pageInfo { hasNextPage endCursor } } } }',
    '{ kestraUsers(first: 10) { nodes { username ...@defer { email groups { name } } } ... @defer { totalCount } } }',
    '{ kestraUser(by: { username: "admin@sandbox.test" }) { username ... @defer { email user { username ... @defer { creator { username } } } } } }',
  ])('in the end it is the same data for the same calls: %s', async (query) => {
    const plain = query.replaceAll(/@defer(\([^)]*\))?/g, '');
    await facade.ask(plain);
    await forgetCalls();
    const whole = await facade.ask(plain);
    expect(whole.errors).toBeUndefined();
    const expected = (await calls()).toSorted();
    await forgetCalls();
    const parts = await allParts(query);
    expect(parts.length).toBeGreaterThan(1);
    expect(merged(parts)).toEqual(whole.data);
    expect((await calls()).toSorted()).toEqual(expected);
  });

  test('to a GET as well, for the client that asked and no other', async () => {
    const query = '{ users(first: 1) { nodes { username } ... @defer { totalCount } } }';
    const { headers, body } = await request(`${facade.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: 'Bearer sandbox-admin', accept: 'multipart/mixed' },
    });
    expect((await body.text()).match(/"hasNext":\w+/g)).toEqual(['"hasNext":true', '"hasNext":false']);
    expect(headers['cache-control']).toBe('private');
    expect(headers.vary).toContain('kestra-authorization');
  });
});

describe('an answer is whole', () => {
  const query = 'query Whole { users(first: 1) { nodes { username } ... @defer { totalCount } } }';
  const whole = { data: { users: { nodes: [{ username: 'ada.lovelace@example.com' }], totalCount: 200 } } };

  test.each([
    { accept: 'application/json' },
    { accept: 'application/graphql-response+json' },
    { accept: 'application/graphql-response+json, application/json;q=0.9, */*;q=0.1' },
    { accept: '*/*' },
  ])('for a client that did not ask for parts: $accept', async ({ accept }) => {
    // The second time it is compiled, and parts are still parts.
    for (let time = 0; time < 2; time++) {
      const { status, text } = await post(facade.url, JSON.stringify({ query }), { accept });
      expect([status, JSON.parse(text)]).toEqual([200, whole]);
      expect((await allParts(query)).map(({ hasNext }) => hasNext)).toEqual([true, false]);
    }
    expect((await calls()).toSorted()).toEqual([
      ...Array(4).fill('GET /api/v1/users/count'),
      ...Array(4).fill('GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=1'),
    ]);
  });

  test('for a client of events: one', async () => {
    const { body } = await request(`${facade.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: 'Bearer sandbox-admin', accept: 'text/event-stream' },
    });
    expect((await body.text()).match(/^data: \{.*$/gm)?.map((line) => JSON.parse(line.slice(6)))).toEqual([whole]);
  });

  test('for clients that share it', async () => {
    const accept = { accept: 'application/json' };
    await post(facade.url, JSON.stringify({ query }), accept);
    await forgetCalls();
    await facade.misbehave({ operationId: '*', latencyMs: 100 });
    const answers = await Promise.all([1, 2, 3].map(() => post(facade.url, JSON.stringify({ query }), accept)));
    expect(answers.map(({ text }) => JSON.parse(text))).toEqual(Array(3).fill(whole));
    expect(operations()).toHaveLength(2);
    expect(await calls()).toHaveLength(2);
  });

  test('in a batch', async () => {
    const { text } = await post(facade.url, JSON.stringify([{ query }, { query }]), { accept: either });
    expect(JSON.parse(text)).toEqual([whole, whole]);
  });

  test('where the condition says so', async () => {
    const document = query.replace('@defer', '@defer(if: false)');
    const { text } = await post(facade.url, JSON.stringify({ query: document }), {
      accept: either,
    });
    expect(JSON.parse(text)).toEqual(whole);
  });

  test('of a mutation', async () => {
    const mutation =
      'mutation { logoutUser(input: { userId: "nobody" }) { __typename ... on Failure @defer { code message } } }';
    const { headers, text } = await post(facade.url, JSON.stringify({ query: mutation }), { accept: either });
    expect(JSON.parse(text).data.logoutUser).toMatchObject({ code: 'NOT_FOUND', message: expect.any(String) });
    expect(headers['cache-control']).toBe('no-store, no-transform');
  });

  test('for a gateway that asks for a trace', async () => {
    const headers = { accept: 'application/json', 'apollo-federation-include-trace': 'ftv1' };
    const { text } = await post(facade.url, JSON.stringify({ query }), headers);
    expect(JSON.parse(text)).toEqual({ ...whole, extensions: { ftv1: expect.any(String) } });
  });
});

describe('what holds for an answer holds for its parts', () => {
  test.each([
    [{ status: 500, body: 'not-json' } as const, 'UPSTREAM_UNAVAILABLE'],
    [{ body: 'wrong-shape' } as const, 'UPSTREAM_BAD_RESPONSE'],
    [{ status: 403 } as const, 'FORBIDDEN'],
  ])('errors are told in our words: %o', async (fault, code) => {
    await facade.kestra.misbehave({ operationId: 'listUsers', ...fault });
    const [first, second] = await allParts(linked);
    expect(first).not.toHaveProperty('errors');
    expect(second?.incremental).toHaveLength(2);
    for (const [index, { data, errors }] of (second?.incremental ?? []).entries()) {
      expect(data).toEqual({ kestraUser: null });
      expect(errors).toEqual([
        {
          message: expect.stringMatching(/^Kestra /),
          locations: expect.any(Array),
          path: ['users', 'nodes', index, 'kestraUser'],
          extensions: expect.objectContaining({ code }),
        },
      ]);
    }
    expect(operations()).toMatchObject([{ errors: [code] }]);
  });

  test('the time of a request is one for all of them', async () => {
    await hasty.kestra.misbehave({ operationId: 'listUsers', connection: 'stall' });
    const start = performance.now();
    const [first, second] = await allParts(linked, {}, hasty);
    expect(performance.now() - start, 'and not that of a call').toBeLessThan(15_000);
    expect(first).not.toHaveProperty('errors');
    expect(second?.incremental?.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(
      Array(2).fill('UPSTREAM_TIMEOUT'),
    );
  });

  test.each([
    [
      'depth',
      `{ ... @defer { user(by: { userId: "nobody" }) { ${'creator { '.repeat(limits.depth)}username ${'} '.repeat(limits.depth)} } } }`,
    ],
    [
      'aliases',
      `{ ... @defer { ${Array.from({ length: limits.aliases + 1 }, (_, index) => `_${index}: __typename`).join(' ')} } }`,
    ],
    ['directives', `{ __typename ${'... @defer { __typename } '.repeat(limits.directives + 1)} }`],
  ])('limits count them: %s', async (_, query) => {
    const { text, codes } = await post(facade.url, JSON.stringify({ query }), {
      accept: either,
    });
    expect(codes, text).toEqual(['BAD_USER_INPUT']);
    expect(text).toMatch(/more than \d+/);
    expect(await calls()).toEqual([]);
  });

  test('limits count them: the fields that pages come to', async () => {
    const query =
      '{ __typename ... @defer { users(first: 500) { nodes { groups(first: 500) { nodes { members(first: 500) { nodes { id } } } } } } } }';
    const [first] = await allParts(query);
    expect(first?.errors?.map(({ extensions }) => extensions?.code)).toEqual(['COST_LIMIT_EXCEEDED']);
    expect(await calls()).toEqual([]);
  });

  test.each([
    ['a label that is used twice', '{ ... @defer(label: "a") { __typename } ... @defer(label: "a") { __typename } }'],
    ['a label that varies', 'query ($label: String) { ... @defer(label: $label) { __typename } }'],
    ['deferred mutations', 'mutation { ... @defer { deleteUser(input: { userId: "x" }) { __typename } } }'],
    ['@stream', '{ users { nodes @stream { id } } }'],
  ])('what is not valid is refused: %s', async (_, query) => {
    const { status, codes } = await post(facade.url, JSON.stringify({ query }), {
      accept: either,
    });
    expect([status, codes]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
    expect(await calls()).toEqual([]);
  });

  test('a document that takes long to compare with itself is given up, as ever', async () => {
    const start = performance.now();
    const query = `{ ${'users { totalCount } '.repeat(1400)} }`;
    const { text } = await post(facade.url, JSON.stringify({ query }), { accept: either });
    expect(text).toContain('Validation aborted');
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(await calls()).toEqual([]);
  });

  test('the plan stands in the last part, and tells of all calls', async () => {
    const parts = await allParts(linked, { 'x-explain': '1' });
    expect(parts.map((part) => 'extensions' in part)).toEqual([false, true]);
    const plan = parts.at(-1)?.extensions?.plan as { calls: number }[];
    expect(plan.reduce((sum, { calls }) => sum + calls, 0)).toBe((await calls()).length);
  });

  test('what there is to tell of cursors stands in the last part', async () => {
    const before = await facade.ask<{ users: { nodes: { id: string }[]; pageInfo: { endCursor: string } } }, object>(
      '{ users(first: 5) { nodes { id } pageInfo { endCursor } } }',
    );
    const { nodes, pageInfo } = before.data.users;
    await facade.ask(`mutation { deleteUser(input: { userId: "${nodes[2]?.id}" }) { __typename } }`);
    const after = `users(first: 2, after: "${pageInfo.endCursor}") { nodes { id } }`;
    const parts = await allParts(`{ early: ${after} ... @defer { late: ${after} } }`);
    const told = ['early', 'late'].map((path) => ({ path: [path], argument: 'after', moved: -1 }));
    expect(parts.map(({ extensions }) => extensions)).toEqual([undefined, { pagination: told }]);
  });

  test('the access log has one line, and the metrics one operation, once it is over', async () => {
    await allParts(linked);
    expect(operations()).toEqual([expect.objectContaining({ type: 'query', restCalls: 3 })]);
    const { body } = await request(`${facade.url}/metrics`);
    const before = Number(/operations_total\{type="query",outcome="ok"\} (\d+)/.exec(await body.text())?.[1]);
    await allParts(linked);
    const text = await (await request(`${facade.url}/metrics`)).body.text();
    expect(Number(/operations_total\{type="query",outcome="ok"\} (\d+)/.exec(text)?.[1])).toBe(before + 1);
  });

  test('a client that leaves between them has its calls cut, and is logged once', async () => {
    await facade.kestra.misbehave({ operationId: 'listUsers', connection: 'hold' });
    const leaver = new AbortController();
    const { parts } = await askMultipart(facade.url, linked, { signal: leaver.signal });
    await parts.next();
    await expect.poll(() => facade.kestra.served()).toHaveLength(2);
    leaver.abort();
    await parts.next().catch(() => undefined);
    await expect.poll(operations).toHaveLength(1);
    await settling();
    await facade.kestra.misbehave();
    await settling();
    expect(
      (await facade.kestra.served()).map(({ status }) => status),
      'none was answered',
    ).toEqual([null, null]);
    expect(operations()).toEqual([expect.objectContaining({ errors: ['CLIENT_CLOSED_REQUEST'] })]);
  });
});

test('introspection tells of @defer, and of no @stream', async () => {
  const { data } = await facade.ask<{ __schema: { directives: { name: string }[] } }, object>(
    '{ __schema { directives { name } } }',
  );
  const names = data.__schema.directives.map(({ name }) => name);
  expect(names).toContain('defer');
  expect(names).not.toContain('stream');
});
