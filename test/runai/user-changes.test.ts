import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeChangeCursor } from '../../src/runai/changes/change-cursor.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';

const document = `query ($since: String, $first: Int) {
  userChanges(since: $since, first: $first) {
    users { userId username updatedAt createdBy }
    scan { isFirst isLast }
    cursor
    hasMore
  }
}`;
const create =
  'mutation ($email: String!) { createUser(input: { email: $email }) { ... on CreateUserPayload { user { userId } } } }';
const remove = 'mutation ($userId: ID!) { deleteUser(input: { userId: $userId }) { __typename } }';

interface User {
  readonly userId: string;
  readonly username: string;
}
interface Changes {
  readonly users: readonly User[];
  readonly scan: { readonly isFirst: boolean; readonly isLast: boolean } | null;
  readonly cursor: string;
  readonly hasMore: boolean;
}

describe.each(['3.0', '2.22', 'legacy'] as const)('what changed in the users of Run:ai %s', (version) => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ version, users: 120 });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  const copy = new Map<string, User>();
  let scanned = new Set<string>();
  let since: string | undefined;
  const read = async (first?: number) => {
    const { data, errors } = await facade.ask<{ userChanges: Changes }, object>(document, { since, first });
    expect(errors).toBeUndefined();
    const { users, scan, cursor, hasMore } = data.userChanges;
    if (scan?.isFirst) scanned = new Set();
    for (const user of users) {
      copy.set(user.userId, user);
      scanned.add(user.userId);
    }
    if (scan?.isLast) for (const id of copy.keys()) if (!scanned.has(id)) copy.delete(id);
    since = cursor;
    return { users, scan, hasMore };
  };
  const bringUp = async (first?: number) => {
    while ((await read(first)).hasMore);
  };
  const expectCopy = async () => {
    const path = version === 'legacy' ? '/api/v1/users' : '/api/v1/users?limit=500';
    const rows = (await readPlatform<readonly { id: string; username: string }[]>(facade, path)) ?? [];
    expect(copy.size).toBe(rows.length);
    for (const { id, username } of rows) expect(copy.get(id)).toMatchObject({ username });
  };
  const paths = async () => (await facade.calls()).map((call) => call.replace(/\?.*/, '')).toSorted();

  test('are all of them at first, part by part', async () => {
    const first = await read(50);
    expect(first).toMatchObject({ scan: { isFirst: true, isLast: false }, hasMore: true });
    expect(first.users).toHaveLength(50);
    expect(await read(50)).toMatchObject({ scan: { isFirst: false, isLast: false }, hasMore: true });
    expect(await read(50)).toMatchObject({ scan: { isFirst: false, isLast: true }, hasMore: false });
    await expectCopy();
  });

  test('are few later, for a call and the counts', async () => {
    await read();
    await facade.forgetCalls();
    const { users, scan, hasMore } = await read();
    expect({ scan, hasMore }).toEqual({ scan: null, hasMore: false });
    expect(users.length).toBeLessThan(10);
    // Times are not told of some users of the sandbox, so that a second count is needed.
    const [list, count] = ['GET /api/v1/users', 'GET /api/v1/users/count'];
    expect(await paths()).toEqual(version === 'legacy' ? [list] : [list, count, count]);
  });

  test('hold a user who is created, at once', async () => {
    const { data } = await facade.ask<{ createUser: { user: User } }, object>(create, { email: 'new@example.com' });
    const { users, scan } = await read();
    expect(scan).toBeNull();
    expect(users.map(({ userId }) => userId)).toContain(data.createUser.user.userId);
    await expectCopy();
  });

  test.each(['who was just created', 'who was there long since'])(
    'lead to a scan where a user is gone %s',
    async (which) => {
      const [oldest] = [...copy.values()];
      const newest = [...copy.values()].find(({ username }) => username === 'new@example.com');
      const gone = (which === 'who was just created' ? newest : oldest) as User;
      expect((await facade.ask(remove, { userId: gone.userId })).errors).toBeUndefined();
      expect(await read(50)).toMatchObject({ scan: { isFirst: true }, hasMore: true });
      expect([...copy.keys()]).toContain(gone.userId);
      await bringUp(50);
      expect([...copy.keys()]).not.toContain(gone.userId);
      await expectCopy();
    },
  );

  test('never cost more than their price', async () => {
    for (const at of [undefined, since]) {
      const explained = { headers: { 'x-explain': '1' } };
      const { extensions } = await facade.ask(document, { since: at }, explained);
      const cost = extensions?.cost as { asked: number; actual: number } | undefined;
      expect(cost?.actual).toBeGreaterThan(0);
      expect(cost?.actual).toBeLessThanOrEqual(cost?.asked ?? 0);
    }
  });

  const state = { since: 0, known: 0, told: [], undated: 0 };
  test.each([
    ['no cursor', 'nonsense'],
    ['a cursor of another list', Buffer.from('1:abcdefgh:5:id').toString('base64url')],
    ['a state that is none', encodeChangeCursor({ ...state, phase: 'changes', known: -1, seen: null, part: null })],
  ])('refuse %s', async (_, cursor) => {
    const { errors } = await facade.ask(document, { since: cursor });
    expect(errors?.[0]?.extensions.code).toBe('BAD_CURSOR');
    expect(await facade.calls()).toEqual([]);
  });

  test.each([0, -1, 501])('refuse %i as their number', async (first) => {
    const { errors } = await facade.ask(document, { first });
    expect(errors?.[0]).toMatchObject({
      message: '"first" may be from 1 to 500.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await facade.calls()).toEqual([]);
  });
});

test('a time that is yet to come is no place to go on from', async () => {
  const proxy = await rewritingProxy();
  const facade = await graphOver({ users: 5 }, { RUNAI_URL: proxy.url });
  proxy.forwardTo(facade.sandboxUrl);
  const newest = '2100-01-01T00:00:00Z';
  proxy.rewrite((rows: readonly object[]) => (rows.length === 1 ? [{ ...rows[0], updatedAt: newest }] : rows));
  const read = async (since?: string) =>
    (await facade.ask<{ userChanges: Changes }, object>(document, { since })).data.userChanges;
  const { cursor, scan } = await read();
  expect(scan).toEqual({ isFirst: true, isLast: true });
  const asked = (await facade.calls()).map((call) => call.replace(/lastUpdated<=[^&]+/, 'lastUpdated<=now'));
  const first = 'GET /api/v1/users?filterBy=lastUpdated>=1970-01-01T00:00:00.001Z';
  expect(asked).toEqual([
    `${first}&sortBy=lastUpdated&sortOrder=desc&offset=0&limit=1`,
    `${first},lastUpdated<=now&sortBy=lastUpdated&sortOrder=desc&offset=0&limit=1`,
    'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=499',
    // No longer page has shown yet that this one is the last.
    'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=5&limit=494',
  ]);
  proxy.rewrite();
  await facade.ask(create, { email: 'now@example.com' });
  expect((await read(cursor)).users.map(({ username }) => username)).toContain('now@example.com');
  await facade.close();
  await proxy.close();
});
