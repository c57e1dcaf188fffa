import { afterAll, expect, test } from 'vitest';
import { client, Published } from '../support/checked-client.ts';
import { group, kestraServer, type User } from '../support/kestra-server.ts';

const { published, search, url, call, close, everyone, page, path, newUser, missing } = await kestraServer();
afterAll(close);

test('creates a user from an e-mail alone', async () => {
  const user = await newUser();
  expect(user).toMatchObject({ displayName: user.email, firstName: '', tenants: [], groups: [], auths: [] });
  expect((await call('GET', `/api/v1/users/${user.id}`)).body).toEqual(user);
  expect((await page(`page=1&size=5&${search}=${user.email}`)).body.results[0]?.id).toBe(user.id);
  expect((await call('POST', '/api/v1/users', { email: user.email.toUpperCase() })).status).toBe(409);
});

test('creates a user with everything', async () => {
  const user = await newUser({
    firstName: 'Ann',
    lastName: 'Example',
    password: 'Password!234',
    tenants: ['main'],
    groups: [group('research', 'Viewers')],
    superAdmin: true,
    restricted: true,
  });
  expect(user).toMatchObject({ displayName: 'Ann Example', superAdmin: true, restricted: true });
  expect(user.tenants.map(({ id }) => id)).toEqual(['main', 'research']);
  expect(user.groups).toEqual([{ id: group('research', 'Viewers'), tenantId: 'research' }]);
  expect(user.auths).toMatchObject([{ type: 'BASIC_AUTH', name: user.email }]);
});

test('refuses what is no user', async () => {
  for (const body of [{}, { email: 'no address' }, { email: 1 }, '{', { email: 'a@x.io', password: '' }]) {
    expect((await call('POST', '/api/v1/users', body)).status, JSON.stringify(body)).toBe(422);
  }
  expect((await call('POST', '/api/v1/users', { email: 'a@x.io', tenants: ['moon'] })).status).toBe(404);
  expect((await call('POST', '/api/v1/users', { email: 'a@x.io', groups: ['moon'] })).status).toBe(404);
});

test('replaces a user but for the password', async () => {
  const user = await newUser({ firstName: 'Ann', tenants: ['main'], superAdmin: true, password: 'Password!234' });
  const at = `/api/v1/users/${user.id}`;
  const { body } = await call<User>('PUT', at, { email: 'replaced@x.io', lastName: 'Other' });
  expect(body).toEqual({
    ...user,
    username: 'replaced@x.io',
    email: 'replaced@x.io',
    firstName: '',
    lastName: 'Other',
    displayName: 'Other',
    tenants: [],
    superAdmin: false,
    auths: user.auths.map((auth) => ({ ...auth, name: 'replaced@x.io' })),
  });
  expect((await call('PUT', at, {})).status).toBe(422);
  expect((await call('PUT', at, { email: 'ADA.lovelace@example.com' })).status).toBe(409);
  expect((await call('PUT', '/api/v1/users/nobody', { email: 'a@x.io' })).status).toBe(404);
});

test('patches any of the three', async () => {
  const user = await newUser({ firstName: 'Ann', lastName: 'Example' });
  const at = `/api/v1/users/${user.id}`;
  expect((await call('PATCH', at, {})).body).toEqual(user);
  expect((await call<User>('PATCH', at, { lastName: 'Other' })).body.displayName).toBe('Ann Other');
  expect((await call<User>('PATCH', at, { email: 'patched@x.io' })).body.username).toBe('patched@x.io');
  expect((await call('PATCH', at, { email: 'grace.hopper@example.com' })).status).toBe(409);
  expect((await call('PATCH', at, { email: 'no address' })).status).toBe(422);
  expect((await call('PATCH', '/api/v1/users/nobody', {})).status).toBe(404);
});

test('sets the flags and the password', async () => {
  const { id } = await newUser();
  const at = `/api/v1/users/${id}`;
  expect(await call('PATCH', `${at}/superadmin`, { superAdmin: true })).toMatchObject({ status: 200, body: undefined });
  expect(await call('PATCH', `${at}/restricted`, { restricted: true })).toMatchObject({ status: 200, body: undefined });
  const { body } = await call<User>('PATCH', `${at}/password`, { password: 'Password!234' });
  expect(body).toMatchObject({ superAdmin: true, restricted: true, auths: [{ type: 'BASIC_AUTH' }] });
  expect((await call('PATCH', `${at}/superadmin`, {})).status).toBe(422);
  expect((await call('PATCH', `${at}/restricted`, { restricted: 'yes' })).status).toBe(422);
  expect((await call('PATCH', `${at}/password`, { password: '' })).status).toBe(422);
  for (const [what, body] of [
    ['superadmin', { superAdmin: true }],
    ['restricted', { restricted: true }],
    ['password', { password: 'x' }],
  ] as const) {
    expect((await call('PATCH', `/api/v1/users/nobody/${what}`, body)).status).toBe(404);
  }
});

