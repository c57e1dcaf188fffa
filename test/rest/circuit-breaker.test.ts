import { setTimeout } from 'node:timers/promises';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';

const failures = 3;
const concurrency = 4;
/** Long enough that a test which calls nothing meanwhile is over before. */
const longPauseMs = 60_000;
const pauseMs = 800;

let facade: Facade;
async function start(breakerPauseMs: number, timeoutMs = 10_000): Promise<void> {
  facade = await graphOver(
    { users: 5 },
    {
      BREAKER_FAILURES: String(failures),
      BREAKER_PAUSE_MS: String(breakerPauseMs),
      UPSTREAM_CONCURRENCY: String(concurrency),
      UPSTREAM_TIMEOUT_MS: String(timeoutMs),
    },
  );
}
afterEach(() => facade.close());

const read = '{ users(first: 1) { nodes { username } } }';
const write = 'mutation { createUser(input: { email: "new@example.com" }) { __typename } }';
/** Few enough that each is a call of its own, which would be tried three times. */
const keys = 7;
const batch = `{ ${Array.from({ length: keys }, (_, key) => `_${key}: user(by: { userId: "${key}" }) { username }`).join(' ')} }`;

async function codesOf(document: string, signal?: AbortSignal): Promise<string[]> {
  const { errors = [] } = await facade.ask(document, undefined, { signal });
  return errors.map(({ extensions }) => extensions.code);
}

/** Many clients at once, each with a read of its own. */
async function codesOfClients(count: number): Promise<string[]> {
  const reads = Array.from({ length: count }, (_, index) => `{ users(search: "${index}") { nodes { username } } }`);
  return (await Promise.all(reads.map((document) => codesOf(document)))).flat();
}

async function readiness(): Promise<{ status: number; body: unknown }> {
  const { statusCode, body } = await request(`${facade.url}/ready`);
  return { status: statusCode, body: await body.json() };
}

/** Fails as often as it takes; what the platform was sent for it is forgotten. */
async function breakIt(fault: Partial<Fault> = { connection: 'reset' }): Promise<void> {
  await facade.misbehave({ operationId: '*', ...fault });
  await codesOfClients(failures);
  await facade.forgetCalls();
}

describe('a platform that fails call after call', () => {
  beforeEach(() => start(longPauseMs));

  test.each<[string, Partial<Fault>]>([
    ['out of order', { status: 503, retryAfter: 0 }],
    ['dead', { connection: 'reset' }],
    ['stalled', { connection: 'stall' }],
  ])('and is %s gets the calls that were under way, and no storm', async (_, fault) => {
    await facade.close();
    await start(longPauseMs, 1000);
    await facade.misbehave({ operationId: '*', ...fault });
    const codes = await codesOf(batch);
    expect(codes).toHaveLength(keys);
    for (const code of codes) expect(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT']).toContain(code);
    const calls = await facade.calls();
    expect(calls.length).toBeGreaterThanOrEqual(failures);
    expect(calls.length).toBeLessThan(failures + concurrency);
  });

  test('is then not called at all: reads fail at once with the time to wait, writes were not sent', async () => {
    await breakIt();
    await facade.misbehave();
    const [one, other] = await Promise.all([facade.ask(read), facade.ask(write)]);
    expect(one.errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      // Most of it is left: nothing was waited for.
      retryAfterMs: expect.toSatisfy((ms: number) => ms > longPauseMs / 2 && ms <= longPauseMs),
    });
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' });
    expect(await facade.calls()).toEqual([]);
  });

  test('makes /ready false, with its name, while it may not be called', async () => {
    expect(await readiness()).toEqual({ status: 200, body: { 'Run:ai': 'ready' } });
    await breakIt();
    expect(await readiness()).toEqual({ status: 503, body: { 'Run:ai': 'failing' } });
    await facade.misbehave();
    expect(await readiness(), 'it is not asked meanwhile').toMatchObject({ status: 503 });
  });
});

describe('the pause', () => {
  beforeEach(() => start(pauseMs));

  test.each([
    { what: 'as long as the platform asks for, if that is longer', retryAfter: 30, least: 10_000, most: 30_000 },
    { what: 'a minute at most', retryAfter: 86_400, least: 40_000, most: 60_000 },
  ])('is $what', async ({ retryAfter, least, most }) => {
    await breakIt({ status: 503, retryAfter });
    await facade.misbehave();
    const { errors } = await facade.ask(read);
    expect(errors?.[0]?.extensions.retryAfterMs).toSatisfy((ms: number) => ms > least && ms <= most);
  });
});

