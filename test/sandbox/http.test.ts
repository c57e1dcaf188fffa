import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from '../support/checked-client.ts';
import { admin, eventually } from '../support/controlled-runai.ts';

test('waits for every operation when it is told to be slow', async () => {
  const slow = await startRunai({ users: 5, latencyMs: 50 });
  const started = performance.now();
  await client(slow.url, new Published('runai-2.22'))('GET', '/api/v1/users/count');
  expect(performance.now() - started).toBeGreaterThan(45);
  await slow.close();
});

test('closes at once with calls pending, stalled and kept alive, and a second time', async () => {
  const busy = await startRunai({ users: 5 });
  const body = JSON.stringify([
    { operationId: 'count_users', latencyMs: 60_000 },
    { operationId: 'get_users', connection: 'stall' },
  ]);
  await fetch(`${busy.url}/__sandbox/faults`, { method: 'PUT', body });
  const pending = ['/api/v1/users/count', '/api/v1/users'].map((path) => fetch(busy.url + path, { headers: admin }));
  const settled = Promise.allSettled(pending);
  await eventually(async () => {
    expect(await (await fetch(`${busy.url}/__sandbox/calls`)).json()).toHaveLength(2);
  });
  const started = performance.now();
  await Promise.all([busy.close(), busy.close()]);
  expect(performance.now() - started).toBeLessThan(30_000);
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(fetch(`${busy.url}/__sandbox/calls`)).rejects.toThrow();
});

test('leaves nothing behind that would keep a process alive', async () => {
  const program = `
    const { startRunai } = await import(${JSON.stringify(new URL('../../src/sandbox/runai.ts', import.meta.url).href)});
    const sandbox = await startRunai({ users: 1, latencyMs: 60_000 });
    const gone = fetch(sandbox.url + '/api/v1/users').catch(() => {});
    const calls = async () => (await fetch(sandbox.url + '/__sandbox/calls')).json();
    while ((await calls()).length === 0);
    await sandbox.close();
    await gone;
    console.log('closed');`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: 120_000 });
  expect((await run).stdout).toBe('closed\n');
});

test('says so when its port is taken, and frees its own', async () => {
  const first = await startRunai({ users: 1 });
  const port = Number(new URL(first.url).port);
  await expect(startRunai({ users: 1, port })).rejects.toThrow('EADDRINUSE');
  await first.close();
  const second = await startRunai({ users: 1, port });
  expect(second.url).toBe(first.url);
  await second.close();
});
