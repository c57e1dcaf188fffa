import fc from 'fast-check';
import { Agent, request } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { redisBudgets } from '../../src/server/budget/redis-budgets.ts';
import { createLogger } from '../../src/server/observability/log.ts';
import { Redis } from '../../src/server/redis/redis.ts';
import { ahead, replicas } from './replicas.ts';

/* Budgets of several processes, which share a Redis. */

let shared: Awaited<ReturnType<typeof replicas>>;
let redis: typeof shared.redis;
let facade: typeof shared.facade;
beforeAll(async () => {
  shared = await replicas();
  ({ redis, facade } = shared);
});
afterAll(() => shared.close());

const perMinute = 60;
type Running = Awaited<ReturnType<typeof shared.start>>;
let one: Running;
let other: Running;
let began: number;
/** What time has brought since the test began: more on a slow machine. */
const brought = () => ((performance.now() - began) * perMinute) / 60_000;
/** So many calls are left, or what time has brought more. */
const about = (left: number) => expect.toSatisfy((now: number) => now >= left && now <= left + brought() + 1);

beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
  await redis.forget();
  const settings = { RUNAI_TOKEN_EXCHANGE: 'on', BUDGET_CALLS_PER_MINUTE: String(perMinute) };
  [one, other] = await Promise.all([shared.start(settings), shared.start(settings, ahead)]);
  began = performance.now();
});
afterEach(async () => {
  for (const running of [one, other]) running.kill('SIGTERM');
  const ends = await Promise.all([one.exited, other.exited]);
  for (const { stdout, stderr } of ends) expect(stdout + stderr).not.toMatch(/pa55word|sandbox-admin/);
});

const connections = new Agent({ connections: 50 });
let turn = 0;

/** Asks for so many users that nobody else asks for: as many calls, and no more that it may come to. */
const users = (count: number) =>
  `{ ${Array.from({ length: count }, () => `u${++turn}: user(by: { userId: "u${turn}" }) { id }`).join(' ')} }`;
/** Asks for so many lists that nobody else asks for: as many calls, of twice as many that it may come to. */
const lists = (count: number) =>
  `{ __typename ${Array.from({ length: count }, () => `l${++turn}: users(search: "s${turn}", first: 1) { nodes { id } }`).join(' ')} }`;

async function ask({ url }: Running, query: string, authorization: string) {
  const began = performance.now();
  const { statusCode, headers, body } = await request(`${url}/graphql`, {
    dispatcher: connections,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query }),
  });
  const { extensions, errors } = (await body.json()) as {
    readonly extensions?: { readonly cost: { readonly budget: { readonly runai: { readonly left: number } } } };
    readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
  };
  const tookMs = performance.now() - began;
  return { statusCode, headers, left: extensions?.cost.budget.runai.left, error: errors?.[0]?.extensions, tookMs };
}

const admin = 'Bearer sandbox-admin';
const alone = async ({ url }: Running) => {
  const text = await (await request(`${url}/metrics`)).body.text();
  return Number(/^users_graph_budgets_alone_total (\d+)$/m.exec(text)?.[1]);
};

