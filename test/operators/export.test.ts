import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/http.ts';
import { startRunai } from '../../src/sandbox/runai.ts';
import { controls } from '../support/facade.ts';
import { measured, startProcess } from '../support/process.ts';

const users = 100_000;
const pages = Math.ceil(users / 498);

let sandbox: Sandbox;
let facade: ReturnType<typeof startProcess>;
let url: string;
beforeAll(async () => {
  sandbox = await startRunai({ users, version: '2.24' });
  facade = startProcess({ RUNAI_URL: sandbox.url, RUNAI_VERSION: '2.24', LOG_LEVEL: 'error' }, measured);
  ({ url } = await facade.greeting());
});
afterAll(async () => {
  facade.kill('SIGTERM');
  await facade.exited;
  await sandbox.close();
});
beforeEach(() => controls(sandbox).forgetCalls());

const callsSoFar = async () => (await controls(sandbox).calls()).length;
const get = () => request(`${url}/export/users.jsonl`, { headers: { authorization: 'Bearer sandbox-admin' } });

test(`an export of ${users} users begins at once, and takes no more memory later than at first`, async () => {
  const began = performance.now();
  const { statusCode, body } = await get();
  expect(statusCode).toBe(200);
  const ids = new Set<string>();
  const heapBytes: number[] = [];
  let firstMs = Infinity;
  for await (const line of createInterface({ input: body })) {
    if (ids.size === 0) firstMs = performance.now() - began;
    ids.add((JSON.parse(line) as { readonly id: string }).id);
    if (ids.size % 20_000 === 10_000) heapBytes.push((await facade.retained()).heapBytes);
  }
  expect(firstMs).toBeLessThan((performance.now() - began) / 5);
  expect(ids.size).toBe(users);
  expect(await callsSoFar()).toBe(pages);
  // An export of all of them takes more than 20 MB.
  expect(Math.max(...heapBytes) - Math.min(...heapBytes)).toBeLessThan(3_000_000);
});

test('an export asks for no more than its client takes', async () => {
  const { body } = await get();
  // What the sockets between them hold.
  let calls = 0;
  for (let before = -1; calls !== before; ) {
    before = calls;
    await setTimeout(1500);
    calls = await callsSoFar();
  }
  expect(calls).toBeLessThan(pages / 2);
  const heldBack = await facade.retained();
  expect((await body.text()).match(/\n/g)).toHaveLength(users);
  expect(await callsSoFar()).toBe(pages);
  expect(heldBack.heapBytes - (await facade.retained()).heapBytes).toBeLessThan(3_000_000);
});
