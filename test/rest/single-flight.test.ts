import { setTimeout } from 'node:timers/promises';
import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SingleFlight, type Waiter } from '../../src/rest/single-flight.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { settling } from '../support/real-time.ts';

describe('over real sockets', () => {
  const deadlineMs = 3000;
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({}, { REQUEST_TIMEOUT_MS: String(deadlineMs) });
  });
  afterAll(() => facade.close());
  beforeEach(async () => {
    await facade.misbehave();
    await facade.forgetCalls();
  });

  const page = '{ users(first: 3) { nodes { username } } }';
  const call = 'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=3';
  const hold = (fault: { status?: number } = {}) =>
    facade.misbehave({ operationId: 'get_users', connection: 'hold', ...fault });
  const arrived = (calls: number) => expect.poll(() => facade.served()).toHaveLength(calls);
  const read = (token = 'sandbox-admin', signal?: AbortSignal) =>
    facade.ask<{ users: { nodes: object[] } }, never>(page, undefined, { token, signal });

  test('identical reads under way are one call, whoever asks with the same credentials', async () => {
    await hold();
    const reads = [read(), read(), read()];
    await arrived(1);
    reads.push(read());
    await settling();
    await facade.misbehave();
    const [first, ...others] = await Promise.all(reads);
    for (const { data, errors } of others) {
      expect(errors).toBeUndefined();
      expect(data).toEqual(first?.data);
      expect(data.users.nodes).toHaveLength(3);
    }
    expect(await facade.calls()).toEqual([call]);
  });

  test('a read that has ended is not answered from again', async () => {
    await read();
    await read();
    expect(await facade.calls()).toEqual([call, call]);
  });

  test('reads under different credentials share nothing', async () => {
    await hold();
    const reads = Promise.all([read(), read('sandbox-viewer'), read('nobody')]);
    await arrived(3);
    await facade.misbehave();
    const [admin, viewer, other] = await reads;
    expect(admin.errors ?? viewer.errors).toBeUndefined();
    expect(other.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await facade.calls()).toEqual([call, call, call]);
  });

  test('a failure is shared as well', async () => {
    await hold({ status: 403 });
    const reads = Promise.all([read(), read()]);
    await arrived(1);
    await settling();
    await facade.misbehave();
    for (const { errors } of await reads) expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await facade.calls()).toEqual([call]);
  });

  test('who leaves ends nothing for the others', async () => {
    await hold();
    const leaver = new AbortController();
    const left = read('sandbox-admin', leaver.signal).catch((error: Error) => error.name);
    await arrived(1);
    const stayed = read();
    await settling();
    leaver.abort();
    expect(await left).toBe('AbortError');
    await settling();
    await facade.misbehave();
    expect((await stayed).data.users.nodes).toHaveLength(3);
    expect(await facade.calls()).toEqual([call]);
  });

  test('nor does the deadline of one who has left', async () => {
    await hold();
    const leaver = new AbortController();
    const left = read('sandbox-admin', leaver.signal).catch((error: Error) => error.name);
    await setTimeout(deadlineMs / 2);
    const stayed = read();
    await settling();
    leaver.abort();
    await left;
    await setTimeout(deadlineMs / 2);
    await facade.misbehave();
    const { data, errors } = await stayed;
    expect(errors).toBeUndefined();
    expect(data.users.nodes).toHaveLength(3);
    expect(await facade.calls()).toEqual([call]);
  });

  test.each([
    { what: 'succeeded', fault: {} },
    { what: 'failed', fault: { status: 500 } },
    { what: 'was cut', fault: { connection: 'reset' as const } },
  ])('a read after a write that $what joins none from before its end', async ({ fault }) => {
    await facade.misbehave(
      { operationId: 'get_users', connection: 'hold', times: 1 },
      { operationId: 'create_user', latencyMs: 600, ...fault },
    );
    const before = read();
    await arrived(1);
    const write = facade.ask(
      `mutation { createUser(input: { email: "${crypto.randomUUID()}@example.com" }) { __typename } }`,
    );
    await arrived(2);
    const during = read();
    await write;
    const after = await read();
    expect(after.errors).toBeUndefined();
    // What finds out the fate of the write is a read of its own.
    const served = (await facade.served()).filter(({ query }) => !query.includes('search='));
    expect(served.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'GET null',
      expect.stringMatching(/^POST/),
      'GET 200',
    ]);
    await facade.misbehave();
    await Promise.all([before, during]);
    const calls = (await facade.calls()).filter((path) => !path.includes('search='));
    expect(calls).toEqual([call, 'POST /api/v1/users', call]);
  });
});

describe('whatever happens in whatever order', () => {
  interface Held {
    readonly waiter: Waiter;
    readonly flight: Flown;
    left: boolean;
  }
  interface Flown {
    readonly key: string;
    readonly writes: number;
    isAbandoned: boolean;
    readonly land: (answer: unknown) => void;
    landed: boolean;
  }

  const command = record({
    kind: constantFrom('board', 'board', 'leave', 'land', 'write'),
    key: constantFrom('a', 'b'),
    pick: nat(),
  });

  test('a flight ends early exactly when all have left it, and none crosses a write', async () => {
    await assert(
      asyncProperty(array(command, { maxLength: 40 }), async (commands) => {
        const reads = new SingleFlight();
        const started: Flown[] = [];
        const held: Held[] = [];
        let writes = 0;
        for (const { kind, key, pick } of commands) {
          if (kind === 'board') {
            const known = started.length;
            const start = () => {
              const { promise, resolve, reject } = Promise.withResolvers<unknown>();
              const flight: Flown = { key, writes, isAbandoned: false, land: resolve, landed: false };
              started.push(flight);
              return reads.start('owner', key, promise, () => {
                flight.isAbandoned = true;
                reject(new Error('abandoned'));
              });
            };
            const waiter = reads.join('owner', key) ?? start();
            expect(reads.join('another', key)).toBeUndefined();
            waiter.answer.catch(() => undefined);
            const open = started.filter((one) => one.key === key && !one.landed && !one.isAbandoned).at(-1);
            if (!open) throw new Error('nothing took off');
            expect(waiter.shared).toBe(started.length === known);
            expect(open.writes, 'joined from before a write').toBe(writes);
            held.push({ waiter, flight: open, left: false });
          } else if (kind === 'leave') {
            const who = held.filter(({ left }) => !left).at(pick % (held.length + 1));
            if (!who) continue;
            who.left = true;
            who.waiter.release();
          } else if (kind === 'land') {
            const flight = started.at(pick % (started.length + 1));
            if (!flight || flight.isAbandoned) continue;
            flight.land(flight);
            flight.landed = true;
            await setTimeout();
          } else {
            writes++;
            reads.forget();
          }
          for (const flight of started.filter(({ landed }) => !landed)) {
            const aboard = held.filter((one) => one.flight === flight && !one.left);
            expect(flight.isAbandoned).toBe(aboard.length === 0);
          }
        }
        for (const flight of started) flight.land(flight);
        for (const { waiter, flight, left } of held) {
          if (!left) expect(await waiter.answer).toBe(flight);
        }
      }),
      { numRuns: 200 },
    );
  });
});
