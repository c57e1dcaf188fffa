import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from '../support/checked-client.ts';

interface Minimal {
  readonly id: string;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

let sandbox: Sandbox;
let call: ReturnType<typeof client>;
let everyone: Minimal[];
beforeAll(async () => {
  sandbox = await startRunai({ users: 130 });
  call = client(sandbox.url, new Published('runai-3.0'));
  everyone = (await call<Minimal[]>('GET', '/api/v1/users')).body;
});
afterAll(() => sandbox.close());

const lookUp = (query: string) => call<Minimal[]>('GET', `/api/v1/users-minimal?${query}`);
const usernames = async (query: string) => (await lookUp(query)).body.map(({ username }) => username);
const ada = 'ada.lovelace@example.com';
const grace = 'grace.hopper@example.com';
const is = (...names: string[]) =>
  `filterBy=${names.map((name) => `username%3D%3D${encodeURIComponent(name)}`).join(',')}`;

test('gives ids and names, null where there is none', async () => {
  const { body } = await lookUp(`id=${everyone.slice(100, 125).map(({ id }) => id)}`);
  expect(body).toHaveLength(25);
  for (const user of body) expect(Object.keys(user)).toEqual(['id', 'username', 'firstName', 'lastName']);
  const nameless = (await lookUp(`id=${everyone.slice(125, 130).map(({ id }) => id)}`)).body;
  expect(nameless).toContainEqual(expect.objectContaining({ firstName: null, lastName: null }));
});

test('finds by exact usernames, any of them, and by a part of one', async () => {
  expect(await usernames(is(ada, 'nobody@example.com', grace))).toEqual([ada, grace]);
  expect(await usernames(is(ada.toUpperCase()))).toEqual([]);
  expect(await usernames('filterBy=username%3D%40LOVELACE')).toEqual([ada]);
});

test('searches usernames and names, and narrows by both conditions', async () => {
  expect(await usernames('search=Lovelace')).toEqual([ada]);
  expect(await usernames(`search=hopper&${is(ada, grace)}`)).toEqual([grace]);
});

test('ids come in addition, and the limit holds for all', async () => {
  const [admin] = everyone;
  expect(await usernames(`id=${admin?.id}&${is(ada)}`)).toEqual([admin?.username, ada]);
  expect(await usernames(`id=${admin?.id}&${is(ada)}&limit=1`)).toEqual([admin?.username]);
});

test.each([
  ['nothing to look for', ''],
  ['a limit alone', 'limit=5'],
  ['a search of one letter', 'search=a'],
  ['two parts of usernames', 'filterBy=username%3D%40a,username%3D%40b'],
  ['more than 25 usernames', is(...Array.from({ length: 26 }, (_, index) => `u${index}`))],
  ['another field', 'filterBy=isLocal%3D%3Dtrue'],
])('refuses %s', async (_, query) => {
  expect((await call('GET', `/api/v1/users-minimal?${query}`)).status).toBe(400);
});

test('versions before have no such path', async () => {
  const older = await startRunai({ users: 1, version: '2.26' });
  const { status } = await client(older.url, new Published('runai-2.24'))('GET', '/api/v1/users-minimal?search=ada');
  expect(status).toBe(404);
  await older.close();
});

test('a database that an earlier sandbox made is served, its users without names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'users-graph-'));
  const database = join(folder, 'old.sqlite');
  await (await startRunai({ users: 3, database })).close();
  const file = new DatabaseSync(database);
  const indexes = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%_name%'").all();
  for (const { name } of indexes) file.exec(`DROP INDEX "${name}"`);
  for (const column of ['full_name', 'last_name', 'first_name']) {
    file.exec(`ALTER TABLE runai_users DROP COLUMN ${column}`);
  }
  file.close();
  const again = await startRunai({ users: 3, database });
  const { body } = await client(again.url, new Published('runai-3.0'))<Minimal[]>(
    'GET',
    '/api/v1/users?sortBy=fullName',
  );
  expect(body).toHaveLength(3);
  expect(body[0]).not.toHaveProperty('firstName');
  await again.close();
  await rm(folder, { recursive: true });
});
