import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ambiguousEmails } from '../src/sandbox/kestra-seed.ts';
import { type Facade, graphOver } from './support/facade.ts';

/** As many as make five pages of Kestra and one of Run:ai. */
const users = 499;
let facade: Facade;
/** Usernames of each platform, and of Kestra's by folded name. */
let runai: readonly string[];
let kestra: ReadonlyMap<string, string[]>;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['runai', 'kestra'], users });
  const { data } = await facade.ask<Record<'users' | 'kestraUsers', { nodes: { username: string }[] }>, never>(
    `{ users(first: ${users}) { nodes { username } } kestraUsers(first: ${users}) { nodes { username } } }`,
  );
  runai = data.users.nodes.map(({ username }) => username);
  kestra = Map.groupBy(
    data.kestraUsers.nodes.map(({ username }) => username),
    (name) => name.toLowerCase(),
  );
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.kestra.misbehave();
  await facade.forgetCalls();
  await facade.kestra.forgetCalls();
});

interface Linked {
  readonly users: { readonly nodes: { username: string; kestraUser: { username: string } | null }[] };
  readonly kestraUsers: { readonly nodes: { username: string; user: { username: string } | null }[] };
}
const ask = (document: string, options = {}) => facade.ask<Linked, never>(document, undefined, options);

const page = (number: number) => `GET /api/v1/users?page=${number}&size=100`;
const pages = [1, 2, 3, 4, 5].map(page);

