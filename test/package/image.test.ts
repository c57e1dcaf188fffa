import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startProcess } from '../support/process.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');
const dockerfile = read('Dockerfile').replace(/\\\n\s*/g, '');
const lines = (instruction: string) =>
  [...dockerfile.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm'))].map(([, rest = '']) => rest);

test('every stage is on the Node that the tests run on', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version: string }> };
  const images = lines('FROM').map((line) => line.split(' ', 1)[0]);
  expect(new Set(images)).toEqual(new Set([`node:${packages['node_modules/node']?.version}-slim`]));
});

test('what is copied is there, and is not ignored', () => {
  const ignore = read('.dockerignore').split('\n');
  expect(ignore).toContain('*');
  const copied = lines('COPY')
    .filter((line) => !line.startsWith('--from'))
    .flatMap((line) => line.split(' ').slice(0, -1));
  expect(copied.filter((path) => !existsSync(fileURLToPath(new URL(path, root))))).toEqual([]);
  expect(
    ignore
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
      .toSorted(),
  ).toEqual(copied.toSorted());
});

test('runs as a user by number that is not root', () => {
  expect(lines('USER').map(Number)).toEqual([1000]);
});

test('gives V8 less memory than the container has, whatever that is', async () => {
  const [program, ...parameters] = JSON.parse(lines('CMD').at(-1) ?? '') as [string, ...string[]];
  expect([program, parameters.at(-1)]).toEqual(['node', 'dist/main.js']);
  const measure =
    'console.log(v8.getHeapStatistics().heap_size_limit / Math.min(process.constrainedMemory() || Infinity, os.totalmem()))';
  const { stdout } = await promisify(execFile)(process.execPath, [...parameters.slice(0, -1), '-e', measure]);
  const share = Number(stdout);
  expect(share).toBeGreaterThan(0.5);
  // What is not on V8's heap has its room too.
  expect(share).toBeLessThan(0.75);
  expect(parameters.join(' ')).not.toMatch(/--max-old-space-size=/);
});

test('the health check tells a facade that lives from one that does not', async () => {
  const [, command = '[]'] = /CMD (\[.*\])$/.exec(lines('HEALTHCHECK')[0] ?? '') ?? [];
  const [program, ...parameters] = JSON.parse(command) as [string, ...string[]];
  expect(program).toBe('node');
  const check = (port: string) =>
    promisify(execFile)(process.execPath, parameters, { env: { PORT: port } }).then(
      () => 0,
      ({ code }) => code as number,
    );
  const facade = startProcess({ LOG_LEVEL: 'silent', NODE_ENV: 'production', SANDBOX: 'on' });
  try {
    const { port } = new URL((await facade.greeting()).url);
    expect(await check(port)).toBe(0);
    facade.kill('SIGKILL');
    await facade.exited;
    expect(await check(port)).toBe(1);
  } finally {
    facade.kill('SIGKILL');
  }
});