test('removes a sign-in method once', async () => {
  const user = await newUser({ password: 'Password!234' });
  const at = `/api/v1/users/${user.id}/auths/${user.auths[0]?.id}`;
  expect((await call<User>('DELETE', at)).body).toEqual({ ...user, auths: [] });
  expect((await call('DELETE', at)).status).toBe(404);
});

test('deletes a user and their tokens', async () => {
  const { id } = await newUser();
  const at = `/api/v1/users/${id}`;
  await call('POST', `${at}/api-tokens`, { name: 'gone' });
  expect((await call('DELETE', at)).status).toBe(204);
  expect((await call('DELETE', at)).status).toBe(404);
  expect((await call('GET', `${at}/api-tokens`)).status).toBe(404);
});

test('drops a refresh token whether there was one or not', async () => {
  expect((await call('DELETE', path(3, '/refresh-token'))).status).toBe(204);
  expect((await call('DELETE', path(3, '/refresh-token'))).status).toBe(204);
  expect((await call('DELETE', '/api/v1/users/nobody/refresh-token')).status).toBe(404);
});

test('impersonates by a redirect with a cookie', async () => {
  const { status, headers, body } = await call('POST', path(3, '/impersonate'));
  expect([status, headers.get('location'), body]).toEqual([303, '/ui/', undefined]);
  expect(headers.get('set-cookie')).toMatch(/^JWT=.+HttpOnly/);
  expect((await call('POST', '/api/v1/users/nobody/impersonate')).status).toBe(404);
  await fetch(`${url}/__sandbox/faults`, {
    method: 'PUT',
    body: JSON.stringify([{ operationId: 'impersonate', times: 1, status: 200 }]),
  });
  expect(await call('POST', path(3, '/impersonate'))).toMatchObject({ status: 200, body: {} });
});

test("changes the caller's own password when the old one is right", async () => {
  const change = (oldPassword: string, newPassword: string) =>
    call('PUT', '/api/v1/me/password', { oldPassword, newPassword });
  expect((await change('wrong', 'Password!567')).status).toBe(422);
  expect((await change('Sandbox!2024', '')).status).toBe(422);
  expect(await change('Sandbox!2024', 'Password!567')).toMatchObject({ status: 200, body: {} });
  expect((await change('Sandbox!2024', 'x')).status).toBe(422);
  expect((await change('Password!567', 'Sandbox!2024')).status).toBe(200);
});

test('knows who asks, by token and by name and password', async () => {
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  const reading = (authorization: string) => client(url, published, authorization)('GET', path(2));
  for (const good of ['Bearer sandbox-viewer', basic('admin@sandbox.test:sandbox-admin')]) {
    expect((await reading(good)).status, good).toBe(200);
  }
  for (const bad of ['', 'Bearer nobody', basic('admin@sandbox.test:wrong'), basic('ada:sandbox-admin'), 'Basic %']) {
    expect((await reading(bad)).status, bad).toBe(401);
  }
  const viewer = client(url, published, 'Bearer sandbox-viewer');
  expect((await viewer('POST', '/api/v1/main/tenant-access/autocomplete', { q: 'ada' })).status).toBe(200);
  for (const [method, at] of [
    ['POST', '/api/v1/users'],
    ['PUT', path(2)],
    ['PATCH', path(2)],
    ['DELETE', path(2)],
    ['POST', path(2, '/impersonate')],
    ['PUT', '/api/v1/me/password'],
    ['PUT', `/api/v1/main/users/${everyone[2]?.id}/groups`],
  ] as const) {
    expect((await viewer(method, at, {})).status, `${method} ${at}`).toBe(403);
  }
});

test('has no other paths and methods', async () => {
  expect((await call('GET', '/api/v1/nothing')).status).toBe(404);
  expect((await call('GET', '/api/v1/me/password')).status).toBe(405);
});

test('every operation of this kind was answered with success', () => {
  const { operationIds } = new Published('kestra');
  const kind = (id: string) => operationIds.includes(id) && !/ApiToken|autocomplete|Groups/.test(id);
  expect(published.operationIds.filter(kind)).toHaveLength(13);
  expect(missing(kind)).toEqual([]);
});
