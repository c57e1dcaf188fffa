import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from '../support/checked-client.ts';

interface K8sUser {
  userId: string;
  email: string;
  entityType: string;
  roles: string[];
  permitAllClusters: boolean;
  permittedClusters: string[];
  createdAt?: string;
  lastLogin?: string;
}
interface User {
  id: string;
  username: string;
  createdBy: string;
  createdAt: string | null;
  lastLogin: string | null;
  isLocal: boolean | null;
  groups?: string[] | null;
}
interface Group {
  userId: string;
  entityType: string;
  roles: string[];
  createdBy?: string;
}

const nobody = '00000000-0000-4000-8000-000000000000';
const cluster = '71f69d83-ba66-4822-adf5-55ce55efd210';

describe.each(['2.22', 'legacy'] as const)('the older family of Run:ai %s', (version) => {
  const published = new Published(`runai-${version}`);
  let sandbox: Sandbox;
  let call: ReturnType<typeof client>;
  let people: User[];
  beforeAll(async () => {
    sandbox = await startRunai({ users: 120, version });
    call = client(sandbox.url, published);
    people = (await call<User[]>('GET', '/api/v1/users')).body;
  });
  afterAll(() => sandbox.close());

  const users = async (query = '') => (await call<K8sUser[]>('GET', `/v1/k8s/users${query}`)).body;
  const groups = async (query = '') => (await call<Group[]>('GET', `/v1/k8s/groups${query}`)).body;

  test('shows the people of the newer family', async () => {
    const shown = await users();
    expect(shown.map(({ userId, email }) => ({ userId, email }))).toEqual(
      people.map(({ id, username }) => ({ userId: id, email: username })),
    );
    for (const [index, user] of shown.entries()) {
      expect(user.createdAt ?? null).toBe(people[index]?.createdAt);
      expect(user.lastLogin ?? null).toBe(people[index]?.lastLogin);
      expect((await call('GET', `/v1/k8s/users/${user.userId}`)).body).toEqual(user);
      expect((await call('GET', `/v1/k8s/users/${user.userId}/roles`)).body).toEqual(user.roles);
    }
  });

  test('keeps the users that are asked for', async () => {
    const shown = await users();
    const holding = (...roles: string[]) => shown.filter((user) => user.roles.some((role) => roles.includes(role)));
    expect(await users('?roles=editor')).toEqual(holding('editor'));
    expect(await users('?roles=editor&roles=viewer')).toEqual(holding('editor', 'viewer'));
    const own = people.filter(({ createdBy }) => createdBy === 'admin@sandbox.test').map(({ id }) => id);
    expect(own.length).toBeGreaterThan(10);
    expect((await users('?onlyCreatedByMe=true')).map(({ userId }) => userId)).toEqual(own);
    expect(await users('?onlyCreatedByMe=false')).toEqual(shown);
    for (const type of ['sso-user', 'regular-user']) {
      expect(await users(`?usersType=${type}`)).toEqual(shown.filter(({ entityType }) => entityType === type));
    }
    expect((await call('GET', '/v1/k8s/users?usersType=app')).status).toBe(400);
    expect((await call('GET', '/v1/k8s/users?roles=boss')).status).toBe(400);
    expect((await call('GET', '/v1/k8s/users?onlyCreatedByMe=maybe')).status).toBe(400);
  });

  test('creates a user that both families know, and echoes the request with its password', async () => {
    const body = { email: 'twice@x.io', password: 'secret!123', roles: ['viewer'], userId: cluster };
    expect(await call('POST', '/v1/k8s/users', body)).toMatchObject({ status: 200, body });
    expect((await call<User>('GET', `/api/v1/users/${cluster}`)).body).toMatchObject({
      username: 'twice@x.io',
      createdBy: 'admin@sandbox.test',
      isLocal: true,
    });
    expect((await call('POST', '/v1/k8s/users', { ...body, email: 'other@x.io' })).status).toBe(409);
    expect((await call('POST', '/v1/k8s/users', { ...body, userId: nobody, email: 'TWICE@x.io' })).status).toBe(409);
    expect((await call('POST', '/v1/k8s/users', { email: 'a@x.io', roles: [] })).status).toBe(400);
    expect((await call('POST', '/v1/k8s/users', { ...body, roles: ['boss'] })).status).toBe(400);
    expect((await call('DELETE', `/v1/k8s/users/${cluster}?usersType=sso-user`)).status).toBe(404);
    expect((await call('DELETE', `/v1/k8s/users/${cluster}?usersType=app`)).status).toBe(400);
    expect((await call('DELETE', `/v1/k8s/users/${cluster}?usersType=regular-user`)).status).toBe(200);
    expect((await call('GET', `/api/v1/users/${cluster}`)).status).toBe(404);
  });

  test('replaces the whole of a user', async () => {
    const { userId, email } = (await users())[30] as K8sUser;
    const path = `/v1/k8s/users/${userId}`;
    const body = {
      email,
      entityType: 'sso-user',
      roles: ['editor'],
      permittedClusters: [cluster],
      lastLogin: '2024-02-03T04:05:06+01:00',
    };
    expect((await call('PUT', path, body)).body).toEqual({
      ...body,
      userId,
      tenantId: 1001,
      permitAllClusters: false,
      lastLogin: '2024-02-03T03:05:06.000Z',
    });
    const { body: newer } = await call<User>('GET', `/api/v1/users/${userId}`);
    expect(newer).toMatchObject({ isLocal: false, createdAt: null, lastLogin: '2024-02-03T03:05:06.000Z' });
    expect((await call<K8sUser>('PUT', path, { email })).body).toMatchObject({ roles: [], permittedClusters: [] });
    expect((await call('PUT', path, {})).status).toBe(400);
    expect((await call('PUT', path, { email, createdAt: '2016-12-31T23:59:60Z' })).status).toBe(400);
    expect((await call('PUT', path, { email, userId: nobody })).status).toBe(400);
    expect((await call('PUT', path, { email: 'ada.lovelace@example.com' })).status).toBe(409);
    expect((await call('PUT', `/v1/k8s/users/${nobody}`, { email: 'a@x.io' })).status).toBe(404);
  });

  test('knows nobody by a strange id', async () => {
    for (const path of [`/v1/k8s/users/${nobody}`, `/v1/k8s/users/${nobody}/roles`]) {
      expect((await call('GET', path)).status).toBe(404);
    }
    expect((await call('DELETE', `/v1/k8s/users/${nobody}`)).status).toBe(404);
    expect((await call('GET', '/v1/k8s/users/no-uuid')).status).toBe(400);
  });

  test('lists the roles', async () => {
    expect((await call<string[]>('GET', '/v1/k8s/users/roles')).body).toHaveLength(7);
  });

  test('lists fifty groups, by name, that members and creators agree with', async () => {
    const shown = await groups();
    expect(shown).toHaveLength(50);
    expect(shown.map(({ userId }) => userId)).toEqual(shown.map(({ userId }) => userId).toSorted());
    const names = new Set(shown.map(({ userId }) => userId));
    expect(people.flatMap((user) => user.groups ?? []).filter((name) => !names.has(name))).toEqual([]);
    const ids = new Set(people.map(({ id }) => id));
    expect(shown.every(({ createdBy = '' }) => ids.has(createdBy))).toBe(true);
    const editors = shown.filter(({ roles }) => roles.includes('editor'));
    expect(await groups('?roles=editor')).toEqual(editors);
    const own = shown.filter(({ createdBy }) => createdBy === people[0]?.id);
    expect(own.length).toBeGreaterThan(0);
    expect(await groups('?onlyCreatedByMe=true')).toEqual(own);
  });

  test('creates, replaces and deletes a group whose name must be encoded', async () => {
    const name = 'r&d / "früh"';
    const path = `/v1/k8s/groups/${encodeURIComponent(name)}`;
    const body = { username: name, email: '', roles: ['viewer'], entityType: 'sso-user' };
    expect(await call('POST', '/v1/k8s/groups', { ...body, password: 'secret!123' })).toMatchObject({
      status: 200,
      body,
    });
    const created = await call<Group>('GET', path);
    expect(created.body).toMatchObject({
      userId: name,
      entityType: 'group',
      roles: ['viewer'],
      createdBy: people[0]?.id,
    });
    expect((await call('POST', '/v1/k8s/groups', body)).status).toBe(409);
    expect((await call('POST', '/v1/k8s/groups', { username: 'x', roles: [] })).status).toBe(400);
    expect((await call('POST', '/v1/k8s/groups', { ...body, username: '' })).status).toBe(400);
    expect((await call('PUT', path, { username: name, permitAllClusters: true })).body).toEqual({
      entityType: 'group',
      userId: name,
      tenantId: 1001,
      permitAllClusters: true,
      permittedClusters: [],
      roles: [],
    });
    expect((await call('PUT', path, { username: 'another' })).status).toBe(400);
    expect((await call('DELETE', path)).status).toBe(200);
    for (const method of ['GET', 'DELETE']) expect((await call(method, path)).status).toBe(404);
    expect((await call('PUT', path, {})).status).toBe(404);
  });

  test('never echoes the password of a group', async () => {
    const body = { username: 'vault', email: '', roles: [], password: 'secret!123' };
    const { body: echo } = await call<Record<string, unknown>>('POST', '/v1/k8s/groups', body);
    expect(Object.keys(echo)).toEqual(['username', 'email', 'roles']);
    await call('DELETE', '/v1/k8s/groups/vault');
  });

  test('a deleted group stays on its members', async () => {
    const member = people.find((user) => user.groups?.includes('finance'));
    expect((await call('DELETE', '/v1/k8s/groups/finance')).status).toBe(200);
    expect((await call<User>('GET', `/api/v1/users/${member?.id}`)).body.groups).toContain('finance');
  });

  test('lets a viewer read and no more', async () => {
    const viewer = client(sandbox.url, published, 'Bearer sandbox-viewer');
    for (const path of ['/v1/k8s/users', '/v1/k8s/groups', '/v1/k8s/users/roles']) {
      expect((await viewer('GET', path)).status).toBe(200);
    }
    for (const [method, path] of [
      ['POST', '/v1/k8s/users'],
      ['PUT', `/v1/k8s/users/${nobody}`],
      ['DELETE', `/v1/k8s/users/${nobody}`],
      ['POST', '/v1/k8s/groups'],
      ['PUT', '/v1/k8s/groups/x'],
      ['DELETE', '/v1/k8s/groups/x'],
    ] as const) {
      expect((await viewer(method, path)).status, `${method} ${path}`).toBe(403);
    }
  });

  test('every operation of the family was answered with success', () => {
    const expected = published.operationIds.filter((operationId) => !operationId.includes('_'));
    expect(expected).toHaveLength(12);
    expect(expected.filter((operationId) => !published.seen.has(`${operationId} 200`))).toEqual([]);
  });
});
