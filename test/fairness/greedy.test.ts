import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'undici';
import { expect, test } from 'vitest';
import { startProcess } from '../support/process.ts';

/** Milliseconds that the platform takes for each call; it serves one after the other. */
const serviceMs = 4;
const politeRequests = 100;
/** Where the answers take long, it asks no more after so many milliseconds. */
const politeMs = 8000;
const politePauseMs = 40;
const greedyConnections = 20;
/** Calls of one request of the greedy one. */
const greedyLists = 20;

/** A Run:ai of a fixed capacity, which knows how long calls of the polite caller waited for others. */
async function narrowPlatform() {
  let freeAt = 0;
  const waits: number[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const now = performance.now();
    if (request.headers.authorization === 'Bearer polite') waits.push(Math.max(0, freeAt - now));
    freeAt = Math.max(freeAt, now) + serviceMs;
    globalThis.setTimeout(() => {
      const isCount = request.url?.includes('/count');
      response.writeHead(200, { 'content-type': 'application/json' }).end(isCount ? '{"count":0}' : '[]');
    }, freeAt - performance.now());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, waits, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The latencies of a caller who asks for one page now and then, ascending, in milliseconds. */
async function politeLatencies(url: string, requests = politeRequests): Promise<readonly number[]> {
  const client = new Client(url);
  const latencies: number[] = [];
  const began = performance.now();
  while (latencies.length < requests && performance.now() - began < politeMs) {
    const sent = performance.now();
    const { statusCode, body } = await client.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: 'Bearer polite' },
      body: JSON.stringify({ query: '{ users(first: 5) { nodes { id } } }' }),
    });
    expect([statusCode, await body.text()]).toEqual([200, expect.stringContaining('"nodes":[]')]);
    latencies.push(performance.now() - sent);
    await setTimeout(politePauseMs);
  }
  await client.close();
  return latencies.toSorted((a, b) => a - b);
}

const at = (latencies: readonly number[], part: number) => latencies[Math.floor(latencies.length * part)] ?? 0;

/**
 * Measures a caller beside a greedy one, if there is one.
 * @param afterMs a full budget may be used at once, and takes its time at the platform
 */
async function measure(settings: Readonly<Record<string, string>>, isGreedy: boolean, afterMs = 9000) {
  const { server, waits, url: platform } = await narrowPlatform();
  const facade = startProcess({
    RUNAI_URL: platform,
    RUNAI_VERSION: '2.24',
    PLATFORMS: 'runai',
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const { url } = await facade.greeting();
  await politeLatencies(url, 1);
  const greedy = isGreedy
    ? spawn(process.execPath, ['test/fairness/greedy-client.ts', url, String(greedyConnections), String(greedyLists)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    : undefined;
  if (greedy) await setTimeout(afterMs);
  waits.length = 0;
  const latencies = await politeLatencies(url);
  let answered: string | undefined;
  if (greedy) {
    greedy.stdout.setEncoding('utf8').on('data', (text: string) => {
      answered = text.trim();
    });
    greedy.kill('SIGTERM');
    await once(greedy, 'close');
  }
  facade.kill('SIGTERM');
  await facade.exited;
  server.closeAllConnections();
  server.close();
  return { p50: at(latencies, 0.5), p95: at(latencies, 0.95), longestWait: Math.max(...waits), answered };
}

test('a greedy caller does not change the latency of another one, who is within the budget', async () => {
  const budget = { BUDGET_CALLS_PER_MINUTE: '600' };
  const alone = await measure(budget, false);
  const unbounded = await measure({}, true);
  const atFirst = await measure(budget, true, 500);
  const bounded = await measure(budget, true);
  console.table({
    alone,
    'beside a greedy one, without a budget': unbounded,
    'beside a greedy one, who uses a full budget at once': atFirst,
    'beside a greedy one, who has used the budget': bounded,
  });
  expect(bounded.p50).toBeLessThan(alone.p50 * 2 + 5);
  expect(bounded.p95).toBeLessThan(alone.p95 * 2 + 20);
  // One call of who has used the budget is under way at once; another may begin a moment before its end is noted.
  expect(bounded.longestWait).toBeLessThan(3 * serviceMs);
  expect(atFirst.longestWait).toBeLessThan(32 * serviceMs);
  expect(unbounded.p50).toBeGreaterThan(alone.p50 * 5);
}, 180_000);