describe('the budget of a caller', () => {
  test('is one for both processes, whatever their clocks say: no call is allowed twice, and none is lost', async () => {
    const asked = Array.from({ length: 120 }, (_, index) =>
      ask(index % 2 ? one : other, users(1 + (index % 3)), admin),
    );
    const answers = await Promise.all(asked);
    const most = perMinute + brought();
    const made = (await facade.calls()).length;
    const allowed = answers.reduce((sum, { statusCode }, index) => sum + (statusCode === 200 ? 1 + (index % 3) : 0), 0);
    expect(made).toBe(allowed);
    expect(made).toBeLessThanOrEqual(most + 0.001);
    // Less is left than the largest operation may come to.
    expect(made).toBeGreaterThan(perMinute - 3);
    for (const { statusCode, error, headers } of answers.filter((answer) => answer.statusCode !== 200)) {
      expect([statusCode, error?.code, headers['retry-after']]).toEqual([
        429,
        'BUDGET_EXCEEDED',
        expect.stringMatching(/^\d+$/),
      ]);
    }
    // Another caller has all of theirs.
    expect((await ask(other, lists(1), 'Bearer sandbox-viewer')).left).toBe(perMinute - 1);
  });

  test('is what each process says is left, and what was taken and not used is there for the other', async () => {
    expect((await ask(one, lists(20), admin)).left).toEqual(about(40));
    const typename = await request(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: admin },
      body: '{"query":"{ __typename }"}',
    });
    await typename.body.dump();
    const [, left, seconds] = /^"runai";r=(\d+);t=(\d+)$/.exec(String(typename.headers.ratelimit)) ?? [];
    expect(Number(left)).toEqual(about(40));
    expect(Number(left) + Number(seconds), 'a call comes each second').toBe(perMinute);
    // It may come to more calls than it makes.
    const many = '{ user(by: { username: "nobody" }) { id creator { id } accessRules { totalCount } } }';
    const { body } = await request(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: admin, 'x-explain': '1' },
      body: JSON.stringify({ query: many }),
    });
    const { cost } = ((await body.json()) as { extensions: { cost: Record<'asked' | 'actual', number> } }).extensions;
    expect(cost.asked).toBeGreaterThan(cost.actual);
    await expect.poll(async () => (await ask(one, lists(1), admin)).left).toBeGreaterThanOrEqual(40 - cost.actual - 2);
  });

  test('refuses alike what is served fast and what is not, and lets identical queries join', async () => {
    const query = 'query Page($first: Int) { users(first: $first) { nodes { id } } }';
    const send = async (first: number, accept: string, padding = 0) => {
      const { statusCode, headers, body } = await request(`${one.url}/graphql`, {
        dispatcher: connections,
        method: 'POST',
        headers: { 'content-type': 'application/json', accept, authorization: admin },
        body: JSON.stringify({ query, variables: { first } }).padEnd(padding),
      });
      const text = (await body.text()).replace(/"retryAfterMs":\d+/, '');
      const { date: _, 'x-request-id': __, 'content-length': ___, ...others } = headers;
      return { statusCode, others, text };
    };
    await facade.misbehave({ operationId: 'get_users', latencyMs: 1000 });
    const joined = await Promise.all(Array.from({ length: 5 }, () => send(1, 'application/json')));
    for (const { statusCode } of joined) expect(statusCode).toBe(200);
    expect((await facade.calls()).length).toBeLessThanOrEqual(2);
    await facade.misbehave();
    // All of the budget is taken through the other process: this one learns it from the store alone.
    await ask(other, lists(20), admin);
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      while ((await ask(other, users(1), admin)).statusCode === 200);
      const fast = await send(2, accept);
      expect(fast.statusCode).toBe(429);
      expect(await send(2, accept, 70_000)).toEqual(fast);
      const { length } = (await Promise.all([send(3, accept), send(3, accept)])).filter((it) => it.text === fast.text);
      expect(length).toBe(2);
    }
    await expect.poll(() => one.printed().match(/"errors":\["BUDGET_EXCEEDED"\]/g)?.length).toBeGreaterThanOrEqual(6);
    const metrics = await (await request(`${one.url}/metrics`)).body.text();
    expect(metrics).toMatch(/^users_graph_operations_total\{type="unknown",outcome="refused"\} [6-8]$/m);
  });

  const basic = (secret: string) => `Basic ${btoa(`admin:${secret}`)}`;

  test('with a user name is one for both processes, and nobody with another password uses it up', async () => {
    const owner = basic('sandbox-admin');
    const stranger = basic('wrong');
    expect((await ask(one, lists(20), owner)).left).toEqual(about(40));
    // What a process asks for before the platform has accepted the password is taken afterwards.
    await ask(other, lists(1), owner);
    await expect.poll(async () => ((await ask(other, lists(0), owner)).left ?? 0) - brought()).toBeLessThanOrEqual(41);
    for (const running of [one, other]) {
      for (let count = 0; count < 3; count++) await ask(running, lists(10), stranger);
    }
    for (const running of [one, other]) expect((await ask(running, lists(1), owner)).left).toBeGreaterThanOrEqual(36);
  });

  test('is kept under a name that tells nothing of the credentials', async () => {
    // A budget is kept until it would be full again.
    await ask(one, lists(20), admin);
    const authorization = basic('sandbox-admin');
    await ask(one, lists(20), authorization);
    await expect.poll(async () => (await redis.everyText()).match(/users-graph:budget:/g)?.length).toBe(2);
    const kept = await redis.everyText();
    for (const secret of ['sandbox-admin', 'admin', btoa('admin:sandbox-admin')]) expect(kept).not.toContain(secret);
  });
});

