import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/http.ts';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { serviceAccounts, tenantGroups } from '../../src/sandbox/kestra-directory.ts';
import { client, Published } from './checked-client.ts';

interface Summary {
  id: string;
  username: string;
  displayName: string;
  tenants: { id: string; name: string }[];
  auths: { id: string; type: string; name: string }[];
  superAdmin: boolean;
}
interface User extends Summary {
  email: string;
  firstName: string;
  lastName: string;
  groups: { id: string; tenantId: string }[];
  restricted: boolean;
}
interface Page {
  results: Summary[];
  total: number;
}
interface Tokens {
  total: number;
  results: { id: string; name: string; iat: string; exp?: string; expired: boolean; extended: boolean }[];
}
interface Failure {
  message: string;
  _links: { self: { href: string }[] };
  _embedded?: { errors: { message: string; path: string }[] };
}

const published = new Published('kestra');
let sandbox: Sandbox;
let call: ReturnType<typeof client>;
let everyone: Summary[];

beforeAll(async () => {
  sandbox = await startKestra({ users: 150 });
  call = client(sandbox.url, published);
  everyone = (await call<Page>('GET', '/api/v1/users?page=1&size=1000')).body.results;
});
afterAll(() => sandbox.close());

const page = (query: string) => call<Page>('GET', `/api/v1/users?${query}`);
const path = (index: number, rest = '') => `/api/v1/users/${everyone[index]?.id}${rest}`;
const group = (tenantId: string, name: string) =>
  tenantGroups.find((one) => one.tenantId === tenantId && one.name === name)?.id ?? '';
let fresh = 0;
async function newUser(body: Record<string, unknown> = {}): Promise<User> {
  fresh += 1;
  const created = await call<User>('POST', '/api/v1/users', { email: `fresh.${fresh}@x.io`, ...body });
  expect(created.status).toBe(201);
  return created.body;
}

test('pages through everyone', async () => {
  expect(everyone).toHaveLength(150);
  for (const size of [1, 40, 150, 151]) {
    for (const number of [1, 2, 4, 5]) {
      const { body } = await page(`page=${number}&size=${size}`);
      expect(body).toEqual({ results: everyone.slice((number - 1) * size, number * size), total: 150 });
    }
  }
  expect((await page('page=2147483647&size=2147483647')).body).toEqual({ results: [], total: 150 });
});

test('searches e-mails and names', async () => {
  const { body } = await page('page=1&size=50&q=LOVE');
  expect(body.total).toBe(body.results.length);
  expect(body.results.map(({ username }) => username)).toContain('ada.lovelace@example.com');
  expect((await page(`page=1&size=50&q=${encodeURIComponent('Ada Love')}`)).body.total).toBe(1);
  expect((await page('page=1&size=50&q=Ada%2CLovelace')).body.total).toBe(0);
  expect((await page('page=1&size=50&q=')).body.total).toBe(150);
});

test('sorts, with ties by id', async () => {
  const by = (compare: (a: Summary, b: Summary) => number) => everyone.toSorted(compare);
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = async (sort: string) => (await page(`page=1&size=1000&sort=${encodeURIComponent(sort)}`)).body.results;
  expect(await sorted('username:asc')).toEqual(by((a, b) => order(a.username, b.username)));
  expect(await sorted('username:descending')).toEqual(by((a, b) => order(b.username, a.username)));
  expect(await sorted('superAdmin:desc,displayName:asc')).toEqual(
    by(
      (a, b) => Number(b.superAdmin) - Number(a.superAdmin) || order(a.displayName, b.displayName) || order(a.id, b.id),
    ),
  );
  for (const sort of ['username', 'username:asc:desc', 'nothing:asc', 'constructor:asc', '', 'username:asc,']) {
    expect((await page(`page=1&size=1&sort=${sort}`)).status, sort).toBe(422);
  }
});

test('asks for page and size, and for sensible ones', async () => {
  expect((await page('page=1')).status).toBe(400);
  expect((await page('size=1')).status).toBe(400);
  for (const query of ['page=0&size=1', 'page=1&size=0', 'page=one&size=1', 'page=1&size=-1', 'page=1.5&size=1']) {
    expect((await page(query)).status, query).toBe(422);
  }
  const { body } = await call<Failure>('GET', '/api/v1/users?page=0&size=1');
  expect(body._links.self[0]?.href).toBe('/api/v1/users');
  expect(body._embedded?.errors).toEqual([{ message: 'must be at least 1', path: 'query.page' }]);
});

