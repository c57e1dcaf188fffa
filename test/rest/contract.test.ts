import { assert, asyncProperty } from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  ChangeMyPasswordDocument,
  CreateUsersDocument,
  GroupDirectoryDocument,
  OffboardDocument,
  RefetchDocument,
  ResetPasswordDocument,
  UserDetailDocument,
  UsersDashboardDocument,
  UsersPageDocument,
  UsersTypeaheadDocument,
} from '../generated/graphql.ts';
import { anyText } from '../support/arbitraries.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { type Fixtures, loadFixtures } from '../support/runai-operations.ts';
import { runs } from '../support/runs.ts';
import { validatingProxy } from '../support/validating-proxy.ts';

// A control plane behind a path, that checks every request against the published contract.
describe.each(['2.24', '2.22', 'legacy'] as const)('no request breaks the contract of Run:ai %s', (version) => {
  let proxy: Awaited<ReturnType<typeof validatingProxy>>;
  let facade: Facade;
  let fixtures: Fixtures;
  beforeAll(async () => {
    proxy = await validatingProxy(`runai-${version}`, '/behind/a%20path');
    facade = await graphOver({ version, users: 1200 }, { RUNAI_URL: `${proxy.url}/` });
    proxy.forwardTo(facade.sandboxUrl);
    fixtures = await loadFixtures(facade);
  });
  afterAll(async () => {
    await facade.close();
    await proxy.close();
  });
  afterEach(() => {
    expect(proxy.broken.splice(0)).toEqual([]);
    expect(proxy.seen.splice(0).length, 'the proxy has seen what was asked').toBeGreaterThan(0);
  });

  test('lists, pages, filters and orders', async () => {
    const first = await facade.ask(UsersPageDocument, {
      first: 7,
      orderBy: { field: 'LAST_LOGIN_AT', direction: 'DESC' },
    });
    expect(first.errors).toBeUndefined();
    const after = first.data.users.pageInfo.endCursor;
    const next = await facade.ask(UsersPageDocument, {
      first: 7,
      after,
      orderBy: { field: 'LAST_LOGIN_AT', direction: 'DESC' },
    });
    expect(next.errors).toBeUndefined();
    expect(next.data.users.edges).toHaveLength(7);
    const last = await facade.ask(UsersPageDocument, {
      last: 500,
      search: 'a',
      filter: {
        username: { contains: '@' },
        createdBy: { contains: '.' },
        isLocal: true,
        createdAt: { gte: '2020-01-01T00:00:00+02:00', lte: '2030-01-01T00:00:00.123456Z' },
        updatedAt: { gte: '2020-01-01T00:00:00Z' },
        lastLoginAt: { lte: '2030-01-01T00:00:00Z' },
      },
    });
    expect(last.errors).toBeUndefined();
  });

  test('a dashboard, a search box and a directory of groups', async () => {
    const dashboard = await facade.ask(UsersDashboardDocument, { since: '2024-01-01T00:00:00Z' });
    expect(dashboard.errors).toBeUndefined();
    expect(dashboard.data.local.totalCount + dashboard.data.singleSignOn.totalCount).toBeLessThanOrEqual(1200);
    expect((await facade.ask(UsersTypeaheadDocument, { text: 'an' })).errors).toBeUndefined();
    expect((await facade.ask(GroupDirectoryDocument, {})).errors).toBeUndefined();
  });

  test('one user by each name, and nodes', async () => {
    const { reader, named, leaver } = fixtures;
    for (const by of [{ userId: reader.id }, { userId: named.userId }, { username: leaver.username }]) {
      const { data, errors } = await facade.ask(UserDetailDocument, { by });
      expect(errors).toBeUndefined();
      expect(data.user?.username).toBeTruthy();
    }
    const { data } = await facade.ask(RefetchDocument, { ids: Object.values(fixtures).map(({ id }) => id) });
    expect(data.nodes).toHaveLength(5);
  });

  test('changes', async () => {
    const users = [
      { email: `${crypto.randomUUID()}@example.com` },
      { email: `${crypto.randomUUID()}@example.com`, resetPassword: true },
    ];
    const created = await facade.ask(CreateUsersDocument, { input: { users } });
    expect(created.errors).toBeUndefined();
    expect(created.data.createUsers).toMatchObject({
      results: users.map(({ email }, index) => ({ index, email, result: { __typename: 'CreateUserPayload' } })),
      succeededCount: 2,
      failedCount: 0,
    });
    const broken = await facade.ask(CreateUsersDocument, { input: { users: [{ email: 'no address, this' }] } });
    expect(broken.data.createUsers, 'refused before it is sent, or by the platform').toMatchObject({
      results: [{ index: 0 }],
    });
    expect((await facade.ask(ResetPasswordDocument, { id: fixtures.reset.id })).errors).toBeUndefined();
    expect((await facade.ask(OffboardDocument, { user: fixtures.leaver.id })).errors).toBeUndefined();
    const passwords = { currentPassword: 'not it, surely', newPassword: 'Another!2024' };
    expect((await facade.ask(ChangeMyPasswordDocument, passwords)).errors).toBeUndefined();
  });

  test('whatever text a client sends', async () => {
    await assert(
      asyncProperty(anyText(12), async (text) => {
        await facade.ask(UsersTypeaheadDocument, { text });
        await facade.ask(UsersPageDocument, {
          first: 1,
          filter: { username: { eq: text }, createdBy: { contains: text } },
        });
        await facade.ask(UserDetailDocument, { by: { username: text } });
        await facade.ask(UserDetailDocument, { by: { userId: text } });
      }),
      {
        numRuns: runs(16),
        examples: [
          ['..'],
          ['.'],
          ['a/b'],
          ['%2e%2e'],
          ['?x=1&y=2#z'],
          ['a+b c,d'],
          ['two\nlines'],
          [''],
          ['\u0000'],
          ['\ud800'],
        ],
      },
    );
  });
});
