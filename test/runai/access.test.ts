import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';

interface Access {
  roles: string[];
  permitAllClusters: boolean;
  permittedClusters: string[];
  tenantId: number;
  entityType: string;
}
interface User {
  id: string;
  userId: string;
  username: string;
  access: Access | null;
}
/** As the platform's older family has a user. */
interface K8s extends Access {
  userId: string;
  email: string;
}

const everyUser = 'GET /v1/k8s/users';
const accessFields = 'access { roles isForAllClusters permittedClusterIds tenantId entityType }';

/** The graph's words for what the platform says. */
const inWords = ({ roles, permitAllClusters, permittedClusters, tenantId, entityType }: K8s) => ({
  roles: roles.map((role) => role.toUpperCase()),
  isForAllClusters: permitAllClusters,
  permittedClusterIds: permittedClusters,
  tenantId: String(tenantId),
  entityType: entityType.toUpperCase().replace('-', '_'),
});

describe.each(['2.22', 'legacy'] as const)('Run:ai %s', (version) => {
  let facade: Facade;
  /** By user id. */
  let users: Map<string, K8s>;
  const list =
    version === 'legacy' ? 'GET /api/v1/users' : 'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=100';
  beforeAll(async () => {
    facade = await graphOver({ version, users: 2000 });
    users = new Map((await readPlatform<K8s[]>(facade, '/v1/k8s/users'))?.map((user) => [user.userId, user]));
    await facade.ask('{ users { totalCount } }');
  });
  afterAll(() => facade.close());
  beforeEach(async () => {
    await facade.misbehave();
    await facade.forgetCalls();
  });

  async function ask<Data>(document: string): Promise<Data> {
    const { data, errors } = await facade.ask<Data, never>(document);
    expect(errors).toBeUndefined();
    return data;
  }

  describe('of users', () => {
    test.each([
      ['the whole of it', accessFields],
      ['roles alone', 'access { roles }'],
    ])('100 users with %s are the list and one call more', async (_, fields) => {
      const { users: page } = await ask<{ users: { nodes: User[] } }>(
        `{ users(first: 100) { nodes { userId ${fields} } } }`,
      );
      expect(page.nodes).toHaveLength(100);
      for (const { userId, access } of page.nodes)
        expect(inWords(users.get(userId) as K8s)).toMatchObject({ ...access });
      expect(await facade.calls()).toEqual([list, everyUser]);
    });

    test('one user is one call, of the roles alone where nothing else is asked', async () => {
      const [userId = ''] = users.keys();
      const whole = await ask<{ user: User }>(`{ user(by: { userId: "${userId}" }) { ${accessFields} } }`);
      expect(whole.user.access).toEqual(inWords(users.get(userId) as K8s));
      expect(await facade.calls()).toEqual([`GET /api/v1/users/${userId}`, `GET /v1/k8s/users/${userId}`]);

      await facade.forgetCalls();
      const roles = await ask<{ user: User }>(`{ user(by: { userId: "${userId}" }) { access { __typename roles } } }`);
      expect(roles.user.access?.roles).toEqual(whole.user.access?.roles);
      expect(await facade.calls()).toEqual([`GET /api/v1/users/${userId}`, `GET /v1/k8s/users/${userId}/roles`]);
    });

    test('a few users are a call each, not the whole list', async () => {
      const ids = [...users.keys()].slice(100, 105);
      const fields = ids.map((id, index) => `u${index}: user(by: { userId: "${id}" }) { ${accessFields} }`);
      const data = await ask<Record<string, User>>(`{ ${fields.join(' ')} }`);
      expect(Object.values(data).map(({ access }) => access)).toEqual(ids.map((id) => inWords(users.get(id) as K8s)));
      expect((await facade.calls()).toSorted()).toEqual(
        ids.flatMap((id) => [`GET /api/v1/users/${id}`, `GET /v1/k8s/users/${id}`]).toSorted(),
      );
    });

    test('a user whom the family does not know has none', async () => {
      const [userId = ''] = users.keys();
      await facade.misbehave({ operationId: 'getUserById', status: 404 }, { operationId: 'getUserRoles', status: 404 });
      expect(
        await ask(`{ user(by: { userId: "${userId}" }) { userId access { tenantId } roles: access { roles } } }`),
      ).toEqual({ user: { userId, access: null, roles: null } });
    });

    test('who may not see the list may still see single users', async () => {
      await facade.misbehave({ operationId: 'getUsers', status: 403 });
      const { users: page } = await ask<{ users: { nodes: User[] } }>(
        `{ users(first: 10) { nodes { userId ${accessFields} } } }`,
      );
      for (const { userId, access } of page.nodes) expect(access).toEqual(inWords(users.get(userId) as K8s));
      const calls = await facade.calls();
      expect(calls.slice(2).toSorted()).toEqual(
        page.nodes.map(({ userId }) => `GET /v1/k8s/users/${userId}`).toSorted(),
      );
    });

    test('who may not see some of them sees the others', async () => {
      await facade.misbehave({ operationId: 'getUserById', status: 403, times: 1 });
      const { data, errors } = await facade.ask<{ users: { nodes: User[] } }, never>(
        `{ users(first: 3) { nodes { ${accessFields} } } }`,
      );
      expect(data.users.nodes.filter(({ access }) => access === null)).toHaveLength(1);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    });
  });

  describe('users by it', () => {
    test.each([
      ['', '', () => true],
      [
        'roles: [ADMIN, VIEWER]',
        'roles=admin&roles=viewer',
        ({ roles }: K8s) => /admin|viewer/.test(` ${roles.join(' ')} `.replace('department_admin', '')),
      ],
      ['createdByMe: false', 'onlyCreatedByMe=false', () => true],
      ['type: SSO_USER', 'usersType=sso-user', ({ entityType }: K8s) => entityType === 'sso-user'],
      [
        'roles: [EDITOR], type: REGULAR_USER',
        'roles=editor&usersType=regular-user',
        ({ entityType, roles }: K8s) => entityType === 'regular-user' && roles.includes('editor'),
      ],
    ])('(%s) is one call, their access included', async (args, query, wanted) => {
      const { found } = await ask<{ found: { totalCount: number; nodes: User[] } }>(
        `{ found: usersByAccess(first: 50 ${args}) { totalCount nodes { id userId username ${accessFields} } } }`,
      );
      const expected = [...users.values()].filter(wanted);
      expect(found.totalCount).toBe(expected.length);
      expect(found.nodes.map(({ userId }) => userId)).toEqual(expected.slice(0, 50).map(({ userId }) => userId));
      expect(found.nodes.map(({ access }) => access)).toEqual(expected.slice(0, 50).map(inWords));
      expect(await facade.calls()).toEqual([query ? `${everyUser}?${query}` : everyUser]);
    });

    test('roles alone cost no call more', async () => {
      await ask('{ usersByAccess(first: 50, roles: [EDITOR]) { edges { cursor node { access { roles } } } } }');
      expect(await facade.calls()).toEqual([`${everyUser}?roles=editor`]);
    });

    test('fields that only users have cost one batch of the page', async () => {
      const { found } = await ask<{ found: { nodes: (User & { createdBy: string })[] } }>(
        '{ found: usersByAccess(first: 3, roles: [EDITOR]) { nodes { userId createdBy groups { totalCount } } } }',
      );
      expect(found.nodes.every(({ createdBy }) => createdBy.includes('@'))).toBe(true);
      expect((await facade.calls()).toSorted()).toEqual(
        [`${everyUser}?roles=editor`, ...found.nodes.map(({ userId }) => `GET /api/v1/users/${userId}`)].toSorted(),
      );
    });

    test('pages follow each other', async () => {
      const page = (after: string) =>
        ask<{ found: { pageInfo: { endCursor: string }; nodes: User[] } }>(
          `{ found: usersByAccess(first: 7, type: SSO_USER ${after}) { pageInfo { endCursor } nodes { userId } } }`,
        );
      const { found: first } = await page('');
      const { found: second } = await page(`after: "${first.pageInfo.endCursor}"`);
      const expected = [...users.values()].filter(({ entityType }) => entityType === 'sso-user').slice(0, 14);
      expect([...first.nodes, ...second.nodes].map(({ userId }) => userId)).toEqual(
        expected.map(({ userId }) => userId),
      );
    });
  });

  test('roles are those that the tenant can grant', async () => {
    expect(await ask<{ roles: string[] }>('{ roles }')).toEqual({
      roles: ['ADMIN', 'DEPARTMENT_ADMIN', 'RESEARCHER', 'EDITOR', 'VIEWER', 'RESEARCH_MANAGER', 'ML_ENGINEER'],
    });
    expect(await facade.calls()).toEqual(['GET /v1/k8s/users/roles']);
  });
});
