import { setTimeout } from 'node:timers/promises';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';
import { inRealTime } from '../support/real-time.ts';

const failures = 3;
const concurrency = 4;
const pauseMs = 500;

let facade: Facade;
beforeEach(async () => {
  facade = await graphOver(
    { users: 5 },
    {
      BREAKER_FAILURES: String(failures),
      BREAKER_PAUSE_MS: String(pauseMs),
      UPSTREAM_CONCURRENCY: String(concurrency),
      UPSTREAM_TIMEOUT_MS: '200',
    },
  );
});
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

describe('a platform that fails call after call', inRealTime, () => {
  test.each<[string, Partial<Fault>]>([
    ['out of order', { status: 503, retryAfter: 0 }],
    ['dead', { connection: 'reset' }],
    ['stalled', { connection: 'stall' }],
  ])('and is %s gets the calls that were under way, and no storm', async (_, fault) => {
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
    const start = performance.now();
    const [one, other] = await Promise.all([facade.ask(read), facade.ask(write)]);
    expect(performance.now() - start, 'nothing is waited for').toBeLessThan(pauseMs / 2);
    expect(one.errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      retryAfterMs: expect.toSatisfy((ms: number) => ms > 0 && ms <= pauseMs),
    });
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' });
    expect(await facade.calls()).toEqual([]);
  });

  test('makes /ready false, with its name, until it may be called again', async () => {
    expect(await readiness()).toEqual({ status: 200, body: { 'Run:ai': 'ready' } });
    await breakIt();
    expect(await readiness()).toEqual({ status: 503, body: { 'Run:ai': 'failing' } });
    await facade.misbehave();
    expect(await readiness(), 'it is not asked meanwhile').toMatchObject({ status: 503 });
    await setTimeout(pauseMs);
    expect(await readiness()).toEqual({ status: 200, body: { 'Run:ai': 'ready' } });
  });

  test('is given the pause that it asks for, if that is longer', async () => {
    await breakIt({ status: 503, retryAfter: 30 });
    await facade.misbehave();
    const { errors } = await facade.ask(read);
    expect(errors?.[0]?.extensions.retryAfterMs).toSatisfy((ms: number) => ms > 29_000 && ms <= 30_000);
  });

  test('is given a minute at most', async () => {
    await breakIt({ status: 503, retryAfter: 86_400 });
    await facade.misbehave();
    const { errors } = await facade.ask(read);
    expect(errors?.[0]?.extensions.retryAfterMs).toSatisfy((ms: number) => ms > 59_000 && ms <= 60_000);
  });
});

describe('after the pause', inRealTime, () => {
  test('one call goes through, and while the platform is still failing no other', async () => {
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

describe('a platform is not suspended', inRealTime, () => {
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
    const leavers = Array.from({ length: 2 * failures }, async (_, index) => {
      const leaver = new AbortController();
      const asked = codesOf(`{ users(search: "${index}") { totalCount } }`, leaver.signal).catch(() => 'left');
      await setTimeout(100);
      leaver.abort();
      return asked;
    });
    expect(new Set(await Promise.all(leavers))).toEqual(new Set(['left']));
    await facade.misbehave();
    expect(await codesOf(read)).toEqual([]);
  });
});
