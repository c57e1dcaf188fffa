import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CallBudgets } from '../../src/server/budget/call-budgets.ts';
import { eventually } from '../support/controlled-runai.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';
import { runs } from '../support/runs.ts';

const lookUps = (count: number, from = 0) =>
  `{ ${Array.from({ length: count }, (_, index) => `u${index}: user(by: { userId: "u${from + index}" }) { id }`).join(' ')} }`;
const page = '{ users(first: 2) { nodes { username } } }';

const lists = (count: number, from: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `l${index}: users(first: 1, search: "s${from + index}") { nodes { id } }`).join(' ')} }`;

type Timed = readonly { readonly timings: readonly { readonly startMs: number; readonly endMs: number }[] }[];

interface Budgeted {
  readonly cost: { readonly budget: Readonly<Record<string, { readonly left: number; readonly perMinute: number }>> };
}

const leftIn = (answer: { readonly extensions?: unknown }) =>
  Object.entries((answer.extensions as Budgeted).cost.budget).map(([name, { left }]) => [name, left]);

describe('the budget of a caller', () => {
  let facade: Facade;
  beforeEach(async () => {
    facade = await graphOver({ users: 20 }, { BUDGET_CALLS_PER_MINUTE: '20' });
  });
  afterEach(() => facade.close());

  test('is what each operation says is left, and calls that were not made are not taken', async () => {
    const answer = await facade.ask(
      '{ users(first: 2) { totalCount nodes { username } } }',
      {},
      { headers: { 'x-explain': '1' } },
    );
    expect(answer.extensions).toMatchObject({
      cost: { asked: expect.any(Number), actual: 2, budget: { runai: { left: 18, perMinute: 20 } } },
    });
    const many = '{ user(by: { username: "nobody" }) { id creator { id } accessRules { totalCount } } }';
    const { extensions } = await facade.ask(many, {}, { headers: { 'x-explain': '1' } });
    const { asked, actual, budget } = (extensions as { readonly cost: unknown }).cost as Budgeted['cost'] & {
      readonly asked: number;
      readonly actual: number;
    };
    expect(actual).toBeLessThan(asked);
    expect(budget.runai?.left).toBe(18 - actual);
    expect(leftIn(await facade.ask('{ __typename }'))).toEqual([['runai', 18 - actual]]);
  });

  test('refuses what may come to more than is left, before the first call, with 429 and the time to wait', async () => {
    for (let count = 0; count < 19; count++) await facade.ask(page);
    await facade.forgetCalls();
    const query = '{ users(first: 2) { totalCount nodes { username } } }';
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, headers, text } = await post(facade.url, JSON.stringify({ query }), { accept });
      expect([status, headers['retry-after']]).toEqual([429, expect.stringMatching(/^[1-3]$/)]);
      expect(headers.ratelimit).toMatch(/^"runai";r=1;t=5[5-7]$/);
      expect(headers['ratelimit-policy']).toBe('"runai";q=20;w=60');
      expect(JSON.parse(text)).toEqual({
        errors: [
          {
            message: expect.stringContaining('1 of 20 per minute are left'),
            extensions: { code: 'BUDGET_EXCEEDED', asked: 2, left: 1, perMinute: 20, retryAfterMs: expect.any(Number) },
          },
        ],
      });
    }
    expect(await facade.calls()).toEqual([]);
    // What is left is enough for this one, and another caller has all of theirs.
    expect((await facade.ask(page)).errors).toBeUndefined();
    expect(leftIn(await facade.ask(page, {}, { token: 'sandbox-viewer' }))).toEqual([['runai', 19]]);
  });

  test('that is smaller than what an operation may come to says so, and not when to try again', async () => {
    const { status, headers, text } = await post(facade.url, JSON.stringify({ query: lookUps(21) }));
    expect([status, headers['retry-after'], JSON.parse(text).errors[0].extensions.retryAfterMs]).toEqual([
      429,
      undefined,
      undefined,
    ]);
  });

  test('has requests of who does not wait refused unread, until the wait is over', async () => {
    for (let count = 0; count < 19; count++) await facade.ask(page);
    for (let count = 0; count < 11; count++)
      expect((await facade.ask(lookUps(2))).errors?.[0]?.extensions.asked).toBeDefined();
    await facade.forgetCalls();
    for (const body of [JSON.stringify({ query: page }), '{ no JSON']) {
      const began = performance.now();
      const { status, headers, text } = await post(facade.url, body);
      expect(performance.now() - began).toBeGreaterThan(90);
      expect([status, headers['retry-after'], headers['ratelimit-policy']]).toEqual([
        429,
        expect.stringMatching(/^\d+$/),
        '"runai";q=20;w=60',
      ]);
      expect(JSON.parse(text)).toEqual({
        errors: [
          {
            message: '1 of 20 REST calls per minute are left. Try again later.',
            extensions: { code: 'BUDGET_EXCEEDED', left: 1, perMinute: 20, retryAfterMs: expect.any(Number) },
          },
        ],
      });
    }
    const list = await request(`${facade.url}/export/users.jsonl`, {
      headers: { authorization: 'Bearer sandbox-admin' },
    });
    expect(list.statusCode).toBe(429);
    expect(await list.body.json()).toMatchObject({
      errors: [{ extensions: expect.not.objectContaining({ asked: 1 }) }],
    });
    expect((await facade.ask(page, {}, { token: 'sandbox-viewer' })).errors).toBeUndefined();
    expect(await facade.served()).toMatchObject([{ token: 'viewer' }]);
  });

  test('of who waits is read again, one request after the other', async () => {
    const small = await graphOver({ users: 20 }, { BUDGET_CALLS_PER_MINUTE: '1' });
    const codeOf = async () => (await small.ask(page)).errors?.[0]?.extensions;
    for (let count = 0; count < 11; count++) await codeOf();
    expect(await codeOf()).not.toHaveProperty('asked');
    await setTimeout(1050);
    const codes = await Promise.all(Array.from({ length: 20 }, codeOf));
    expect(codes.filter((code) => code && 'asked' in code)).toHaveLength(1);
    await small.close();
  });

  // Each list may come to two calls.
  async function mostAtOnce({ ask }: Facade, from: number, count: number, token = 'sandbox-admin'): Promise<number> {
    const { data, extensions } = await ask(lists(count, from), {}, { token, headers: { 'x-explain': 'timed' } });
    expect(Object.values(data as object)).toEqual(Array.from({ length: count }, () => ({ nodes: expect.anything() })));
    const timings = (extensions as { readonly plan: Timed }).plan.flatMap((calls) => calls.timings);
    return Math.max(
      ...timings.map(({ startMs }) => timings.filter((one) => one.startMs <= startMs && startMs < one.endMs).length),
    );
  }

  test('that is nearly used up leaves fewer calls under way at once, beside those of another caller', async () => {
    const [name, calm] = ['get_users', await graphOver({ users: 20 }, { BUDGET_CALLS_PER_MINUTE: '60' })];
    // Late enough that a slow machine has sent all before the first is answered.
    await calm.misbehave({ operationId: name, latencyMs: 500 });
    // Nobody else asks for anything.
    expect(await mostAtOnce(calm, 0, 19)).toBeGreaterThan(18);
    expect(await mostAtOnce(calm, 40, 19, 'sandbox-viewer')).toBeGreaterThan(4);
    await calm.misbehave({ operationId: name, latencyMs: 30 });
    // One: another may begin a moment before its end is noted.
    expect(await mostAtOnce(calm, 20, 20)).toBeLessThanOrEqual(3);
    await calm.close();
  });

  test('that is used up leaves enough of them for none to wait for too long', async () => {
    const limits = { BUDGET_CALLS_PER_MINUTE: '30', REQUEST_TIMEOUT_MS: '3000' };
    const slow = await graphOver({ users: 20 }, limits);
    // A longer page than the lists have, so that each of these is one call at most.
    await slow.ask(page, {}, { token: 'sandbox-viewer' });
    await slow.misbehave({ operationId: 'get_users', latencyMs: 200 });
    // One after the other, they would take six seconds.
    expect(await mostAtOnce(slow, 0, 30)).toBeLessThan(20);
    await slow.close();
  });

  test('stands in headers that pages of other origins may read', async () => {
    const open = await graphOver({ users: 5 }, { BUDGET_CALLS_PER_MINUTE: '20', CORS_ORIGINS: '*' });
    const { headers } = await post(open.url, JSON.stringify({ query: page }), { origin: 'https://app.example' });
    expect(headers.ratelimit).toBe('"runai";r=19;t=3');
    expect(headers['access-control-expose-headers']).toContain('ratelimit, ratelimit-policy, retry-after');
    await open.close();
  });

  test('is taken by each operation of a batch, and by writes', async () => {
    // Each may come to three calls, and takes them until it has ended.
    await facade.misbehave({ operationId: 'get_users', latencyMs: 200 });
    const query = '{ users(first: 2) { totalCount nodes { username } } }';
    const { text } = await post(facade.url, JSON.stringify(Array.from({ length: 8 }, () => ({ query }))));
    const answers = JSON.parse(text) as { readonly data?: object; readonly errors?: readonly object[] }[];
    expect(answers.filter(({ data }) => data)).toHaveLength(6);
    const made = await facade.ask('mutation { createUser(input: { email: "one@example.com" }) { __typename } }');
    expect(leftIn(made)[0]?.[1]).toBeLessThan(20);
  });
});

test('each platform has a budget of its own, of which an operation takes where it may ask', async () => {
  const facade = await graphOver({ users: 20, platforms: ['runai', 'kestra'] }, { BUDGET_CALLS_PER_MINUTE: '20' });
  const both = '{ users(first: 1) { nodes { id } } kestraUsers(first: 1) { totalCount } }';
  expect(leftIn(await facade.ask(both))).toEqual([
    ['runai', 19],
    ['kestra', 19],
  ]);
  expect(leftIn(await facade.ask(page))).toEqual([
    ['runai', 18],
    ['kestra', 19],
  ]);
  // A caller cannot get another budget by other credentials for the other platform.
  const other = await facade.ask(page, {}, { kestraToken: 'made-up' });
  expect(leftIn(other)).toEqual([
    ['runai', 17],
    ['kestra', 20],
  ]);
  await facade.close();
});

test('without the setting there are no budgets', async () => {
  const facade = await graphOver({ users: 20 });
  const { headers, text } = await post(facade.url, JSON.stringify({ query: page }));
  expect([headers.ratelimit, JSON.parse(text).extensions]).toEqual([undefined, undefined]);
  await facade.close();
});

test('no more is taken than a minute brings, whoever asks how often', () => {
  const step = fc.record({ who: fc.constantFrom('a', 'b'), asked: fc.nat(40), used: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const budgets = new CallBudgets({ perMinute: 60, concurrency: 32, requestTimeoutMs: 1000 });
      const used = new Map<string, number>();
      const began = performance.now();
      for (const { who, asked, used: most } of steps) {
        const budget = budgets.of('runai', who);
        if (budget.tryTake(asked, {})) continue;
        const made = Math.min(asked, most);
        budget.take(made - asked);
        used.set(who, (used.get(who) ?? 0) + made);
      }
      const brought = 60 + (performance.now() - began) / 1000 + 1;
      for (const calls of used.values()) expect(calls).toBeLessThanOrEqual(brought);
    }),
    { numRuns: runs(50) },
  );
});

describe('a platform that asks for fewer calls', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ users: 200 }, { BUDGET_CALLS_PER_MINUTE: '1000', REQUEST_TIMEOUT_MS: '3000' });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.misbehave());

  const failures = (answers: readonly { readonly errors?: readonly object[] }[]) =>
    answers.flatMap(({ errors = [] }) => errors);

  test('slows its caller down, and fails none of the requests', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 429, retryAfter: 1, times: 8 });
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => facade.ask(`{ users(first: ${index + 1}) { nodes { id } } }`)),
    );
    expect(failures(answers)).toEqual([]);
    expect(performance.now() - began).toBeGreaterThan(1000);
  });

  test('does not slow down another one', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 429, retryAfter: 2, times: 1 });
    await facade.forgetCalls();
    const slow = facade.ask(page);
    await eventually(async () => expect(await facade.calls()).toHaveLength(1));
    const began = performance.now();
    expect((await facade.ask(page, {}, { token: 'sandbox-viewer' })).errors).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(1900);
    await slow;
  });

  test('for longer than the request has time fails it at once, and those after it without a call', async () => {
    const impatient = await graphOver({ users: 20 }, { BUDGET_CALLS_PER_MINUTE: '1000', REQUEST_TIMEOUT_MS: '3000' });
    await impatient.misbehave({ operationId: 'get_users', status: 429, retryAfter: 60 });
    const limited = { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) };
    for (let count = 0; count < 3; count++) {
      expect((await impatient.ask(page)).errors?.map(({ extensions }) => extensions)).toEqual([limited]);
    }
    const { errors } = await impatient.ask(
      'mutation { createUser(input: { email: "one@example.com" }) { __typename } }',
    );
    expect(errors?.map(({ extensions }) => extensions)).toEqual([limited]);
    expect(await impatient.calls()).toHaveLength(1);
    await impatient.close();
  });

  test('is heeded by writes, which are not sent again', async () => {
    const heeded = await graphOver({ users: 20 }, { BUDGET_CALLS_PER_MINUTE: '1000' });
    const create = (name: string) =>
      `mutation { it: createUser(input: { email: "${name}@example.com" }) { __typename } }`;
    await heeded.misbehave({ operationId: 'create_user', status: 429, retryAfter: 1, times: 1 });
    expect((await heeded.ask(create('one'))).errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    const began = performance.now();
    expect((await heeded.ask(create('two'))).data).toEqual({ it: { __typename: 'CreateUserPayload' } });
    expect(performance.now() - began).toBeGreaterThan(800);
    expect(await heeded.calls()).toEqual(['POST /api/v1/users', 'POST /api/v1/users']);
    await heeded.close();
  });
});

test('the text of a metric or log line holds nothing of the credentials', async () => {
  const facade = await graphOver({ users: 20 }, { BUDGET_CALLS_PER_MINUTE: '1', LOG_LEVEL: 'trace' });
  for (let count = 0; count < 3; count++) await facade.ask(page);
  const metrics = await (await request(`${facade.url}/metrics`)).body.text();
  expect(metrics).toMatch(/users_graph_errors_total\{code="BUDGET_EXCEEDED"\} 3/);
  expect(`${facade.lines.join('\n')}${metrics}`).not.toContain('sandbox-admin');
  await facade.close();
});
