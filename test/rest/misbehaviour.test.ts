import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cannotBeAsked } from '../support/cannot-be-asked.ts';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';
import { type Fixtures, loadFixtures, runaiCases, valueAt } from '../support/runai-operations.ts';
import { silentServer } from '../support/silent-server.ts';

let facade: Facade;
/** One that soon gives a call up: a busy machine may take as long for an answer as a stalled platform. */
let hasty: Facade;
let fixtures: Fixtures;
beforeAll(async () => {
  facade = await graphOver();
  hasty = await graphOver({}, { UPSTREAM_TIMEOUT_MS: '600' });
  fixtures = await loadFixtures(facade);
});
afterAll(() => Promise.all([facade.close(), hasty.close()]));
beforeEach(async () => {
  for (const at of [facade, hasty]) await Promise.all([at.misbehave(), at.forgetCalls()]);
});

type Data = { it: { __typename: string } | null; other?: unknown } | null;

const unknownOutcome = 'Whether the change took effect is unknown';

describe.each(runaiCases)(
  '$operationId',
  ({ operationId, isWrite, hasBody, path = ['it'], oddPath = path, document }) => {
    const ways: readonly { how: string; fault: Partial<Fault>; code: string; tries: number; onlyBodies?: true }[] = [
      { how: 'late', fault: { latencyMs: 60_000 }, code: 'UPSTREAM_TIMEOUT', tries: 1 },
      { how: 'stalled', fault: { connection: 'stall' }, code: 'UPSTREAM_TIMEOUT', tries: 1 },
      { how: 'cut', fault: { connection: 'reset' }, code: 'UPSTREAM_UNAVAILABLE', tries: 3 },
      { how: 'truncated', fault: { body: 'truncated' }, code: 'UPSTREAM_BAD_RESPONSE', tries: 1, onlyBodies: true },
      { how: 'not JSON', fault: { body: 'not-json' }, code: 'UPSTREAM_BAD_RESPONSE', tries: 1, onlyBodies: true },
      { how: 'misshapen', fault: { body: 'wrong-shape' }, code: 'UPSTREAM_BAD_RESPONSE', tries: 1, onlyBodies: true },
    ];

    test.each(ways.filter(({ onlyBodies }) => hasBody || !onlyBodies))('$how', async ({ how, fault, code, tries }) => {
      const at = code === 'UPSTREAM_TIMEOUT' ? hasty : facade;
      await at.misbehave({ operationId, ...fault }, ...(isWrite ? cannotBeAsked() : []));
      const { data, errors } = await at.ask<Data, never>(document(fixtures));
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({ path: how === 'misshapen' ? oddPath : path, extensions: { code } });
      expect(errors?.[0]?.extensions.outcome).toBe(isWrite ? 'UNKNOWN' : undefined);
      expect(errors?.[0]?.message.includes(unknownOutcome)).toBe(isWrite);
      expect(valueAt(data, path)).toBeNull();
      if (document(fixtures).includes('other:')) expect(data?.other, 'what did not fail is kept').toBeTruthy();
      const served = await at.served();
      expect(served.filter((call) => call.operationId === operationId)).toHaveLength(isWrite ? 1 : tries);
    });

    test('a blip is not noticed by a reader, and not hidden from a writer', async () => {
      const others = isWrite ? cannotBeAsked() : [];
      await facade.misbehave({ operationId, status: 503, retryAfter: 0, times: 1 }, ...others);
      const { data, errors } = await facade.ask<Data, never>(document(fixtures));
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(isWrite ? ['UPSTREAM_UNAVAILABLE'] : undefined);
      expect(data?.it === null).toBe(isWrite);
      const served = await facade.served();
      expect(served.filter((call) => call.operationId === operationId)).toHaveLength(isWrite ? 1 : 2);
    });
  },
);

test('a page where no body is declared is not taken for a success', async () => {
  await facade.misbehave({ operationId: 'logout_user', body: 'not-json' });
  const logout = runaiCases.find(({ operationId }) => operationId === 'logout_user');
  const { data, errors } = await facade.ask<Data, never>(logout?.document(fixtures) ?? '');
  expect(errors?.[0]?.extensions).toEqual({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' });
  expect(data?.it).toBeNull();
});

describe('Retry-After', () => {
  const reader = '{ it: users(first: 1) { nodes { username } } }';

  test.each([429, 503])('of one second after %i is waited for', async (status) => {
    await facade.misbehave({ operationId: 'get_users', status, retryAfter: 1, times: 1 });
    const start = performance.now();
    const { errors } = await facade.ask(reader);
    expect(errors).toBeUndefined();
    expect(performance.now() - start).toBeGreaterThanOrEqual(995);
    expect(await facade.calls()).toHaveLength(2);
  });

  test.each([429, 503])('of three seconds after %i is passed on instead', async (status) => {
    await facade.misbehave({ operationId: 'get_users', status, retryAfter: 3 });
    const start = performance.now();
    const { errors } = await facade.ask(reader);
    expect(errors?.[0]?.extensions).toMatchObject({ retryAfterMs: 3000 });
    expect(performance.now() - start).toBeLessThan(3000);
    expect(await facade.calls()).toHaveLength(1);
  });
});

describe('a platform that is not there', () => {
  async function over(url: string, settings: Readonly<Record<string, string>> = {}) {
    const other = await graphOver({ users: 1 }, { RUNAI_URL: url, ...settings });
    try {
      const read = await other.ask('{ user(by: { userId: "x" }) { username } }');
      const write = await other.ask('mutation { deleteUser(input: { userId: "VXNlcjp4" }) { __typename } }');
      return { read: read.errors?.[0], write: write.errors?.[0] };
    } finally {
      await other.close();
    }
  }

  test('is UPSTREAM_UNAVAILABLE, and a write was not sent', async () => {
    const gone = await silentServer();
    await gone.close();
    const { read, write } = await over(`http://127.0.0.1:${gone.port}`);
    expect(read?.extensions).toEqual({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(write?.extensions).toEqual({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' });
    expect(write?.message).not.toContain(unknownOutcome);
  });

  test('and does not complete a connection is UPSTREAM_TIMEOUT, and a write was not sent', async () => {
    const silent = await silentServer();
    const { read, write } = await over(`https://127.0.0.1:${silent.port}`, { UPSTREAM_TIMEOUT_MS: '200' });
    await silent.close();
    expect(read?.extensions).toEqual({ code: 'UPSTREAM_TIMEOUT' });
    expect(write?.extensions).toEqual({ code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_SENT' });
    expect(write?.message).not.toContain(unknownOutcome);
  });
});
