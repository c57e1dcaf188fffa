import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { client, Published } from '../support/checked-client.ts';
import { admin, controlledRunai, eventually } from '../support/controlled-runai.ts';

const { published, url, call, control, calls, fault, raw, create, exists } = await controlledRunai();

test.each<[string, unknown]>([
  ['an object', {}],
  ['no operation', [{}]],
  ['an operation that is not', [{ operationId: 'listUsers' }]],
  ['a key that is not', [{ operationId: '*', delay: 5 }]],
  ['a status that is not', [{ operationId: '*', status: 42 }]],
  ['no times', [{ operationId: '*', times: 0 }]],
  ['an unknown body', [{ operationId: '*', body: 'green' }]],
  ['an unknown connection', [{ operationId: '*', connection: 'slow' }]],
  ['a negative latency', [{ operationId: '*', latencyMs: -1 }]],
])('refuses %s', async (_, faults) => {
  const response = await control('PUT', 'faults', faults);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ message: expect.any(String) });
  expect((await call('GET', '/api/v1/users?limit=1')).status).toBe(200);
});

test('refuses what is no JSON, and other control paths', async () => {
  const put = { method: 'PUT', body: '[' };
  expect((await fetch(`${url}/__sandbox/faults`, put)).status).toBe(400);
  expect((await control('GET', 'faults')).status).toBe(404);
  expect((await control('GET', 'users')).status).toBe(404);
});

test('hit the operation and the number of times they are told', async () => {
  await fault({ operationId: 'count_users', times: 2, status: 503 });
  const statuses = [];
  for (let time = 0; time < 3; time += 1) statuses.push((await raw('/api/v1/users/count')).status);
  expect(statuses).toEqual([503, 503, 200]);
});

test('come one after the other, and go when deleted', async () => {
  await fault({ operationId: '*', times: 1, status: 500 }, { operationId: 'get_users', status: 503 });
  const status = async (path: string) => (await raw(path)).status;
  expect([await status('/api/v1/users'), await status('/api/v1/users')]).toEqual([500, 503]);
  expect([await status('/api/v1/users/count'), await status('/api/v1/users')]).toEqual([200, 503]);
  await control('DELETE', 'faults');
  expect(await status('/api/v1/users')).toBe(200);
});

test('with an error status say so as the platform would, and do nothing', async () => {
  await fault({ operationId: 'create_user', status: 429, retryAfter: 7 });
  const response = await create('never@x.io');
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  expect(await response.json()).toEqual({ code: 429, message: expect.any(String) });
  expect(await exists('never@x.io')).toBe(false);
  expect((await calls())[0]).toMatchObject({ operationId: 'create_user', status: 429 });
});

test('with a success status only replace it', async () => {
  await fault({ operationId: 'create_user', status: 202 });
  expect((await create('accepted@x.io')).status).toBe(202);
  expect(await exists('accepted@x.io')).toBe(true);
});

