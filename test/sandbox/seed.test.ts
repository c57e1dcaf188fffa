import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadSandboxConfig } from '../../src/config.ts';
import { startSandboxes } from '../../src/embedded-sandbox.ts';
import { type PlatformName, platformNames } from '../../src/platforms.ts';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { ambiguousEmails } from '../../src/sandbox/kestra-seed.ts';
import { person } from '../../src/sandbox/people.ts';
import { type SandboxOptions, startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from '../support/checked-client.ts';

interface User {
  id: string;
  username: string;
  createdBy: string;
  createdAt: string | null;
  updatedAt: string | null;
  lastLogin: string | null;
  isLocal: boolean | null;
  groups?: string[] | null;
}

/** Starts the sandboxes of all platforms, as `users-graph sandbox` does. */
async function serve(options: SandboxOptions, ports: Partial<Record<PlatformName, number>> = {}, RUNAI_VERSION = '') {
  const { ofPlatforms } = loadSandboxConfig({ RUNAI_VERSION });
  const { running, close } = await startSandboxes(platformNames, ofPlatforms, options, (name) => ports[name] ?? 0);
  const urlOf = (name: PlatformName) => running.get(name)?.url ?? '';
  return { runai: urlOf('runai'), kestra: urlOf('kestra'), close };
}

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function runaiPeople(users: number): Promise<User[]> {
  const sandbox = await startRunai({ users, version: 'legacy' });
  const { body } = await client(sandbox.url, new Published('runai-legacy'))<User[]>('GET', '/api/v1/users');
  await sandbox.close();
  return body;
}

async function kestraPeople(users: number): Promise<{ id: string; username: string }[]> {
  const sandbox = await startKestra({ users });
  const ask = client(sandbox.url, new Published('kestra-2.0'));
  const { body } = await ask<{ results: { id: string; username: string }[] }>('GET', '/api/v1/users?page=1&size=9999');
  await sandbox.close();
  return body.results;
}

test.each([
  ['Run:ai', runaiPeople],
  ['Kestra', kestraPeople],
])('%s has the same people every time, and a bigger seed begins with them', async (_, people) => {
  const many = await people(300);
  expect(await people(300)).toEqual(many);
  expect(await people(40)).toEqual(many.slice(0, 40));
});

describe('the people of Run:ai', async () => {
  const people = await runaiPeople(2000);

  test('have believable data', () => {
    for (const user of people) {
      expect(user.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(user.username).toMatch(/^[\w.]+@[a-z.]+$/);
      expect(user.groups?.length ?? 0).toBeLessThanOrEqual(6);
      for (const date of [user.createdAt, user.updatedAt, user.lastLogin]) {
        if (date !== null) expect(date >= '2022-01-01' && date < '2025-01-01', date).toBe(true);
      }
      if (user.createdAt && user.updatedAt) expect(user.updatedAt >= user.createdAt).toBe(true);
    }
  });

  test('have twenty creators, who are users themselves', () => {
    const creators = new Set(people.map(({ createdBy }) => createdBy).filter((name) => name !== ''));
    expect(creators.size).toBe(20);
    const names = new Set(people.map(({ username }) => username));
    expect([...creators].filter((name) => !names.has(name))).toEqual([]);
    expect(creators).toContain('admin@sandbox.test');
  });

  test('are members of fifty groups', () => {
    expect(new Set(people.flatMap(({ groups }) => groups ?? [])).size).toBe(50);
  });

  test('came by SSO only if they came', () => {
    const sso = people.filter(({ isLocal }) => isLocal === false);
    expect(sso.length / people.length).toBeGreaterThan(0.2);
    expect(sso.filter(({ lastLogin }) => lastLogin === null)).toEqual([]);
  });

  test('are odd in each way one time in a hundred', () => {
    const odd = (check: (user: User) => boolean) => people.filter(check).length;
    expect(odd(({ createdBy }) => createdBy === '')).toBe(21);
    expect(odd(({ createdAt }) => createdAt === null)).toBe(20);
    expect(odd(({ isLocal }) => isLocal === null)).toBe(20);
    expect(odd(({ groups }) => groups === null)).toBe(20);
    expect(odd(({ groups }) => groups === undefined)).toBe(20);
    expect(odd(({ lastLogin }) => lastLogin === null)).toBeGreaterThan(100);
  });

  test('are known to Kestra in six of ten cases, one of them twice', async () => {
    const folded = new Map(people.map(({ username }) => [username.toLowerCase(), username]));
    const accounts = (await kestraPeople(2000)).map(({ username }) => username);
    const shared = accounts.filter((name) => folded.has(name.toLowerCase()));
    expect(shared.length / accounts.length).toBeGreaterThan(0.55);
    expect(shared.length / accounts.length).toBeLessThan(0.65);
    expect(shared.filter((name) => folded.get(name.toLowerCase()) !== name).length).toBeGreaterThan(50);
    expect(accounts.length - new Set(accounts.map((name) => name.toLowerCase())).size).toBe(1);
    expect(accounts).toEqual(expect.arrayContaining([...ambiguousEmails]));
  });
});

test('no two of a hundred thousand people share an e-mail, whatever its case', () => {
  const emails = new Set<string>();
  for (let number = 0; number < 100_000; number += 1) emails.add(person(number).email.toLowerCase());
  expect(emails.size).toBe(100_000);
});

test('a big seed is quick to make, and its last page quick to read', async () => {
  // Of the processor, so that it does not depend on what else the machine does.
  const spent = () => process.cpuUsage().user / 1000;
  const started = spent();
  const sandbox = await startRunai({ users: 50_000, version: '2.24' });
  expect(spent() - started).toBeLessThan(10_000);
  const ask = client(sandbox.url, new Published('runai-2.24'));
  for (const sort of ['', '&sortBy=lastLogin&sortOrder=desc', '&sortBy=createdBy']) {
    await ask('GET', `/api/v1/users?limit=5&offset=49000${sort}`);
    const before = spent();
    expect((await ask<User[]>('GET', `/api/v1/users?limit=5&offset=49990${sort}`)).body).toHaveLength(5);
    expect(spent() - before).toBeLessThan(250);
  }
  await sandbox.close();
});

test('a database file keeps what was written, for every version and beside the other platform', async () => {
  const database = join(folder, 'kept.sqlite');
  const published = new Published('runai-2.22');
  const first = await serve({ users: 25, database }, {}, '2.22');
  await client(first.runai, published)('POST', '/api/v1/users', { email: 'kept@x.io' });
  await client(first.kestra, new Published('kestra-2.0'))('POST', '/api/v1/users', { email: 'kept@x.io' });
  await first.close();

  const again = await serve({ users: 99, database }, {}, '2.24');
  const runai = client(again.runai, new Published('runai-2.24'));
  expect((await runai('GET', '/api/v1/users/count')).body).toEqual({ count: 26 });
  expect((await runai('GET', '/api/v1/users/count?search=kept')).body).toEqual({ count: 1 });
  const kestra = client(again.kestra, new Published('kestra-2.0'));
  const { body } = await kestra<{ total: number }>('GET', '/api/v1/users?page=1&size=1');
  expect(body.total).toBe(26);
  await again.close();
});

test('both platforms start, or neither', async () => {
  const taken = await startRunai({ users: 1 });
  const port = Number(new URL(taken.url).port);
  await expect(serve({ users: 1 }, { kestra: port })).rejects.toThrow('EADDRINUSE');
  await expect(serve({ users: 1 }, { runai: port })).rejects.toThrow('EADDRINUSE');
  await taken.close();
});