describe('after the pause', () => {
  beforeEach(() => start(pauseMs));

  test('one call goes through, and while the platform is still failing no other', async () => {
    await facade.close();
    await start(pauseMs, 1000);
    await breakIt();
    await facade.misbehave({ operationId: '*', connection: 'stall' });
    await setTimeout(pauseMs);
    expect(await codesOfClients(20)).toHaveLength(20);
    expect(await facade.calls()).toHaveLength(1);
    expect(await readiness()).toMatchObject({ status: 503 });
  });

  test('one call goes through, and when it is answered all that waited for it', async () => {
    await breakIt();
    await facade.misbehave({ operationId: '*', latencyMs: 50 });
    await setTimeout(pauseMs);
    expect(await codesOfClients(20)).toEqual([]);
    expect(await facade.calls()).toHaveLength(20);
  });

  test('/ready is true again', async () => {
    await breakIt();
    await facade.misbehave();
    await setTimeout(pauseMs);
    expect(await readiness()).toEqual({ status: 200, body: { 'Run:ai': 'ready' } });
  });

  test('a write that goes through first is sent once', async () => {
    await breakIt();
    await setTimeout(pauseMs);
    const { errors } = await facade.ask(write);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' });
    expect(await facade.calls()).toEqual(['POST /api/v1/users']);
  });

  test('a refusal is a sign of life', async () => {
    await breakIt();
    await facade.misbehave({ operationId: '*', status: 403 });
    await setTimeout(pauseMs);
    expect(await codesOfClients(5)).toEqual(Array(5).fill('FORBIDDEN'));
    expect(await facade.calls()).toHaveLength(5);
  });

  test('a client that leaves before the answer shows nothing, and the next one sees for itself', async () => {
    await breakIt();
    await facade.misbehave({ operationId: '*', connection: 'stall' });
    await setTimeout(pauseMs);
    const leaver = new AbortController();
    const asked = codesOf(read, leaver.signal).catch((error: Error) => error.name);
    await expect.poll(() => facade.served()).toHaveLength(1);
    await facade.misbehave();
    const waiting = codesOf('{ users(search: "waits") { nodes { username } } }');
    leaver.abort();
    expect(await asked).toBe('AbortError');
    expect(await waiting).toEqual([]);
    expect(await codesOf(read)).toEqual([]);
    expect(await facade.calls()).toHaveLength(3);
  });

  test('one who leaves again and again, without credentials to speak of, keeps nobody from a platform that has recovered', async () => {
    await breakIt();
    await facade.misbehave({ operationId: '*', latencyMs: 50 });
    await setTimeout(pauseMs);
    let isOver = false;
    const leaving = (async () => {
      for (let visit = 0; !isOver; visit++) {
        const document = `{ users(search: "visit ${visit}") { nodes { username } } }`;
        await facade
          .ask(document, undefined, { token: 'worthless', signal: AbortSignal.timeout(12) })
          .catch(() => null);
      }
    })();
    await setTimeout(100);
    const codes = await codesOf(read);
    isOver = true;
    await leaving;
    expect(codes).toEqual([]);
  });
});

describe('a platform is not suspended', () => {
  beforeEach(() => start(longPauseMs));

  test.each([400, 401, 403, 404, 409, 422, 429])('for answering %i, however often', async (status) => {
    await facade.misbehave({ operationId: '*', status, retryAfter: 9 });
    await codesOfClients(3 * failures);
    expect(await facade.calls()).toHaveLength(3 * failures);
    await facade.misbehave();
    expect(await codesOf(read)).toEqual([]);
  });

  test('for failures among which there are answers', async () => {
    for (let round = 0; round < 3; round++) {
      await facade.misbehave({ operationId: '*', status: 503, retryAfter: 9, times: failures - 1 });
      await codesOfClients(failures - 1);
      expect(await codesOf(read)).toEqual([]);
    }
  });

  test('because clients leave', async () => {
    await facade.misbehave({ operationId: '*', connection: 'stall' });
    const leaving = new AbortController();
    const asked = Array.from({ length: 2 * failures }, (_, index) =>
      codesOf(`{ users(search: "${index}") { totalCount } }`, leaving.signal).catch(() => 'left'),
    );
    await expect.poll(() => facade.served()).toHaveLength(2 * failures);
    leaving.abort();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['left']));
    await facade.misbehave();
    expect(await codesOf(read)).toEqual([]);
  });
});