describe('from Run:ai to Kestra', () => {
  test('100 users with their accounts cost one call and five pages; each is who has the same e-mail, or null', async () => {
    // With these credentials, nothing is known yet of how many users Kestra has.
    const { data, errors } = await ask('{ users(first: 100) { nodes { username kestraUser { username } } } }', {
      kestraToken: 'sandbox-viewer',
    });
    expect(await facade.calls()).toEqual(['GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=100']);
    const calls = await facade.kestra.calls();
    expect(calls[0]).toBe(page(1));
    expect(calls.toSorted()).toEqual(pages);

    const matches = runai.slice(0, 100).map((name) => kestra.get(name.toLowerCase()) ?? []);
    expect(data.users.nodes.map(({ kestraUser }) => kestraUser?.username)).toEqual(
      matches.map((names, index) => names.find((name) => name === runai[index]) ?? names[0]),
    );
    expect(errors).toBeUndefined();
    const linked = data.users.nodes.filter(({ kestraUser }) => kestraUser);
    expect(linked.length).toBeGreaterThan(40);
    expect(linked.length).toBeLessThan(90);
    expect(linked.some(({ username, kestraUser }) => username !== kestraUser?.username)).toBe(true);
  });

  test('the next request knows how many pages there are, and asks for all at once', async () => {
    await ask('{ users(first: 100) { nodes { kestraUser { username } } } }');
    expect((await facade.kestra.calls()).toSorted()).toEqual(pages);
  });

  test('a few users cost a search each', async () => {
    const { data } = await ask(
      '{ users(first: 2, filter: { username: { contains: "sandbox.test" } }) { nodes { username kestraUser { username email } } } }',
    );
    expect(data.users.nodes.map(({ kestraUser }) => kestraUser)).toMatchObject([
      { email: 'admin@sandbox.test' },
      { email: 'viewer@sandbox.test' },
    ]);
    const calls = await facade.kestra.calls();
    expect(calls.slice(0, 2).toSorted()).toEqual(
      ['admin@sandbox.test', 'viewer@sandbox.test'].map(
        (name) => `GET /api/v1/users?filters[q][EQUALS]=${name}&page=1&size=100`,
      ),
    );
    expect(calls).toHaveLength(4);
  });

  test('of two accounts whose e-mails differ in case, the one that has the very name is the same person', async () => {
    const { data, errors } = await facade.ask<{ user: object }, never>(
      `{ user(by: { username: "${ambiguousEmails[0]}" }) { username kestraUser { username } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.user).toEqual({ username: ambiguousEmails[0], kestraUser: { username: ambiguousEmails[0] } });
  });

  test('Kestra being out of order leaves what Run:ai tells', async () => {
    await facade.kestra.misbehave({ operationId: '*', status: 503, retryAfter: 60 });
    const { data, errors } = await ask('{ users(first: 3) { nodes { username kestraUser { username } } } }');
    expect(data.users.nodes.map(({ username }) => username)).toEqual(runai.slice(0, 3));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(3).fill('UPSTREAM_UNAVAILABLE'));
  });
});

describe('from Kestra to Run:ai', () => {
  test('100 accounts with their users cost one page, a count and a list', async () => {
    const { data, errors } = await ask('{ kestraUsers(first: 100) { nodes { username user { username } } } }', {
      token: 'sandbox-viewer',
    });
    expect(errors).toBeUndefined();
    expect(await facade.kestra.calls()).toEqual(['GET /api/v1/users?page=1&size=100']);
    expect(await facade.calls()).toEqual([
      'GET /api/v1/users/count',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=500',
    ]);
    const known = new Map(runai.map((name) => [name.toLowerCase(), name]));
    const found = data.kestraUsers.nodes.map(({ user }) => user?.username);
    expect(found).toEqual(data.kestraUsers.nodes.map(({ username }) => known.get(username.toLowerCase())));
    expect(found.filter(Boolean).length).toBeGreaterThan(40);
    expect(found).toContain(undefined);
  });

  test('a few cost a call or two each, and lead there and back', async () => {
    const { data } = await facade.ask(
      '{ kestraUser(by: { username: "Grace.Hopper@example.com" }) { user { username kestraUser { username } } } }',
    );
    expect(data).toEqual({
      kestraUser: {
        user: { username: 'grace.hopper@example.com', kestraUser: { username: 'Grace.Hopper@example.com' } },
      },
    });
    expect(await facade.calls(), 'as it is written, and then in any case').toEqual([
      'GET /api/v1/users?filterBy=username==Grace.Hopper@example.com&offset=0&limit=1',
      'GET /api/v1/users?search=grace.hopper@example.com&offset=0&limit=500',
    ]);
    expect(await facade.kestra.calls(), 'who was found by name is not looked for again').toEqual([
      'GET /api/v1/users?filters[q][EQUALS]=grace.hopper@example.com&page=1&size=100',
    ]);
  });
});

describe('what each platform sees', () => {
  const both =
    '{ users(first: 3) { nodes { kestraUser { username email } } } kestraUsers(first: 3) { nodes { user { username } } } }';
  const seenBy = async () => [
    new Set((await facade.served()).map(({ token }) => token)),
    new Set((await facade.kestra.served()).map(({ token }) => token)),
  ];

  test.each([
    { token: 'sandbox-admin', kestraToken: 'sandbox-viewer' },
    { token: 'sandbox-viewer', kestraToken: 'sandbox-admin' },
  ])('is its own token alone: %o', async (tokens) => {
    expect((await ask(both, tokens)).errors).toBeUndefined();
    const kind = (token: string) => new Set([token.replace('sandbox-', '')]);
    expect(await seenBy()).toEqual([kind(tokens.token), kind(tokens.kestraToken)]);
  });

  test.each([
    { missing: 'Kestra', header: 'Kestra-Authorization', tokens: { kestraToken: null }, served: [3, 0] },
    { missing: 'Run:ai', header: 'Authorization', tokens: { token: null }, served: [0, 1] },
  ])(
    'is nothing where the credentials of $missing are missing, and the other is served',
    async ({ missing, header, tokens, served }) => {
      const { data, errors } = await facade.ask<Partial<Linked> | null, never>(
        '{ a: user(by: { username: "ada.lovelace@example.com" }) { username } b: kestraUser(by: { username: "ada.lovelace@example.com" }) { username } }',
        undefined,
        tokens,
      );
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({
        message: `${missing} needs credentials: send the header "${header}".`,
        extensions: { code: 'UNAUTHENTICATED' },
      });
      expect(Object.values(data ?? {}).filter(Boolean)).toEqual([{ username: 'ada.lovelace@example.com' }]);
      const calls = [(await facade.served()).length, (await facade.kestra.served()).length];
      expect(calls.map((count) => Math.sign(count))).toEqual(served.map((count) => Math.sign(count)));
    },
  );

  test('may be a name and a password, for Kestra', async () => {
    const basic = `Basic ${Buffer.from('admin@sandbox.test:sandbox-admin').toString('base64')}`;
    const { errors } = await ask(both, { kestraToken: null, headers: { 'kestra-authorization': basic } });
    expect(errors).toBeUndefined();
    expect(await seenBy()).toEqual([new Set(['admin']), new Set(['admin'])]);
  });
});
