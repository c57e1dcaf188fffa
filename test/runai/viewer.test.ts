import { assert, constantFrom, oneof, property, record, string, anything as value } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimsOf } from '../../src/rest/token-claims.ts';
import { admin } from '../../src/sandbox/auth.ts';
import { issueToken } from '../../src/sandbox/tokens.ts';
import { type Facade, graphOver } from '../support/facade.ts';

const who = '{ viewer { subjectId username email firstName lastName groupNames tokenIssuedAt tokenExpiresAt } }';
const account = '{ viewer { user { username isLocal } } }';

type Data = { viewer: Record<string, unknown> | null };

const claims = {
  sub: 'a-subject',
  given_name: 'Sandbox',
  family_name: 'Admin',
  groups: ['robotics', 'speech'],
  iat: 1_790_000_000,
  exp: 4_102_444_800,
};

describe('who the caller is on Run:ai', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ users: 20 }, { LOG_LEVEL: 'trace' });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());
  const ask = (document: string, token: string) => facade.ask<Data, object>(document, {}, { token });

  test('is what the token says, which costs no call', async () => {
    const before = facade.lines.length;
    const { data, errors } = await ask(who, issueToken(admin, claims));
    expect(errors).toBeUndefined();
    expect(data.viewer).toEqual({
      subjectId: 'a-subject',
      username: 'admin@sandbox.test',
      email: 'admin@sandbox.test',
      firstName: 'Sandbox',
      lastName: 'Admin',
      groupNames: ['robotics', 'speech'],
      tokenIssuedAt: '2026-09-21T14:13:20.000Z',
      tokenExpiresAt: '2100-01-01T00:00:00.000Z',
    });
    expect(await facade.calls()).toEqual([]);
    expect(facade.lines.slice(before).join('\n')).not.toMatch(/a-subject|admin@sandbox|robotics/);
  });

  test.each(['sandbox-admin', 'a.b.c', `a.${Buffer.from('[1]').toString('base64url')}.c`, 'a..c', '....'])(
    'is not known from a token such as %s',
    async (token) => {
      const { data, errors } = await ask(who, token);
      expect(errors).toBeUndefined();
      expect(new Set(Object.values(data.viewer ?? {}))).toEqual(new Set([null]));
      expect(await facade.calls()).toEqual([]);
    },
  );

  test('is an error without a token', async () => {
    const { data, errors } = await facade.ask<Data, object>(who, {}, { token: null });
    expect(data.viewer).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('is found among the users by the name of the token, by its address, or by its subject', async () => {
    const found = { user: { username: 'admin@sandbox.test', isLocal: true } };
    const byName = 'GET /api/v1/users?filterBy=username==admin@sandbox.test&offset=0&limit=1';
    expect((await ask(account, issueToken(admin, claims))).data.viewer).toEqual(found);
    expect(await facade.calls()).toEqual([byName]);

    await facade.forgetCalls();
    expect((await ask(account, issueToken(admin, { preferred_username: 7 }))).data.viewer).toEqual(found);
    expect(await facade.calls()).toEqual([byName]);

    const users = await facade.ask<{ users: { nodes: { userId: string }[] } }, never>(
      '{ users(first: 1) { nodes { userId } } }',
    );
    const sub = users.data.users.nodes[0]?.userId;
    await facade.forgetCalls();
    const bySubject = await ask(account, issueToken(admin, { sub, preferred_username: undefined, email: undefined }));
    expect(bySubject.data.viewer).toMatchObject({ user: { username: expect.any(String) } });
    expect(await facade.calls()).toEqual([`GET /api/v1/users/${sub}`]);
  });

  test('a token whose names are not those of a user has none', async () => {
    const { data, errors } = await ask(
      account,
      issueToken(admin, { ...claims, preferred_username: 'service-account-7' }),
    );
    expect(errors).toBeUndefined();
    expect(data.viewer).toEqual({ user: null });
  });

  test('who cannot be named is not looked for', async () => {
    const { data, errors } = await ask(account, 'sandbox-admin');
    expect(errors).toBeUndefined();
    expect(data.viewer).toEqual({ user: null });
    expect(await facade.calls()).toEqual([]);
  });

  test('a token that the platform did not issue tells its claims, and nothing of the platform', async () => {
    const [header, , signature] = issueToken(admin, claims).split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, email: 'ada@example.com' })).toString('base64url');
    const { data, errors } = await ask('{ viewer { email user { username } } }', `${header}.${forged}.${signature}`);
    expect(data.viewer).toEqual({ email: 'ada@example.com', user: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['viewer', 'user'], 'UNAUTHENTICATED'],
    ]);
  });
});

