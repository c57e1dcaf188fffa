import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { request } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { compileCache } from '../support/process.ts';

const children: ReturnType<typeof spawn>[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
});

/** Starts the facade with a standard output that takes nothing, or not for long. @returns it, when it answers */
async function startWith(stdout: 'pipe' | number) {
  const port = await freePort();
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { NODE_COMPILE_CACHE: compileCache, PORT: String(port), SANDBOX_USERS: '10', DRAIN_MS: '0' },
    stdio: ['ignore', stdout, 'ignore'],
  });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  const health = () =>
    request(`${url}/health`).then(
      async ({ statusCode, body }) => {
        await body.dump();
        return statusCode;
      },
      () => 0,
    );
  await expect.poll(health).toBe(200);
  const operation = { query: `query ${'x'.repeat(100)} { __typename }` };
  const batch = JSON.stringify(Array.from({ length: 10 }, () => operation));
  /** Logs 200 kB: more than a pipe holds. */
  const ask = async () => {
    const answers = Array.from({ length: 50 }, async () => {
      const { body, statusCode } = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': 'y'.repeat(128) },
        body: batch,
      });
      await body.dump();
      return statusCode;
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
  };
  const dropped = async () => {
    const { body } = await request(`${url}/metrics`);
    return Number(/^users_graph_log_lines_dropped_total (\d+)$/m.exec(await body.text())?.[1]);
  };
  return { child, health, ask, dropped };
}

describe('requests are answered, the process is healthy, and it ends when told to', () => {
  test.each([
    { what: 'nobody reads its log', stdout: () => 'pipe' as const },
    { what: 'the disk of its log is full', stdout: () => openSync('/dev/full', 'w') },
  ])('while $what', async ({ stdout }) => {
    const { child, health, ask, dropped } = await startWith(stdout());
    child.stdout?.pause();
    await ask();
    expect(await health()).toBe(200);
    expect(await dropped()).toBe(0);
    for (let times = 0; times < 6; times++) await ask();
    expect(await health()).toBe(200);
    expect(await dropped(), 'lines, instead of memory').toBeGreaterThan(0);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await exited)[0]).toBe(0);
  });
});
