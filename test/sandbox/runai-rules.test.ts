import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from '../support/checked-client.ts';

interface Rule {
  readonly id: number;
  readonly subjectId: string;
  readonly subjectType: string;
  readonly roleId: number;
  readonly roleName: string;
  readonly scopeId: string;
  readonly scopeType: string;
  readonly scopeName: string;
  readonly createdAt: string;
  readonly deletedAt?: string | null;
}
interface Page {
  readonly totalRecords: number;
  readonly displayRecords: number;
  readonly accessRules: Rule[];
}
interface Role {
  readonly id: number;
  readonly name: string;
  readonly permissions: { resourceType: string; actions: string[] }[];
  readonly permissionSets?: { id: string; name: string }[];
}

const rulesPath = '/api/v1/authorization/access-rules';
const admin = 'admin@sandbox.test';

describe.each(['3.0', '2.24'] as const)('access rules of Run:ai %s', (version) => {
  const published = new Published(`runai-${version}`);
  const rolesPath = `/api/v${version === '3.0' ? 2 : 1}/authorization/roles`;
  let sandbox: Sandbox;
  let call: ReturnType<typeof client>;
  let rules: Rule[];
  let roles: Role[];
  beforeAll(async () => {
    sandbox = await startRunai({ users: 120, version });
    call = client(sandbox.url, published);
    rules = (await list('limit=500')).accessRules;
    const { body } = await call<Role[] & { roles: Role[] }>('GET', rolesPath);
    roles = body.roles ?? body;
  });
  afterAll(() => sandbox.close());

  const list = async (query = '') => (await call<Page>('GET', `${rulesPath}?${query}`)).body;
  const ids = async (query: string) => (await list(`limit=500&${query}`)).accessRules.map(({ id }) => id);
  const where = (keeps: (rule: Rule) => boolean) => rules.filter(keeps).map(({ id }) => id);

  test('come by pages, each of which tells how many there are', async () => {
    expect(rules.length).toBeGreaterThan(150);
    expect(await list()).toEqual({
      totalRecords: rules.length,
      displayRecords: 50,
      accessRules: rules.slice(0, 50),
    });
    expect((await list('offset=140&limit=3')).accessRules).toEqual(rules.slice(140, 143));
    expect((await list(`offset=${rules.length}`)).accessRules).toEqual([]);
    expect((await call('GET', `${rulesPath}?limit=501`)).status).toBe(400);
    expect((await call('GET', `${rulesPath}?offset=-1`)).status).toBe(400);
  });

  test('are of many subjects at once', async () => {
    const subjects = [admin, 'robotics', 'grace.hopper@example.com'];
    const query = `subjectIds=${subjects.map(encodeURIComponent).join(',')}`;
    const found = where(({ subjectId }) => subjects.includes(subjectId));
    expect(await ids(query)).toEqual(found);
    expect(await list(`${query}&limit=1`)).toMatchObject({ totalRecords: found.length, displayRecords: 1 });
    expect(await ids(`${query}&subjectType=group`)).toEqual(where(({ subjectId }) => subjectId === 'robotics'));
  });

  test('are filtered by every operator, and counted by the same conditions', async () => {
    const [rule] = rules.filter(({ scopeType }) => scopeType === 'project');
    const cases: readonly (readonly [string, (rule: Rule) => boolean])[] = [
      ['scopeType==project', ({ scopeType }) => scopeType === 'project'],
      ['scopeType!=project', ({ scopeType }) => scopeType !== 'project'],
      ['roleName=@ADMIN', ({ roleName }) => roleName.includes('admin')],
      ['roleName!@admin', ({ roleName }) => !roleName.includes('admin')],
      ['subjectId=^A', ({ subjectId }) => subjectId.toLowerCase().startsWith('a')],
      ['subjectId=$.org', ({ subjectId }) => subjectId.endsWith('.org')],
      ['createdAt>=2024-01-01T00:00:00Z', ({ createdAt }) => createdAt >= '2024'],
      [`roleId==${rule?.roleId}`, ({ roleId }) => roleId === rule?.roleId],
      [
        `scopeId==${rule?.scopeId},subjectType==user`,
        (one) => one.scopeId === rule?.scopeId && one.subjectType === 'user',
      ],
    ];
    for (const [condition, keeps] of cases) {
      const query = `filterBy=${condition.split(',').map(encodeURIComponent).join(',')}`;
      const found = where(keeps);
      expect(found.length, condition).toBeGreaterThan(0);
      expect(await ids(query), condition).toEqual(found);
      expect((await call('GET', `${rulesPath}/count?${query}`)).body).toEqual({ count: found.length });
    }
    for (const refused of ['createdAt>=never', 'createdAt=@2024', 'roleId==x', 'nothing==1', 'phase']) {
      const { status } = await call('GET', `${rulesPath}?filterBy=${encodeURIComponent(refused)}`);
      expect(status, refused).toBe(400);
    }
  });

  test('are searched and sorted', async () => {
    expect(await ids('search=ROBOTICS')).toEqual(where(({ subjectId }) => subjectId === 'robotics'));
    const sorted = (await list('limit=500&sortBy=subjectId&sortOrder=desc')).accessRules;
    expect(sorted.map(({ subjectId }) => subjectId)).toEqual(
      rules
        .map(({ subjectId }) => subjectId)
        .toSorted()
        .toReversed(),
    );
  });

  test('are created once, read with the path of their scope, and deleted', async () => {
    const [scoped] = rules.filter(({ scopeType }) => scopeType === 'department');
    const body = {
      subjectId: 'new@example.com',
      subjectType: 'user',
      roleId: roles[1]?.id,
      scopeId: scoped?.scopeId,
      scopeType: 'department',
    };
    const created = await call<Rule>('POST', rulesPath, body);
    expect(created).toMatchObject({ status: 201, body: { ...body, roleName: 'Viewer', scopeName: scoped?.scopeName } });
    const path = `${rulesPath}/${created.body.id}`;
    expect((await call('GET', path)).body).toEqual({
      ...created.body,
      scopePath: expect.stringMatching(new RegExp(`^runai/cluster-\\d/${scoped?.scopeName}$`)),
    });
    expect((await call('POST', rulesPath, body)).status).toBe(409);
    expect((await call('POST', rulesPath, { ...body, roleId: 1 })).status).toBe(404);
    expect((await call('POST', rulesPath, { ...body, scopeId: 'x' })).status).toBe(404);
    expect((await call('POST', rulesPath, { ...body, subjectId: '' })).status).toBe(400);
    expect((await call('POST', rulesPath, { ...body, subjectType: 'all-authenticated-users' })).status).toBe(400);
    expect((await call('DELETE', path)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await call(method, path)).status).toBe(404);
    const deleted = (await list(`includeDeleted=true&subjectIds=new%40example.com`)).accessRules;
    expect(deleted).toMatchObject([{ id: created.body.id, deletedAt: expect.any(String) }]);
    expect(await ids('subjectIds=new%40example.com')).toEqual([]);
    expect(await ids(`lastUpdated=${deleted[0]?.deletedAt}`)).toEqual([]);
  });

  test('are created and deleted by batches, each rule with its own result', async () => {
    const [held] = rules.filter(({ subjectType }) => subjectType === 'user');
    const { roleId, scopeId, scopeType } = held as Rule;
    const subjects = [
      { subjectId: held?.subjectId, subjectType: 'user' },
      { subjectId: 'night-shift', subjectType: 'group' },
    ];
    const scopes = [
      { scopeId, scopeType },
      { scopeId: 'nowhere', scopeType: 'project' },
    ];
    const payload = { roleId, subjects, scopes };
    const { body } = await call<{ succeeded: Rule[]; failed: { code: number }[] }>(
      'POST',
      `${rulesPath}/batch-create`,
      { payload },
    );
    expect(body.succeeded).toMatchObject([{ subjectId: 'night-shift', roleId, scopeId }]);
    expect(body.failed.map(({ code }) => code)).toEqual([409, 404, 404]);

    const id = String(body.succeeded[0]?.id);
    const batch = (action: string) => call('POST', `${rulesPath}/batch`, { action, ids: [id, '99999', 'x'] });
    const failed = [
      { id: '99999', code: 404, message: 'access rule not found' },
      { id: 'x', code: 404, message: 'access rule not found' },
    ];
    for (const action of ['validate_delete', 'delete']) {
      expect((await batch(action)).body).toMatchObject({ succeeded: [id], failed });
    }
    expect((await batch('delete')).body).toMatchObject({ succeeded: [], failed: [{ id, code: 404 }, ...failed] });
  });

  test("tell the caller's own, with those of everyone and of the caller's groups", async () => {
    const own = await call<{ accessRules: Page }>('GET', '/api/v1/authorization/me/access-rules');
    const { accessRules, totalRecords } = own.body.accessRules;
    expect(accessRules.filter(({ subjectType }) => subjectType === 'user')).toMatchObject([
      { subjectId: admin, roleName: 'System administrator', scopeType: 'tenant' },
    ]);
    expect(accessRules.some(({ subjectType }) => subjectType === 'all-authenticated-users')).toBe(version === '3.0');
    expect((await call('GET', '/api/v1/authorization/me/access-rules/count')).body).toEqual({ count: totalRecords });
    const found = await call<{ accessRules: Page }>('GET', '/api/v1/authorization/me/access-rules?search=system');
    expect(found.body.accessRules.totalRecords).toBe(1);
  });

  test('roles have permissions, and a single one is as the list has it', async () => {
    expect(roles.map(({ name }) => name)).toContain('System administrator');
    for (const role of roles.slice(0, 2)) {
      expect(role.permissions.length).toBeGreaterThan(5);
      expect((await call('GET', `${rolesPath}/${role.id}`)).body).toEqual(role);
    }
    expect((await call('GET', `${rolesPath}/1`)).status).toBe(404);
  });

  test('the caller is told what is permitted, and where', async () => {
    const viewer = client(sandbox.url, published, 'Bearer sandbox-viewer');
    const permitted = (one: typeof call) =>
      one('POST', '/api/v1/authorization/permitted-scopes', { resourceType: 'users', action: null });
    const anywhere = { system: false, tenants: ['1001'] };
    const nowhere = { system: false };
    expect((await permitted(call)).body).toEqual({
      create: anywhere,
      read: anywhere,
      update: anywhere,
      delete: anywhere,
    });
    expect((await permitted(viewer)).body).toEqual({
      create: nowhere,
      read: anywhere,
      update: nowhere,
      delete: nowhere,
    });
    const ofUsers = expect.objectContaining({ resourceType: 'users', actions: ['read'] });
    expect((await viewer('GET', '/api/v1/authorization/permissions')).body).toContainEqual(ofUsers);
    expect((await viewer('POST', `${rulesPath}/batch`, { ids: ['1'], action: 'delete' })).status).toBe(403);
  });

  test.runIf(version === '3.0')('custom roles are created, replaced and deleted; predefined ones are not', async () => {
    const [system] = roles;
    const [set] = system?.permissionSets ?? [];
    const body = { name: 'User keeper', description: 'keeps users', permissionSets: [{ id: set?.id }] };
    const created = await call<Role>('POST', rolesPath, body);
    expect(created).toMatchObject({ status: 201, body: { name: 'User keeper', permissionSets: [set] } });
    expect((await call('POST', rolesPath, body)).status).toBe(409);
    expect(
      (await call('POST', rolesPath, { ...body, name: 'x', permissionSets: [{ id: crypto.randomUUID() }] })).status,
    ).toBe(400);
    const path = `${rolesPath}/${created.body.id}`;
    const { body: replaced } = await call<Role>('PUT', path, { name: 'User keeper', description: '', enabled: null });
    expect(replaced).toMatchObject({ id: created.body.id, permissions: [], enabled: null, effectiveEnabled: true });
    expect((await call('DELETE', path)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await call(method, path)).status).toBe(404);
    expect((await call('DELETE', `${rolesPath}/${system?.id}`)).status).toBe(400);
    expect((await call('PUT', `${rolesPath}/${system?.id}`, body)).status).toBe(400);
    const held = roles.find(({ name }) => name === 'User reader');
    expect((await call('DELETE', `${rolesPath}/${held?.id}`)).status).toBe(400);
  });

  test.runIf(version === '3.0')('roles come by pages, and permission sets one by one', async () => {
    const names = roles.map(({ name }) => name);
    const page = await call<{ roles: Role[]; next?: number }>('GET', `${rolesPath}?limit=4`);
    expect(page.body).toEqual({ roles: roles.slice(0, 4), next: 4 });
    const rest = await call<{ roles: Role[]; next?: number }>('GET', `${rolesPath}?limit=50&offset=4`);
    expect(rest.body).toEqual({ roles: roles.slice(4) });
    const sorted = await call<{ roles: Role[] }>('GET', `${rolesPath}?sortBy=name&sortOrder=desc`);
    expect(sorted.body.roles.map(({ name }) => name)).toEqual(names.toSorted().toReversed());
    const found = await call<{ roles: Role[] }>('GET', `${rolesPath}?search=admin&filterBy=name%3D%3DViewer`);
    expect(found.body.roles).toEqual([]);
    expect((await call('GET', `${rolesPath}?sortBy=hue`)).status).toBe(400);
    expect((await call('GET', `${rolesPath}?filterBy=hue%3D%3Dred`)).status).toBe(400);
    const [set] = roles[0]?.permissionSets ?? [];
    const path = '/api/v1/authorization/permission-sets';
    expect((await call('GET', `${path}/${set?.id}`)).body).toMatchObject(set ?? {});
    expect((await call('GET', `${path}/${crypto.randomUUID()}`)).status).toBe(404);
  });

  test('every operation but those of tokens was answered with success', () => {
    const expected = published.operationIds.filter((id) => /rule|role|permi/.test(id));
    expect(expected).toHaveLength(version === '3.0' ? 17 : 13);
    expect(expected.filter((id) => ![...published.seen].some((seen) => seen.startsWith(`${id} 2`)))).toEqual([]);
  });
});

test('versions before have no access rules', async () => {
  const older = await startRunai({ users: 1, version: '2.22' });
  expect((await client(older.url, new Published('runai-2.22'))('GET', rulesPath)).status).toBe(404);
  await older.close();
});
