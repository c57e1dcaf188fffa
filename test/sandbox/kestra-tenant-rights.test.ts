import { afterAll, describe, expect, test } from 'vitest';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import { group, kestraServer } from '../support/kestra-server.ts';

interface Listed<Row = Record<string, unknown>> {
  results: (Row & { id: string })[];
  total: number;
}

const role = (name: string, tenantId = 'main') => rolesOf(tenantId).find((one) => one.name === name)?.id ?? '';
const admins = group('main', 'Admins');

describe.each(['1.3', '2.0'] as const)('Kestra %s', async (version) => {
  const { published, call, close, newUser, missing } = await kestraServer(version);
  afterAll(close);
  const isAtLeast2 = version === '2.0';
  const page = (path: string, query = '') => call<Listed>('GET', `/api/v1/${path}?page=1&size=1000${query}`);
  const status = async (...args: Parameters<typeof call>) => (await call(...args)).status;

  test('tells roles', async () => {
    const { body } = await page('main/roles/search', '&sort=name:asc');
    expect(body.results).toMatchObject(
      ['Admin', 'Editor', 'Launcher', 'People Manager', 'Viewer'].map((name) => ({
        name,
        isManaged: !name.includes(' '),
      })),
    );
    expect(await status('GET', '/api/v1/main/roles/search?page=1&size=5&sort=id')).toBe(422);
    const permissions = isAtLeast2
      ? { FLOW: ['VIEW', 'LIST'], EXECUTION: ['VIEW', 'LIST', 'CREATE'] }
      : { FLOW: ['READ'], EXECUTION: ['READ', 'CREATE'] };
    expect((await call('GET', `/api/v1/main/roles/${role('Launcher')}`)).body).toMatchObject({ permissions });
    expect((await call('POST', '/api/v1/main/roles/autocomplete', { q: 'launch' })).body).toMatchObject([
      { name: 'Launcher' },
    ]);
    const ids = [role('Viewer'), 'none'];
    expect((await call('POST', '/api/v1/main/roles/ids', { ids })).body).toMatchObject([
      { name: 'Viewer', deleted: false },
    ]);
    expect(await status('GET', `/api/v1/research/roles/${role('Viewer')}`)).toBe(404);
  });

  test('binds roles to users and groups, one or many at once', async () => {
    const user = await newUser({ tenants: ['main'] });
    const one = { type: 'USER', externalId: user.id, roleId: role('Editor') };
    const { body } = await call<{ id: string }>('POST', '/api/v1/main/bindings', one);
    expect(body).toMatchObject({ type: 'USER', namespace: null, role: { name: 'Editor' }, user: { type: 'STANDARD' } });
    const many = [
      { ...one, namespaceId: 'a.b' },
      { type: 'GROUP', externalId: admins, roleId: role('Viewer') },
    ];
    expect((await call<object[]>('POST', '/api/v1/main/bindings/bulk', many)).body).toMatchObject([
      { namespace: 'a.b', user: { username: user.email } },
      { group: { name: 'Admins' } },
    ]);
    expect((await page('main/bindings/search', `&type=USER&id=${user.id}`)).body.total).toBe(2);
    expect((await page('main/bindings/search', `&namespace=a.b&sort=type:asc`)).body.total).toBe(1);
    expect(await status('POST', '/api/v1/main/bindings/bulk', [one, { ...one, roleId: 'none' }])).toBe(404);
    expect((await page('main/bindings/search', `&id=${user.id}`)).body.total).toBe(2);
    expect(await status('POST', '/api/v1/research/bindings', { ...one, roleId: role('Editor', 'research') })).toBe(404);
    const at = `/api/v1/main/bindings/${body.id}`;
    expect((await call('GET', at)).body).toEqual(body);
    expect([await status('DELETE', at), await status('DELETE', at)]).toEqual([204, 404]);
  });

  test('invites strangers, lets in whom it knows, and tells the invited', async () => {
    const body = { email: 'guest@x.io', roles: [{ id: role('Viewer'), namespaces: ['a', 'b'] }], groups: [admins] };
    expect(await status('POST', '/api/v1/main/invitations', body)).toBe(201);
    expect(await status('POST', '/api/v1/main/invitations', { email: 'Guest@x.io' })).toBe(409);
    expect(await status('POST', '/api/v1/main/invitations', { email: 'guest' })).toBe(422);
    const { body: found } = await call<{ id: string }[]>('GET', '/api/v1/main/invitations/email/guest@x.io');
    const invited = { email: body.email, status: 'PENDING', roles: [{ name: 'Viewer' }], groups: [{ name: 'Admins' }] };
    expect(found).toMatchObject([{ ...invited, tenantId: 'main', link: expect.stringContaining('/ui/invitation/') }]);
    const [email, state] = isAtLeast2
      ? ['filters%5Bemail%5D%5BEQUALS%5D', 'filters%5Bstatus%5D%5BEQUALS%5D']
      : ['email', 'status'];
    expect((await page('main/invitations/search', `&${email}=guest@x.io`)).body.results).toEqual(found);
    expect((await page('main/invitations/search', `&${state}=EXPIRED&sort=email:asc`)).body.results).toMatchObject([
      { status: 'EXPIRED' },
    ]);
    const at = `/api/v1/main/invitations/${found[0]?.id}`;
    expect((await call('GET', at)).body).toEqual(found[0]);
    expect([await status('DELETE', at), await status('DELETE', at)]).toEqual([204, 404]);

    const user = await newUser();
    expect(await status('POST', '/api/v1/main/invitations', { ...body, email: user.email })).toBe(204);
    expect((await call('GET', `/api/v1/main/tenant-access/${user.id}`)).body).toMatchObject({
      groups: [{ name: 'Admins' }],
      roles: expect.arrayContaining([
        expect.objectContaining({ name: 'Viewer', namespace: 'a' }),
        expect.objectContaining({ name: 'Viewer', namespace: 'b' }),
      ]),
    });
    expect(await status('POST', '/api/v1/main/invitations', { email: user.email })).toBe(409);
    const atOnce = { email: 'at.once@x.io', createUserIfNotExist: true };
    expect(await status('POST', '/api/v1/main/invitations', atOnce)).toBe(201);
    expect((await page('users', '&filters%5Bq%5D%5BEQUALS%5D=at.once')).body.total).toBe(1);
  });

  test('keeps service accounts, for super admins and in a tenant', async () => {
    const all = { name: 'nightly', tenants: ['main', 'research'] };
    const { body: account } = await call<{ id: string }>('POST', '/api/v1/service-accounts', all);
    const at = `/api/v1/service-accounts/${account.id}`;
    expect(await status('POST', '/api/v1/service-accounts', { name: 'Not Allowed' })).toBe(422);
    expect((await call('PATCH', at, { name: 'weekly' })).body).toMatchObject({
      name: 'weekly',
      tenants: [{ id: 'main' }, { id: 'research' }],
    });
    expect(await status('PATCH', `${at}/superadmin`, { superAdmin: true })).toBe(200);
    expect((await call('GET', at)).body).toMatchObject({ superAdmin: true });
    expect((await page('service-accounts', '&filters%5Bq%5D%5BEQUALS%5D=week&sort=name:asc')).body.total).toBe(1);
    const within = `/api/v1/main/service-accounts/${account.id}`;
    const body = { name: 'daily', groups: [{ id: admins }] };
    expect((await call('PUT', within, body)).body).toMatchObject({ ...body, superAdmin: false });
    expect((await call('GET', within)).body).toMatchObject(body);
    expect([await status('DELETE', within), await status('DELETE', within)]).toEqual([200, 404]);
    expect((await call('GET', at)).body).toMatchObject({ tenants: [{ id: 'research' }] });
    expect([await status('DELETE', at), await status('GET', at)]).toEqual([204, 404]);
    const own = (await call<{ id: string }>('POST', '/api/v1/main/service-accounts', body)).body;
    if (isAtLeast2) expect((await page('main/service-accounts')).body.results.at(-1)).toMatchObject({ id: own.id });
    expect(await status('DELETE', `/api/v1/main/service-accounts/${own.id}`)).toBe(200);
    expect(await status('GET', `/api/v1/service-accounts/${own.id}`)).toBe(404);
  });

  test('every operation of this kind was answered with success', () => {
    const kind = (id: string) => /Role|Binding|Invitation|ServiceAccount/.test(id) && !/CurrentUser$/.test(id);
    expect(published.operationIds.filter(kind).length).toBeGreaterThan(20);
    expect(missing(kind)).toEqual([]);
  });
});
