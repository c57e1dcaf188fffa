import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver(
    { users: 2000, platforms: ['runai', 'kestra'] },
    { BREAKER_FAILURES: '3', BREAKER_PAUSE_MS: '300' },
  );
});
afterAll(() => facade.close());

let before: Map<string, number>;
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
  before = await scrape();
});

/** Every sample of ours: its name with labels, and its value. */
async function scrape(): Promise<Map<string, number>> {
  const { statusCode, headers, body } = await request(`${facade.url}/metrics`);
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await body.text()).split('\n').filter((line) => line.startsWith('users_graph_'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice('users_graph_'.length, space), Number(line.slice(space + 1))] as const;
    }),
  );
}

/** What was counted since the test began; of histograms the counts and, but for times, the sums. */
async function counted(): Promise<Record<string, number>> {
  const now = await scrape();
  const changes = [...now].map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(
    changes.filter(([name, change]) => change !== 0 && !/_bucket|seconds_sum|breaker_state/.test(name)),
  );
}

const executed = (type: string, outcome: string) => ({
  [`operations_total{type="${type}",outcome="${outcome}"}`]: 1,
  [`operation_duration_seconds_count{type="${type}"}`]: 1,
  [`operation_rest_calls_count{type="${type}"}`]: 1,
});
const call = (operation: string, status: number | string, platform = 'Run:ai') =>
  `rest_calls_total{platform="${platform}",operation="${operation}",status="${status}"}`;
const restCalls = (type = 'query') => `operation_rest_calls_sum{type="${type}"}`;
const failure = (cause: string, platform = 'Run:ai') => `rest_failures_total{platform="${platform}",cause="${cause}"}`;
const error = (code: string) => `errors_total{code="${code}"}`;

describe('an operation is counted', () => {
  test('with its REST calls, of either platform', async () => {
    await facade.ask(
      'query Named { users(first: 2) { totalCount nodes { id } } kestraUsers(first: 2) { totalCount } }',
    );
    expect(await counted()).toEqual({
      ...executed('query', 'ok'),
      [restCalls()]: 3,
      [call('get_users', 200)]: 1,
      [call('count_users', 200)]: 1,
      [call('listUsers', 200, 'Kestra')]: 1,
    });
  });

  test('that is partly answered, with the code of the error', async () => {
    await facade.ask('{ user(by: { userId: ".." }) { id } roles: __typename }');
    expect(await counted()).toEqual({
      ...executed('query', 'partial'),
      [error('BAD_USER_INPUT')]: 1,
      'plans_total{strategy="singles"}': 1,
    });
  });

  test('that fails, and each try of its call', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 503, retryAfter: 0, times: 2 });
    await facade.ask('{ users(first: 1) { nodes { id } } }');
    await facade.ask('{ users(first: 1) { nodes { id } } }', undefined, { token: 'wrong' });
    expect(await counted()).toEqual({
      'operations_total{type="query",outcome="ok"}': 1,
      'operations_total{type="query",outcome="partial"}': 1,
      'operation_duration_seconds_count{type="query"}': 2,
      'operation_rest_calls_count{type="query"}': 2,
      [restCalls()]: 2,
      [error('UNAUTHENTICATED')]: 1,
      [call('get_users', 503)]: 2,
      [call('get_users', 200)]: 1,
      [call('get_users', 401)]: 1,
      [failure('SERVER_ERROR')]: 2,
    });
  });

  test('that writes', async () => {
    await facade.ask('mutation { createUser(input: { email: "counted@example.com" }) { __typename } }');
    expect(await counted()).toEqual({
      ...executed('mutation', 'ok'),
      [restCalls('mutation')]: 1,
      [call('create_user', 201)]: 1,
    });
  });

  test.each([
    ['{ users(first: ', 'GRAPHQL_PARSE_FAILED'],
    ['{ nobody }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query Q($id: ID!) { node(id: $id) { id } }', 'BAD_USER_INPUT'],
  ])('%s that is not executed', async (query, code) => {
    await post(facade.url, JSON.stringify({ query }));
    expect(await counted()).toEqual({
      'operations_total{type="unknown",outcome="refused"}': 1,
      [error(code)]: 1,
    });
  });

  test('in each place of a batch', async () => {
    const query = '{ __typename }';
    await post(facade.url, JSON.stringify([{ query }, { query }, { query: '{ nobody }' }]));
    expect(await counted()).toMatchObject({
      'operations_total{type="query",outcome="ok"}': 2,
      'operations_total{type="unknown",outcome="refused"}': 1,
    });
  });

  test('with what it shared', async () => {
    await facade.misbehave({ operationId: 'get_users', latencyMs: 150 });
    const ask = (alias: string) => facade.ask(`{ ${alias}: users(search: "ada", first: 1) { nodes { id } } }`);
    await Promise.all([ask('a'), ask('b'), ask('c')]);
    expect(await counted()).toMatchObject({
      rest_calls_shared_total: 2,
      [restCalls()]: 1,
      [call('get_users', 200)]: 1,
    });
  });

  test('or not at all, when an identical one is under way', async () => {
    const ask = () => facade.ask('query Shared { users(search: "bob") { nodes { id } } }');
    await ask();
    await facade.misbehave({ operationId: 'get_users', latencyMs: 150 });
    await Promise.all([ask(), ask(), ask()]);
    expect(await counted()).toMatchObject({
      operations_shared_total: 2,
      'operations_total{type="query",outcome="ok"}': 2,
    });
  });

  test('with the plans of its batches', async () => {
    const users = (keys: number) =>
      `{ ${Array.from({ length: keys }, (_, key) => `_${key}: user(by: { userId: "${key}" }) { id }`).join(' ')} }`;
    await facade.ask(users(2), undefined, { token: 'sandbox-viewer' });
    await facade.ask(users(100), undefined, { token: 'sandbox-viewer' });
    expect(await counted()).toMatchObject({
      'plans_total{strategy="singles"}': 1,
      'plans_total{strategy="count"}': 1,
      'plans_total{strategy="pages"}': 1,
    });
  });
});

test('the breaker of each platform shows its state', async () => {
  const states = async () => {
    const samples = await scrape();
    return ['Run:ai', 'Kestra'].map((platform) => samples.get(`breaker_state{platform="${platform}"}`));
  };
  expect(await states()).toEqual([0, 0]);
  await facade.misbehave({ operationId: '*', connection: 'reset' });
  // A kept connection that fails is no outage: of the first read, one try does not count.
  for (let time = 0; time < 2; time++) await facade.ask('{ users(first: 1) { nodes { id } } }');
  expect(await states()).toEqual([2, 0]);
  await facade.misbehave({ operationId: '*', latencyMs: 300 });
  await expect.poll(() => request(`${facade.url}/ready`).then(({ statusCode }) => statusCode)).toBe(200);
  const asked = facade.ask('{ users(first: 1) { nodes { id } } }');
  await expect.poll(states).toEqual([1, 0]);
  expect((await asked).errors).toBeUndefined();
  expect(await states()).toEqual([0, 0]);
});

test('no label comes from a client', async () => {
  const canary = 'cAnAry';
  for (const query of [
    `query ${canary} { ${canary}: users(search: "${canary}") { totalCount } }`,
    `{ ${canary} }`,
    `{ user(by: { userId: "${canary}" }) { id } }`,
  ])
    await facade.ask(query, undefined, { token: canary });
  expect([...(await scrape()).keys()].join('\n')).not.toContain(canary);
});

test('the process is measured too', async () => {
  const { body } = await request(`${facade.url}/metrics`);
  const text = await body.text();
  for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds']) expect(text).toContain(name);
});
