import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { AnswerCache } from '../../src/rest/answer-cache.ts';
import { graphOver } from '../support/facade.ts';
import { runs } from '../support/runs.ts';
import { tokenEcho } from '../support/token-echo.ts';

/* What the cache never does: it takes no more memory than it may, and gives nobody what another one got. */

test('answers that are dropped for newer ones are gone, from the figures and from memory', async () => {
  const bound = 500_000;
  const facade = await graphOver({ users: 300 }, { CACHE_TTL_MS: '60000', CACHE_MAX_BYTES: String(bound) });
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const memory = () => {
    // The first ends a collection that is under way, which spares what became garbage since it began.
    collectGarbage();
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  const read = (offset: number) => facade.ask(`{ users(first: 150, offset: ${offset}) { nodes { id } } }`);
  const cached = async () => {
    const text = await (await request(`${facade.url}/metrics`)).body.text();
    return Number(/^users_graph_cache_bytes\{platform="Run:ai"\} (\d+)$/m.exec(text)?.[1]);
  };
  await read(0);
  const size = await cached();
  const before = memory();
  const reads = 60;
  for (let offset = 1; offset <= reads; offset++) {
    await read(offset);
    if (offset % 10 === 0) expect(await cached()).toBeLessThanOrEqual(bound);
  }
  expect(reads * size, 'what went through').toBeGreaterThan(5 * bound);
  expect(memory() - before).toBeLessThan(2 * bound);
  await facade.forgetCalls();
  const kept = Math.floor((await cached()) / (size + 100));
  for (let offset = reads - kept + 1; offset <= reads; offset++) await read(offset);
  expect(await facade.calls()).toEqual([]);
  for (let offset = 0; offset < 10; offset++) await read(offset);
  expect(await facade.calls()).toHaveLength(10);
  await facade.close();
});

interface Named {
  readonly users: { readonly nodes: readonly { readonly username: string }[] } | null;
}

const requests = runs(2500);

test(`among ${requests} requests of several credentials, none sees what another's got, nor what was before its own write`, async () => {
  const platform = await tokenEcho();
  const facade = await graphOver({ users: 1 }, { RUNAI_URL: platform.url, CACHE_TTL_MS: '60000' });
  const callers = ['a', 'b', 'c', 'd'].map((token) => ({ token, written: 0 }));
  let left = requests;
  /** Each caller has several requests under way. */
  const worker = async (caller: (typeof callers)[number], index: number) => {
    for (let turn = index; left-- > 0; turn++) {
      const known = caller.written;
      if (turn % 25 === 0) {
        const create = `mutation { it: createUser(input: { email: "new${turn}@example.com" }) { __typename } }`;
        const { data } = await facade.ask<{ it: object }, object>(create, {}, caller);
        expect(data.it).toEqual({ __typename: 'CreateUserPayload' });
        caller.written = Math.max(caller.written, known + 1);
        continue;
      }
      const { data } = await facade.ask<Named, object>(
        `{ users(first: ${1 + (turn % 5)}) { nodes { username } } }`,
        {},
        caller,
      );
      const [seen, count] = data.users?.nodes[0]?.username.split('-') ?? [];
      expect(seen).toBe(caller.token);
      expect(Number(count)).toBeGreaterThanOrEqual(known);
    }
  };
  await Promise.all(callers.flatMap((caller) => [0, 5, 10].map((start) => worker(caller, start))));
  expect(platform.reads()).toBeLessThan(requests / 2);
  await facade.close();
  await platform.close();
});

describe('the cache', () => {
  const answer = (size: number) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.alloc(size, 'x'),
  });

  test('takes no more bytes than it may, and gives each credentials only their own answers', () => {
    const reads = fc.array(
      fc.record({ owner: fc.constantFrom('a', 'b'), key: fc.nat(40), size: fc.nat(40_000), write: fc.nat(20) }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(reads, (steps) => {
        const cache = new AnswerCache({ ttlMs: 60_000, maxBytes: 200_000 });
        const last = new Map<string, number>();
        for (const { owner, key, size, write } of steps) {
          if (write === 0) {
            cache.forget();
            last.clear();
          }
          const found = cache.find(owner, String(key), Infinity);
          if (found) expect(found.incoming.body.length).toBe(last.get(`${owner}${key}`));
          cache.ticket(owner, String(key)).keep(answer(size));
          last.set(`${owner}${key}`, size);
          expect(cache.bytes).toBeLessThanOrEqual(200_000);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('holds nothing soon after its time, though nobody asks', async () => {
    const cache = new AnswerCache({ ttlMs: 50, maxBytes: 1_000_000 });
    for (let key = 0; key < 100; key++) cache.ticket('a', String(key)).keep(answer(1000));
    expect(cache.bytes).toBeGreaterThan(100_000);
    await setTimeout(150);
    expect(cache.bytes).toBe(0);
  });

  test('keeps its own copy of the bytes', () => {
    const cache = new AnswerCache({ ttlMs: 60_000, maxBytes: 1_000_000 });
    const slab = Buffer.alloc(65_536, 'x');
    cache.ticket('a', 'k').keep({ ...answer(0), body: slab.subarray(0, 10) });
    slab.fill('y');
    const { body } = cache.find('a', 'k', Infinity)?.incoming ?? answer(0);
    expect([body.toString(), body.buffer.byteLength]).toEqual(['x'.repeat(10), 10]);
  });
});