test('cut a body short, at its true length', async () => {
  await fault({ operationId: 'create_user', body: 'truncated' });
  const response = await create('cut@x.io');
  expect(response.status).toBe(201);
  expect(response.headers.get('content-type')).toBe('application/json');
  const text = await response.text();
  expect(text).toMatch(/^\{"id":/);
  expect(response.headers.get('content-length')).toBe(String(text.length));
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(await exists('cut@x.io')).toBe(true);
});

test('send a page instead of JSON', async () => {
  await fault({ operationId: 'get_users', body: 'not-json' });
  const response = await raw('/api/v1/users');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain('<html>');
});

test.each([
  '/api/v1/users',
  '/api/v1/users?search=nobody-at-all',
  '/api/v1/users/count',
  '/v1/k8s/users/roles',
  '/v1/k8s/groups',
])('send %s in a shape that its contract refuses', async (path) => {
  await fault({ operationId: '*', body: 'wrong-shape' });
  const response = await raw(path);
  const body: unknown = await response.json();
  expect(response.status).toBe(200);
  expect(() => published.check('GET', path.replace(/\?.*/, ''), 200, body)).toThrow();
});

test('reset the connection after the deed', async () => {
  await fault({ operationId: 'create_user', connection: 'reset' });
  await expect(create('reset@x.io')).rejects.toThrow();
  expect(await exists('reset@x.io')).toBe(true);
  expect((await calls())[0]).toMatchObject({ operationId: 'create_user', status: null });
});

test('stall after the deed until the client leaves', async () => {
  await fault({ operationId: 'create_user', connection: 'stall' });
  const leaving = new AbortController();
  const outgoing = request(`${url}/api/v1/users`, {
    method: 'POST',
    headers: { ...admin, 'content-type': 'application/json' },
    signal: leaving.signal,
  });
  outgoing.end(JSON.stringify({ email: 'stalled@x.io' }));
  const failed = once(outgoing, 'response').catch((error: unknown) => error);
  await eventually(async () => expect(await exists('stalled@x.io')).toBe(true));
  leaving.abort();
  expect(await failed).toMatchObject({ name: 'AbortError' });
  const stalled = (await calls()).filter(({ operationId }) => operationId === 'create_user');
  expect(stalled).toMatchObject([{ status: null }]);
});

test('delay, and combine with what else they do', async () => {
  await fault({ operationId: 'get_users', latencyMs: 60, status: 503 });
  const started = performance.now();
  expect((await raw('/api/v1/users')).status).toBe(503);
  expect(performance.now() - started).toBeGreaterThan(55);
});

test('a client that leaves during the delay gets nothing done', async () => {
  await fault({ operationId: 'create_user', latencyMs: 60 });
  const outgoing = request(`${url}/api/v1/users`, {
    method: 'POST',
    headers: { ...admin, 'content-type': 'application/json' },
  });
  outgoing.on('error', () => {});
  outgoing.end(JSON.stringify({ email: 'left@x.io' }));
  await eventually(async () => expect(await calls()).toHaveLength(1));
  outgoing.destroy();
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect((await calls())[0]).toMatchObject({ operationId: 'create_user', status: null });
  expect(await exists('left@x.io')).toBe(false);
});

test('hold a call until they are lifted, and not for a client that has left', async () => {
  await fault({ operationId: 'create_user', connection: 'hold' });
  const leaver = new AbortController();
  const left = create('held-and-left@x.io', leaver.signal).catch((error: Error) => error.name);
  const held = create('held@x.io');
  await eventually(async () => expect(await calls()).toHaveLength(2));
  leaver.abort();
  expect(await left).toBe('AbortError');
  expect(await exists('held@x.io')).toBe(false);
  await fault();
  expect((await held).status).toBe(201);
  expect(await exists('held-and-left@x.io')).toBe(false);
});

test('a client that leaves in the middle of its body harms nobody', async () => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(
    'POST /api/v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox-admin\r\nContent-Length: 90\r\n\r\n{',
  );
  await eventually(async () => expect(await calls()).toHaveLength(1));
  socket.destroy();
  expect((await raw('/api/v1/users/count')).status).toBe(200);
  expect((await calls())[0]).toMatchObject({ operationId: 'create_user', status: null });
});

test("Kestra's faults use its own error body and operations", async () => {
  const kestra = await startKestra({ users: 5 });
  const ask = client(kestra.url, new Published('kestra-2.0'));
  const body = JSON.stringify([{ operationId: 'listUsers', status: 503, retryAfter: 1 }]);
  expect((await fetch(`${kestra.url}/__sandbox/faults`, { method: 'PUT', body })).status).toBe(204);
  const { status, headers, body: failure } = await ask<object>('GET', '/api/v1/users?page=1&size=1');
  expect([status, headers.get('retry-after')]).toEqual([503, '1']);
  expect(Object.keys(failure)).toEqual(['message', '_links']);
  await kestra.close();
});
