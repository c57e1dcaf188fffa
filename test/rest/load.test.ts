import { setTimeout } from 'node:timers/promises';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, type Facade, type Fault, graphOver } from '../support/facade.ts';
import { settling } from '../support/real-time.ts';

const clients = 150;
const failures = 10;
const pauseMs = 200;

let facade: Facade;
/** How long all clients take while nothing is wrong: on a slow machine a multiple of what they take on another. */
let usualMs: number;
let timeoutMs: number;
beforeAll(async () => {
  const platforms = ['runai', 'kestra'] as const;
  const patient = await graphOver({ platforms });
  // The second time, its code is compiled.
  for (const _ of ['first', 'second']) {
    const start = performance.now();
    await many((client) => patient.ask(question(client)));
    usualMs = performance.now() - start;
  }
  await patient.close();
  timeoutMs = Math.ceil(1000 + 3 * usualMs);
  facade = await graphOver(
    { platforms },
    {
      BREAKER_FAILURES: String(failures),
      BREAKER_PAUSE_MS: String(pauseMs),
      UPSTREAM_TIMEOUT_MS: String(timeoutMs),
      // A request that ends a call says nothing of the platform.
      REQUEST_TIMEOUT_MS: String(10 * timeoutMs),
      LOG_LEVEL: 'warn',
    },
  );
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await expect.poll(() => ready()).toBe(200);
  expect((await facade.ask('{ users(first: 1) { nodes { id } } }')).errors).toBeUndefined();
  // That Kestra searches, and how many users it has, is known from here on, so that a search is one call.
  await facade.ask('{ kestraUsers { totalCount } }');
  await facade.ask('{ kestraUsers(search: "ada") { totalCount } }');
  await Promise.all([facade.forgetCalls(), facade.kestra.forgetCalls()]);
});

type Data = { user: object | null; kestraUsers: { totalCount: number } } | null;

/** A client's own question to both platforms, so that none is answered by another's. */
const question = (client: number) =>
  `{ user(by: { userId: "${client}" }) { id } kestraUsers(search: "${client}") { totalCount } }`;
const many = <Result>(ask: (client: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: clients }, (_, client) => ask(client)));
const codesOf = ({ errors = [] }: Answer<unknown>) => errors.map(({ extensions }) => extensions.code);
const outages = ['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'];

async function ready(): Promise<number> {
  const { statusCode, body } = await request(`${facade.url}/ready`);
  await body.dump();
  return statusCode;
}

async function underWay(platform: string): Promise<number> {
  const text = await (await request(`${facade.url}/metrics`)).body.text();
  return Number(
    new RegExp(`^users_graph_rest_calls_under_way\\{platform="${platform}"\\} (\\d+)$`, 'm').exec(text)?.[1],
  );
}

describe(`${clients} clients at once`, () => {
  test.each<[string, Partial<Fault>]>([
    ['stalled', { connection: 'stall' }],
    ['dead', { connection: 'reset' }],
    ['out of order', { status: 503, retryAfter: 0 }],
  ])(
    'before a platform that is %s get what the other one has, in time, and their next calls spare it',
    async (_, fault) => {
      await facade.misbehave({ operationId: '*', ...fault });
      const start = performance.now();
      for (const answer of await many((client) => facade.ask<Data, never>(question(client)))) {
        expect(answer.errors?.map(({ path }) => path)).toEqual([['user']]);
        expect(outages).toContain(codesOf(answer)[0]);
        expect(answer.data).toEqual({ user: null, kestraUsers: { totalCount: expect.any(Number) } });
      }
      expect(performance.now() - start, 'no queue of timeouts').toBeLessThan(3 * timeoutMs + 3 * usualMs);
      expect(await facade.kestra.calls()).toHaveLength(clients);
      // What was given up may still be on its way to the platform's log.
      await settling(pauseMs);
      await facade.forgetCalls();

      const again = performance.now();
      const spared = await many((client) => facade.ask<Data, never>(question(client)));
      for (const code of spared.flatMap(codesOf)) expect(outages).toContain(code);
      expect((await facade.calls()).length, 'a call to see, now and then').toBeLessThanOrEqual(
        1 + (performance.now() - again) / pauseMs,
      );
      await expect.poll(() => underWay('Run:ai')).toBe(0);
    },
  );

  test('before a platform that flaps get an answer or an outage, and each write is sent once', async () => {
    const write = (client: number) =>
      facade.ask<{ createUser: { userId: string } | null }, object>(
        'mutation ($email: String!) { createUser(input: { email: $email }) { ... on CreateUserPayload { userId } } }',
        { email: `flap-${client}@example.com` },
      );
    const flapping = (async () => {
      for (let flap = 0; flap < 10; flap++) {
        await facade.misbehave({ operationId: '*', status: 503, retryAfter: 0, times: failures });
        await setTimeout(30);
        await facade.misbehave();
        await setTimeout(30);
      }
    })();
    const answers = await many(async (client) => {
      await setTimeout(3 * client);
      return client % 2 === 0
        ? { read: await facade.ask<Data, never>(question(client)) }
        : { write: await write(client) };
    });
    await flapping;
    const sent = (await facade.calls()).filter((call) => call.startsWith('POST ')).length;
    const outcomes = answers.flatMap(({ write }) => (write ? [write.errors?.[0]?.extensions.outcome ?? 'OK'] : []));
    for (const outcome of outcomes) expect(['OK', 'UNKNOWN', 'NOT_DONE', 'NOT_SENT']).toContain(outcome);
    expect(sent).toBe(outcomes.filter((outcome) => outcome !== 'NOT_SENT').length);
    for (const { read, write } of answers) {
      for (const code of codesOf(read ?? write ?? { data: null })) expect(outages).toContain(code);
    }
    await expect.poll(ready).toBe(200);
    expect(codesOf(await facade.ask(question(0))), 'and then it is as before').toEqual([]);
  });
});
