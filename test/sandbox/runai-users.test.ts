import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from '../support/checked-client.ts';

interface User {
  id: string;
  username: string;
  createdBy: string;
  createdAt: string | null;
  isLocal: boolean | null;
  groups?: string[] | null;
}
interface Failure {
  code: number;
  message: string;
  details?: string;
}

const unknown = '/api/v1/users/00000000-0000-4000-8000-000000000000';

describe.each(['3.0', '2.24', '2.22', 'legacy'] as const)('Run:ai %s', (version) => {
  const published = new Published(`runai-${version}`);
  let sandbox: Sandbox;
  let call: ReturnType<typeof client>;
  beforeAll(async () => {
    sandbox = await startRunai({ users: 60, version });
    call = client(sandbox.url, published);
  });
  afterAll(() => sandbox.close());

  test('lists people in the order of their creation', async () => {
    const { status, body } = await call<User[]>('GET', '/api/v1/users');
    expect(status).toBe(200);
    expect(body).toHaveLength(60);
    expect(body.slice(0, 4).map(({ username }) => username)).toEqual([
      'admin@sandbox.test',
      'viewer@sandbox.test',
      'ada.lovelace@example.com',
      'grace.hopper@example.com',
    ]);
  });

  test('a list holds every null that the contract allows', async () => {
    const { body } = await call<Record<string, unknown>[]>('GET', '/api/v1/users');
    for (const key of ['createdAt', 'updatedAt', 'lastLogin', 'isLocal', 'groups']) {
      expect(
        body.some((user) => user[key] === null),
        key,
      ).toBe(true);
    }
    expect(body.some((user) => !('groups' in user))).toBe(true);
    expect(body.some((user) => user.createdBy === '')).toBe(true);
  });

  test('reads one user as the list shows them', async () => {
    const { body: users } = await call<User[]>('GET', '/api/v1/users');
    for (const user of users) expect((await call('GET', `/api/v1/users/${user.id}`)).body).toEqual(user);
    expect((await call<Failure>('GET', unknown)).body).toEqual({ code: 404, message: 'user not found' });
  });

  test('creates a user once, whatever the case, and deletes them once', async () => {
    const created = await call<{ id: string; tempPassword: string }>('POST', '/api/v1/users', {
      email: 'New.One@x.io',
    });
    expect(created.status).toBe(201);
    expect(created.body.tempPassword).not.toBe('');
    const { body: user } = await call<User>('GET', `/api/v1/users/${created.body.id}`);
    expect(user).toMatchObject({
      username: 'New.One@x.io',
      createdBy: 'admin@sandbox.test',
      isLocal: true,
      lastLogin: null,
      groups: [],
    });
    const { body: all } = await call<User[]>('GET', '/api/v1/users');
    expect(all.at(-1)).toEqual(user);
    expect((await call('POST', '/api/v1/users', { email: 'new.one@x.io' })).status).toBe(409);
    expect((await call('DELETE', `/api/v1/users/${user.id}`)).status).toBe(204);
    expect((await call('DELETE', `/api/v1/users/${user.id}`)).status).toBe(404);
    expect((await call('GET', `/api/v1/users/${user.id}`)).status).toBe(404);
  });

  test('refuses what is no request to create', async () => {
    for (const body of [{}, { email: 7 }, 'null', '[]', '{', { email: 'a@b.io', resetPassword: 'yes' }]) {
      expect((await call('POST', '/api/v1/users', body)).status, JSON.stringify(body)).toBe(400);
    }
    const bare = await fetch(`${sandbox.url}/api/v1/users`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-admin', 'content-type': 'text/plain' },
      body: '{"email":"plain@x.io"}',
    });
    expect(bare.status).toBe(400);
  });

  test('holds an e-mail against the rules of its own version', async () => {
    const long = `${'a'.repeat(250)}@x.io`;
    const statuses = [];
    for (const email of ['no address', long, 'a@b.c']) {
      statuses.push((await call('POST', '/api/v1/users', { email })).status);
    }
    expect(statuses).toEqual(
      { '3.0': [400, 400, 400], '2.24': [400, 400, 400], '2.22': [400, 201, 400], legacy: [201, 201, 201] }[version],
    );
  });

  test('logs out and resets a password, of those it knows', async () => {
    const [user] = (await call<User[]>('GET', '/api/v1/users')).body.slice(-1);
    expect((await call('POST', `/api/v1/users/${user?.id}/logout`)).status).toBe(200);
    const first = await call<{ tempPassword: string }>('POST', `/api/v1/users/${user?.id}/password`);
    const second = await call<{ tempPassword: string }>('POST', `/api/v1/users/${user?.id}/password`);
    expect(first.body.tempPassword).not.toBe(second.body.tempPassword);
    expect((await call('POST', `${unknown}/logout`)).status).toBe(404);
    expect((await call('POST', `${unknown}/password`)).status).toBe(404);
  });

  test("changes the caller's own password when the old one is right", async () => {
    const change = (currentPassword: string, newPassword: string) =>
      call('POST', '/api/v1/me/password', { currentPassword, newPassword });
    expect((await change('wrong password', 'Another!2025')).status).toBe(400);
    expect(await change('Sandbox!2024', 'Another!2025')).toMatchObject({ status: 200, body: {} });
    expect((await change('Sandbox!2024', 'Sandbox!2024')).status).toBe(400);
    // Only 2.24 and later bound a password.
    const bounded = version === '3.0' || version === '2.24';
    expect((await change('Another!2025', 'short')).status).toBe(bounded ? 400 : 200);
    expect((await change(bounded ? 'Another!2025' : 'short', 'Sandbox!2024')).status).toBe(200);
  });

  test('knows who asks', async () => {
    for (const authorization of ['', 'Bearer nobody', 'Basic c2FuZGJveA==', 'sandbox-admin']) {
      const stranger = client(sandbox.url, published, authorization);
      expect((await stranger<Failure>('GET', '/api/v1/users')).body.code, authorization).toBe(401);
      expect((await stranger('GET', '/api/v1/nothing')).status).toBe(401);
    }
    const viewer = client(sandbox.url, published, 'Bearer sandbox-viewer');
    expect((await viewer('GET', '/api/v1/users')).status).toBe(200);
    expect((await viewer('POST', '/api/v1/users', { email: 'a@b.io' })).status).toBe(403);
    expect((await viewer('DELETE', unknown)).status).toBe(403);
    expect((await viewer('POST', `${unknown}/logout`)).status).toBe(403);
    expect((await viewer('POST', `${unknown}/password`)).status).toBe(403);
  });

  test('has no other paths and methods', async () => {
    expect((await call<Failure>('GET', '/api/v1/nothing')).body.code).toBe(404);
    expect((await call('GET', '/api/v1/users/')).status).toBe(404);
    expect((await call<Failure>('PATCH', '/api/v1/users')).body.code).toBe(405);
    expect((await call('PUT', unknown, {})).status).toBe(405);
    expect((await call('GET', '/api/v1/users/%zz')).status).toBe(400);
    expect((await call('GET', '/v1/k8s/users')).status).toBe(version === '3.0' || version === '2.24' ? 404 : 200);
    expect((await call('GET', '/api/v1/users/count')).status).toBe(version === 'legacy' ? 404 : 200);
  });

  test('every operation of the newer family was answered with success', () => {
    const expected = published.operationIds.filter(
      (operationId) => /_.*(user|password)/.test(operationId) && operationId !== 'get_users_minimal',
    );
    expect(expected.length).toBe(version === 'legacy' ? 7 : 8);
    const successes = new Set(
      [...published.seen].filter((entry) => / 2\d\d$/.test(entry)).map((entry) => entry.split(' ')[0]),
    );
    expect(expected.filter((operationId) => !successes.has(operationId))).toEqual([]);
  });
});

test('a caller who was not seeded has no password to change', async () => {
  const sandbox = await startRunai({ users: 0, version: '2.24' });
  const call = client(sandbox.url, new Published('runai-2.24'));
  const body = { currentPassword: 'Sandbox!2024', newPassword: 'Another!2025' };
  expect((await call('POST', '/api/v1/me/password', body)).status).toBe(404);
  expect((await call('GET', '/api/v1/users')).body).toEqual([]);
  await sandbox.close();
});