const permissions = 'GET /api/v1/authorization/permissions';
type Rights = { users: { nodes: { viewerCanUpdate: boolean | null; viewerCanDelete: boolean | null }[] } };

describe('what the caller may do', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ users: 20 });
  });
  afterAll(() => facade.close());
  beforeEach(async () => {
    await facade.misbehave();
    await facade.forgetCalls();
  });
  const rights = 'viewerCanUpdate viewerCanDelete';

  test.each([
    ['sandbox-admin', true],
    ['sandbox-viewer', false],
  ])('%s, with each user of a list: one call more, which tells all permissions', async (token, may) => {
    const { data, extensions } = await facade.ask<Rights & Data, object>(
      `{ users(first: 3) { nodes { ${rights} } } viewer { permissions { resourceType actions } } }`,
      {},
      { token, headers: { 'x-explain': '1' } },
    );
    expect(data.users.nodes).toEqual(Array(3).fill({ viewerCanUpdate: may, viewerCanDelete: may }));
    expect(data.viewer?.permissions).toContainEqual({
      resourceType: 'users',
      actions: may ? ['create', 'read', 'update', 'delete'] : ['read'],
    });
    expect((await facade.calls()).toSorted()).toEqual([permissions, expect.stringMatching(/^GET .api.v1.users\?/)]);
    expect(extensions?.cost).toMatchObject({ actual: 2 });
  });

  test('is unknown where Run:ai does not tell, and the users are there all the same', async () => {
    await facade.misbehave({ operationId: 'get_permissions', status: 403 });
    const { data, errors } = await facade.ask<Rights, never>(`{ users(first: 3) { nodes { ${rights} } } }`);
    expect(data.users.nodes).toEqual(Array(3).fill({ viewerCanUpdate: null, viewerCanDelete: null }));
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
  });

  test('is not told before 2.24, which costs no call', async () => {
    const older = await graphOver({ users: 5, version: '2.22' });
    const { data, errors } = await older.ask<Rights & Data, never>(
      `{ users(first: 1) { nodes { ${rights} } } viewer { subjectId permissions { actions } permittedScopes(resourceType: "users") { read { isEverywhere } } } }`,
    );
    expect(data.users.nodes).toEqual([{ viewerCanUpdate: null, viewerCanDelete: null }]);
    expect(data.viewer).toEqual({ subjectId: null, permissions: null, permittedScopes: null });
    expect(errors).toHaveLength(4);
    for (const { extensions } of errors ?? []) {
      expect(extensions).toEqual({ code: 'UNSUPPORTED_BY_VERSION', versions: ['3.0', '2.26', '2.25', '2.24'] });
    }
    expect((await older.served()).map(({ operationId }) => operationId)).toEqual(['get_users']);
    await older.close();
  });
});

test('claims are told in their own types, or not at all', () => {
  const odd = oneof(value(), string(), constantFrom<unknown>(-1, 1e300, 253_402_300_800, 0, 1.5, null, ['a', 1]));
  const any = record({ sub: odd, email: odd, groups: odd, iat: odd, exp: odd });
  assert(
    property(any, (payload) => {
      const token = `e30.${Buffer.from(JSON.stringify(payload) ?? '').toString('base64url')}.`;
      const { subject, email, groups, issuedAt, expiresAt } = claimsOf(`Bearer ${token}`);
      for (const text of [subject, email])
        expect(text === undefined || (typeof text === 'string' && text !== '')).toBe(true);
      expect(groups === undefined || groups.every((group) => typeof group === 'string')).toBe(true);
      for (const time of [issuedAt, expiresAt]) if (time !== undefined) expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
    }),
    { numRuns: 200 },
  );
});
