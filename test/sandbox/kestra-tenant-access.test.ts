import { afterAll, describe, expect, test } from 'vitest';
import { tenantAdmin } from '../../src/sandbox/auth.ts';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import { client } from '../support/checked-client.ts';
import { group, kestraServer } from '../support/kestra-server.ts';

interface Listed<Row = Record<string, unknown>> {
  results: (Row & { id: string })[];
  total: number;
}

const role = (name: string, tenantId = 'main') => rolesOf(tenantId).find((one) => one.name === name)?.id ?? '';
const admins = group('main', 'Admins');

describe.each(['1.3', '2.0'] as const)('Kestra %s', async (version) => {
  const { published, call, close, url, everyone, newUser, missing } = await kestraServer(version);
  afterAll(close);
  const isAtLeast2 = version === '2.0';
  const asTenantAdmin = client(url, published, `Bearer ${tenantAdmin.token}`);
  const page = (path: string, query = '') => call<Listed>('GET', `/api/v1/${path}?page=1&size=1000${query}`);
  const status = async (...args: Parameters<typeof call>) => (await call(...args)).status;

  test('lists those who have access to a tenant: people first, then programs', async () => {
    const { results, total } = (await page('main/tenant-access')).body;
    const people = everyone.filter(({ tenants }) => tenants.some(({ id }) => id === 'main')).map(({ id }) => id);
    const programs = serviceAccounts.filter(({ tenantId }) => tenantId === 'main').map(({ id }) => id);
    expect(results.map(({ id }) => id)).toEqual([...people, ...programs]);
    expect(total).toBe(results.length);
    const type = isAtLeast2 ? 'filters%5Btype%5D%5BEQUALS%5D' : 'type';
    expect((await page('main/tenant-access', `&${type}=SERVICE_ACCOUNT`)).body.total).toBe(programs.length);
    const named = await page('main/tenant-access', '&filters%5Bq%5D%5BEQUALS%5D=LOVELACE');
    expect(named.body.results).toMatchObject([{ username: 'ada.lovelace@example.com' }]);
    expect(
      (await page('main/tenant-access', '&filters%5Busername%5D%5BEQUALS%5D=ada.lovelace@example.com')).body,
    ).toEqual(named.body);
    expect(await status('GET', '/api/v1/moon/tenant-access?page=1&size=1')).toBe(404);
    if (isAtLeast2) expect((await page('main/service-accounts')).body.results.map(({ id }) => id)).toEqual(programs);
  });

  test('lets users in, by e-mail or id, and shuts them out', async () => {
    const [user, other] = [await newUser(), await newUser()];
    const at = (id: string) => `/api/v1/main/tenant-access/${id}`;
    expect(await status('GET', at(user.id))).toBe(404);
    expect(await status('POST', '/api/v1/main/tenant-access', { email: user.email.toUpperCase() })).toBe(204);
    expect(await status('POST', '/api/v1/main/tenant-access', { email: user.email })).toBe(409);
    expect(await status('POST', '/api/v1/main/tenant-access', { email: 'nobody@x.io' })).toBe(404);
    expect([await status('PUT', at(other.id)), await status('PUT', at(other.id))]).toEqual([201, 201]);
    expect(await status('PUT', `/api/v1/main/groups/${admins}/members/${user.id}`)).toBe(200);
    const { body: binding } = await call<{ id: string }>('POST', '/api/v1/main/bindings', {
      ...{ type: 'USER', externalId: user.id, roleId: role('Viewer'), namespaceId: 'company.team' },
    });
    const { body: access } = await call<{ roles: object[] }>('GET', at(user.id));
    const resource = isAtLeast2 ? 'resource' : 'permission';
    expect(access).toMatchObject({
      ...{ tenantId: 'main', userId: user.id, username: user.email, superAdmin: false },
      groups: [{ id: admins, name: 'Admins', external: false }],
      roles: [
        { name: 'Admin', origin: 'GROUP', sourceId: admins },
        {
          ...{ name: 'Viewer', origin: 'BINDING', sourceId: binding.id, namespace: 'company.team' },
          permissions: [
            { [resource]: 'FLOW', actions: isAtLeast2 ? ['VIEW', 'LIST'] : ['READ'] },
            { [resource]: 'EXECUTION' },
            { [resource]: 'NAMESPACE' },
          ],
        },
      ],
    });
    expect([await status('DELETE', at(user.id)), await status('DELETE', at(user.id))]).toEqual([204, 404]);
    expect(await status('GET', `/api/v1/main/bindings/${binding.id}`)).toBe(404);
    expect((await call('GET', `/api/v1/users/${user.id}`)).body).toMatchObject({ tenants: [], groups: [] });
  });

  test('creates, changes and deletes groups', async () => {
    const user = await newUser({ tenants: ['main'] });
    const created = await call<{ id: string }>('POST', '/api/v1/main/groups', { name: 'Night', membersId: [user.id] });
    expect(created).toMatchObject({ status: 200, body: { name: 'Night', description: '' } });
    const at = `/api/v1/main/groups/${created.body.id}`;
    expect(await status('POST', '/api/v1/main/groups', { name: 'Night' })).toBe(409);
    expect(await status('POST', '/api/v1/main/groups', {})).toBe(422);
    expect(await status('PUT', at, { name: 'Admins' })).toBe(409);
    expect((await call('PUT', at, { name: 'Late', description: 'At night.' })).body).toMatchObject({ name: 'Late' });
    expect((await call('GET', at)).body).toEqual({ id: created.body.id, name: 'Late', description: 'At night.' });
    const search = isAtLeast2 ? 'filters%5Bq%5D%5BEQUALS%5D' : 'q';
    expect((await page('main/groups/search', `&${search}=LAT`)).body).toMatchObject({
      total: 1,
      results: [{ name: 'Late' }],
    });
    const [sorted] = (await page('main/groups/search', '&sort=name:desc')).body.results;
    expect(sorted).toMatchObject({ name: 'Viewers' });
    for (const body of [{ q: 'late' }, { ids: [created.body.id] }]) {
      expect((await call('POST', '/api/v1/main/groups/autocomplete', body)).body).toMatchObject([{ name: 'Late' }]);
    }
    const ids = [created.body.id, 'none', admins];
    expect((await call('POST', '/api/v1/main/groups/ids', { ids })).body).toMatchObject([
      { id: admins },
      { id: ids[0] },
    ]);
    expect([await status('DELETE', at), await status('DELETE', at)]).toEqual([200, 404]);
    expect((await call('GET', `/api/v1/users/${user.id}`)).body).toMatchObject({
      groups: [],
      tenants: [{ id: 'main' }],
    });
    expect(await status('GET', `/api/v1/research/groups/${admins}`)).toBe(404);
  });

  test('adds members, makes them owners, and removes them', async () => {
    const [user, stranger] = [await newUser({ tenants: ['main'] }), await newUser()];
    const at = (id: string) => `/api/v1/main/groups/${admins}/members/${id}`;
    const owner = `/api/v1/main/groups/${admins}/members/membership/${user.id}`;
    expect(await status('PUT', `${owner}?membership=OWNER`)).toBe(409);
    expect([await status('PUT', at(user.id)), await status('PUT', at(user.id))]).toEqual([200, 409]);
    expect(await status('PUT', at(stranger.id))).toBe(isAtLeast2 ? 404 : 200);
    const shown = (membership: string) => ({
      id: user.id,
      groups: [{ id: admins, name: 'Admins', external: false, membership }],
    });
    expect((await call('PUT', `${owner}?membership=OWNER`)).body).toMatchObject(shown('OWNER'));
    const found = await page(`main/groups/${admins}/members`, `&filters%5Busername%5D%5BEQUALS%5D=${user.email}`);
    expect(found.body).toMatchObject({ total: 1, results: [shown('OWNER')] });
    expect((await call('PUT', `${owner}?membership=MEMBER`)).body).toMatchObject(shown('MEMBER'));
    expect(await status('PUT', owner)).toBe(400);
    expect([await status('DELETE', at(user.id)), await status('DELETE', at(user.id))]).toEqual([200, 409]);
    expect(await status('PUT', at('nobody'))).toBe(404);
    expect(await status('GET', `/api/v1/main/groups/none/members?page=1&size=1`)).toBe(404);
  });

  test('lets callers change their own account, and its tokens', async () => {
    expect((await call('PATCH', '/api/v1/me', { lastName: 'Root' })).body).toMatchObject({
      profile: { lastName: 'Root' },
    });
    const { body } = await call<{ id: string }>('POST', '/api/v1/me/api-tokens', { name: 'mine' });
    expect((await call('GET', '/api/v1/me/api-tokens')).body).toMatchObject({
      results: [{ id: body.id, name: 'mine' }],
    });
    expect(await status('DELETE', `/api/v1/me/api-tokens/${body.id}`)).toBe(200);
    await call('POST', '/api/v1/research/invitations', { email: 'invited@x.io', createUserIfNotExist: true });
    expect((await call('GET', '/api/v1/me/invitations')).body).toEqual([]);
  });

  test('lets a tenant admin do what its roles allow, in its tenant', async () => {
    const ask = async (...args: Parameters<typeof call>) => (await asTenantAdmin(...args)).status;
    expect(await ask('GET', '/api/v1/me')).toBe(200);
    expect(await ask('GET', '/api/v1/users?page=1&size=1')).toBe(403);
    expect(await ask('GET', '/api/v1/service-accounts?page=1&size=1')).toBe(403);
    expect(await ask('GET', '/api/v1/research/tenant-access?page=1&size=1')).toBe(403);
    for (const path of ['tenant-access', 'groups/search', 'roles/search', 'bindings/search', 'invitations/search']) {
      expect(await ask('GET', `/api/v1/main/${path}?page=1&size=1`), path).toBe(200);
    }
    expect(await ask('POST', '/api/v1/main/tenant-access/autocomplete', { q: 'ada' })).toBe(200);
    expect(await ask('POST', '/api/v1/main/invitations', { email: 'root@x.io', superAdmin: true })).toBe(403);
    expect(await ask('POST', '/api/v1/main/service-accounts', { name: 'root', superAdmin: true })).toBe(403);
    const viewing = client(url, published, 'Bearer sandbox-viewer');
    expect((await viewing('POST', '/api/v1/main/roles/autocomplete', { q: 'a' })).status).toBe(200);
    expect((await viewing('POST', '/api/v1/main/groups', { name: 'Viewed' })).status).toBe(403);
  });

  test('every operation of this kind was answered with success', () => {
    const kind = (id: string) =>
      /TenantAccess$|Group(?!Role)|CurrentUser$/.test(id) && !/updateUserGroups|Password/.test(id);
    expect(published.operationIds.filter(kind).length).toBeGreaterThan(20);
    expect(missing(kind)).toEqual([]);
  });
});