test('reads one user, with all that a list leaves out', async () => {
  for (const summary of everyone) {
    const { body } = await call<User>('GET', `/api/v1/users/${summary.id}`);
    expect(body).toMatchObject(summary);
    expect(body.email).toBe(body.username);
    const tenants = body.tenants.map(({ id }) => id);
    expect(body.groups.every(({ tenantId }) => tenants.includes(tenantId))).toBe(true);
  }
  expect((await call('GET', '/api/v1/users/nobody')).status).toBe(404);
});

test('creates a user from an e-mail alone', async () => {
  const user = await newUser();
  expect(user).toMatchObject({ displayName: user.email, firstName: '', tenants: [], groups: [], auths: [] });
  expect((await call('GET', `/api/v1/users/${user.id}`)).body).toEqual(user);
  expect((await page(`page=1&size=5&q=${user.email}`)).body.results[0]?.id).toBe(user.id);
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
  await fetch(`${sandbox.url}/__sandbox/faults`, {
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

const [account] = serviceAccounts.filter(({ tenantId }) => tenantId === 'research');
const accountPath = `/api/v1/service-accounts/${account?.id}/api-tokens`;
const tenantPath = `/api/v1/research/service-accounts/${account?.id}/api-tokens`;

test.each([
  ['user', () => path(8, '/api-tokens'), 204],
  ['service account', () => accountPath, 200],
  ['service account of a tenant', () => tenantPath, 200],
] as const)('issues and revokes the tokens of a %s', async (_, at, deleted) => {
  const before = (await call<Tokens>('GET', at())).body;
  const issued = await call<{ id: string; name: string; fullToken: string }>('POST', at(), {
    name: 'ci-token',
    maxAge: 'PT1H',
    extended: true,
  });
  expect(issued).toMatchObject({ status: 200, body: { name: 'ci-token' } });
  const { body: after } = await call<Tokens>('GET', at());
  expect(after.total).toBe(before.total + 1);
  const token = after.results.at(-1);
  expect(token).toMatchObject({ id: issued.body.id, name: 'ci-token', extended: true, expired: false });
  expect(Date.parse(token?.exp ?? '') - Date.parse(token?.iat ?? '')).toBe(3_600_000);
  expect(JSON.stringify(after)).not.toContain(issued.body.fullToken);
  expect((await call('DELETE', `${at()}/${issued.body.id}`)).status).toBe(deleted);
  expect((await call('DELETE', `${at()}/${issued.body.id}`)).status).toBe(404);
  expect((await call('GET', at())).body).toEqual(before);
  for (const body of [{}, { name: 'Not Allowed' }, { name: 'a', maxAge: 'soon' }, { name: 'a', maxAge: 'P1M' }]) {
    expect((await call('POST', at(), body)).status, JSON.stringify(body)).toBe(422);
  }
});

test.each([
  ['PT30S', 30],
  ['P1D', 86_400],
  ['P2W', 1_209_600],
  ['P1DT2H3M4S', 93_784],
  ['PT0S', 0],
])('reads the duration %s', async (maxAge, seconds) => {
  const { id } = await newUser();
  await call('POST', `/api/v1/users/${id}/api-tokens`, { name: 'a', maxAge });
  const [token] = (await call<Tokens>('GET', `/api/v1/users/${id}/api-tokens`)).body.results;
  expect(Date.parse(token?.exp ?? '') - Date.parse(token?.iat ?? '')).toBe(seconds * 1000);
});

test.each(['P', 'PT', 'P1DT', '1H', 'PT1H ', 'P-1D', 'P99999999W'])('refuses the duration %s', async (maxAge) => {
  expect((await call('POST', path(8, '/api-tokens'), { name: 'a', maxAge })).status).toBe(422);
});

test('has tokens that expired and tokens that never will', async () => {
  const lists = await Promise.all(
    serviceAccounts.map(({ id }) => call<Tokens>('GET', `/api/v1/service-accounts/${id}/api-tokens`)),
  );
  const tokens = lists.flatMap(({ body }) => body.results);
  expect(tokens).toHaveLength(12);
  expect(tokens.filter(({ expired }) => expired).map(({ name }) => name)).toEqual(Array(6).fill('old-laptop'));
  expect(tokens.some(({ exp }) => exp === undefined)).toBe(true);
});

test('keeps the scopes of tokens apart', async () => {
  expect((await call('GET', '/api/v1/users/nobody/api-tokens')).status).toBe(404);
  expect((await call('GET', '/api/v1/service-accounts/nobody/api-tokens')).status).toBe(404);
  expect((await call('GET', tenantPath.replace('research', 'main'))).status).toBe(404);
  expect((await call('GET', tenantPath.replace('research', 'moon'))).status).toBe(404);
  expect((await call('GET', accountPath)).body).toEqual((await call('GET', tenantPath)).body);
});

test('suggests users of a tenant with the names of their groups', async () => {
  const suggest = async (body: object, tenant = 'main') =>
    (
      await call<{ id: string; username: string; groups: { name: string }[] }[]>(
        'POST',
        `/api/v1/${tenant}/tenant-access/autocomplete`,
        body,
      )
    ).body;
  const user = await newUser({ tenants: ['main'], groups: [group('main', 'Admins'), group('research', 'Viewers')] });
  expect(await suggest({ q: user.email.toUpperCase(), existingOnly: true })).toEqual([
    {
      id: user.id,
      username: user.email,
      displayName: user.email,
      description: '',
      groups: [{ id: group('main', 'Admins'), name: 'Admins', external: false }],
      auths: [],
    },
  ]);
  expect(await suggest({ q: user.email, existingOnly: true }, 'production')).toEqual([]);
  expect(await suggest({ q: user.email }, 'production')).toMatchObject([{ id: user.id, groups: [] }]);
  expect(await suggest({ username: user.email.toUpperCase(), q: null, ids: null })).toHaveLength(1);
  const ids = everyone.slice(10, 14).map(({ id }) => id);
  expect((await suggest({ ids })).map(({ id }) => id)).toEqual(ids);
  const members = everyone.filter(({ tenants }) => tenants.some(({ id }) => id === 'research'));
  const shown = await suggest({ existingOnly: true }, 'research');
  expect(shown.map(({ id }) => id)).toEqual(expect.arrayContaining(members.map(({ id }) => id)));
  expect((await call('POST', '/api/v1/moon/tenant-access/autocomplete', {})).status).toBe(404);
  expect((await call('POST', '/api/v1/main/tenant-access/autocomplete', { ids: 'all' })).status).toBe(422);
});

test("replaces a user's groups in one tenant and leaves those of others", async () => {
  const kept = group('research', 'Viewers');
  const user = await newUser({ groups: [group('main', 'Admins'), kept] });
  const at = `/api/v1/main/users/${user.id}/groups`;
  const wanted = [group('main', 'Viewers'), group('main', 'Developers')];
  expect((await call('PUT', at, { groupIds: wanted })).status).toBe(204);
  const { body } = await call<User>('GET', `/api/v1/users/${user.id}`);
  expect(new Set(body.groups.map(({ id }) => id))).toEqual(new Set([kept, ...wanted]));
  expect((await call('PUT', at, { groupIds: [kept] })).status).toBe(404);
  expect((await call('PUT', at, {})).status).toBe(400);
  expect((await call('PUT', at.replace('main', 'production'), { groupIds: [] })).status).toBe(422);
  expect((await call('PUT', at.replace('main', 'moon'), { groupIds: [] })).status).toBe(404);
  expect((await call('PUT', '/api/v1/main/users/nobody/groups', { groupIds: [] })).status).toBe(404);
});

test('knows who asks, by token and by name and password', async () => {
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  const reading = (authorization: string) => client(sandbox.url, published, authorization)('GET', path(2));
  for (const good of ['Bearer sandbox-viewer', basic('admin@sandbox.test:sandbox-admin')]) {
    expect((await reading(good)).status, good).toBe(200);
  }
  for (const bad of ['', 'Bearer nobody', basic('admin@sandbox.test:wrong'), basic('ada:sandbox-admin'), 'Basic %']) {
    expect((await reading(bad)).status, bad).toBe(401);
  }
  const viewer = client(sandbox.url, published, 'Bearer sandbox-viewer');
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

test('every operation was answered with success', () => {
  expect(published.operationIds).toHaveLength(24);
  const successes = new Set(
    [...published.seen].filter((one) => / [23]\d\d$/.test(one)).map((one) => one.split(' ')[0]),
  );
  expect(published.operationIds.filter((operationId) => !successes.has(operationId))).toEqual([]);
});