test('what is taken from budgets in Redis, from several connections at once, is never more than they had, and is taken from all or none', async () => {
  const log = createLogger('silent');
  const connections = [new Redis(new URL(redis.url), log), new Redis(new URL(redis.url), log)];
  await Promise.all(connections.map((one) => one.start()));
  const stores = connections.map((one) => redisBudgets(one, perMinute));
  const calls = fc.record({ a: fc.nat(40), b: fc.nat(40) });
  const step = fc.record({ store: fc.constantFrom(...stores), asked: calls, used: calls });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      run++;
      const began = performance.now();
      const kept = { a: 0, b: 0 };
      const takeAll = steps.map(async ({ store, asked, used }) => {
        const keyed = (['a', 'b'] as const).map((key) => ({ key: `${run}${key}`, calls: asked[key] }));
        const answer = await store.tryTake(keyed);
        if (!answer) throw new Error('Redis did not answer.');
        if (!answer.isTaken) {
          expect(keyed.some((one, index) => one.calls > (answer.left[index] ?? 0))).toBe(true);
          return;
        }
        for (const left of answer.left) expect(left).toBeGreaterThanOrEqual(0);
        const unused = { a: Math.max(0, asked.a - used.a), b: Math.max(0, asked.b - used.b) };
        kept.a += asked.a - unused.a;
        kept.b += asked.b - unused.b;
        store.take(keyed.map(({ key }) => ({ key, calls: -unused[key.endsWith('a') ? 'a' : 'b'] })));
      });
      await Promise.all(takeAll);
      const none = ['a', 'b'].map((key) => ({ key: `${run}${key}`, calls: 0 }));
      let left: readonly number[] = [];
      // After what the same connection has given back.
      for (const store of stores) left = (await store.tryTake(none))?.left ?? [];
      const brought = ((performance.now() - began) * perMinute) / 60_000;
      for (const [index, taken] of [kept.a, kept.b].entries()) {
        const missing = perMinute - taken;
        expect(left[index]).toBeGreaterThanOrEqual(Math.min(perMinute, missing) - 0.01);
        expect(left[index]).toBeLessThanOrEqual(Math.min(perMinute, missing + brought + 0.1));
      }
    }),
    { numRuns: 50 },
  );
  await Promise.all(connections.map((one) => one.close()));
});

describe('a Redis', () => {
  test('that goes away leaves each process the budget of its own, and is asked again when it is back', async () => {
    await ask(one, lists(20), admin);
    await redis.stop();
    // What the process itself has used still counts.
    await expect
      .poll(() => alone(one).then(async (count) => count || ask(one, lists(1), 'Bearer x').then(() => 0)))
      .toBeGreaterThan(0);
    const { statusCode, left = 0 } = await ask(one, lists(1), admin);
    expect([statusCode, left]).toEqual([200, expect.any(Number)]);
    expect(left).toBeLessThanOrEqual(perMinute - 21 + 1 + brought());
    expect((await ask(other, lists(1), admin)).left).toBe(perMinute - 1);
    await expect.poll(() => one.printed()).toContain('the store (STORE_URL) cannot be reached');
    await redis.restart();
    await expect.poll(() => one.printed()).toContain('the store (STORE_URL) is reached again');
    await expect.poll(() => other.printed()).toContain('the store (STORE_URL) is reached again');
    const before = await alone(one);
    await ask(other, lists(20), admin);
    const { left: common = 0 } = await ask(one, lists(1), admin);
    expect(common).toBeLessThanOrEqual(perMinute - 21 + 1 + brought());
    expect(await alone(one)).toBe(before);
  });

  test('that hangs delays the requests of a second once, and no others', async () => {
    await ask(one, lists(1), admin);
    redis.signal('SIGSTOP');
    const first = await Promise.all([ask(one, lists(1), admin), ask(one, lists(1), admin)]);
    for (const { statusCode, tookMs } of first) {
      expect(statusCode).toBe(200);
      expect(tookMs).toBeLessThan(15_000);
    }
    const times: number[] = [];
    for (let count = 0; count < 5; count++) {
      const { statusCode, tookMs } = await ask(one, lists(1), admin);
      expect(statusCode).toBe(200);
      times.push(tookMs);
    }
    expect(Math.min(...times)).toBeLessThan(900);
    redis.signal('SIGCONT');
    await expect
      .poll(async () => {
        const before = await alone(one);
        await ask(one, lists(1), admin);
        return (await alone(one)) - before;
      })
      .toBe(0);
  });

  test('whose connection is dead is connected to anew', async () => {
    await ask(one, lists(1), admin);
    redis.signal('SIGSTOP');
    await ask(one, lists(1), admin);
    // Longer than the connection is waited for.
    await new Promise((resolve) => setTimeout(resolve, 5500));
    redis.signal('SIGCONT');
    await expect.poll(() => one.printed()).toContain('the store (STORE_URL) is reached again');
    const before = await alone(one);
    expect((await ask(one, lists(1), admin)).statusCode).toBe(200);
    expect(await alone(one)).toBe(before);
  });
});
