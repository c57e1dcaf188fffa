import { expect, test } from 'vitest';
import { CallLog } from '../../src/sandbox/call-log.ts';
import { controlledRunai, eventually } from '../support/controlled-runai.ts';

const { call, control, calls, fault, raw } = await controlledRunai();

test('notes each call as it came', async () => {
  await raw('/api/v1/users?limit=1&search=a%2Cb?&x');
  await raw('/v1/k8s/groups/a%2Fb', { headers: { authorization: 'Bearer sandbox-viewer' } });
  await raw('/api/nothing', { headers: { authorization: 'Bearer secret' } });
  await raw('/api/v1/users/count', { method: 'PATCH', headers: {} });
  expect(await calls()).toEqual([
    {
      method: 'GET',
      path: '/api/v1/users',
      query: 'limit=1&search=a%2Cb?&x',
      operationId: 'get_users',
      status: 200,
      token: 'admin',
    },
    {
      method: 'GET',
      path: '/v1/k8s/groups/a%2Fb',
      query: '',
      operationId: 'geGroupByName',
      status: 404,
      token: 'viewer',
    },
    { method: 'GET', path: '/api/nothing', query: '', operationId: null, status: 401, token: 'other' },
    { method: 'PATCH', path: '/api/v1/users/count', query: '', operationId: null, status: 401, token: 'none' },
  ]);
  expect((await control('DELETE', 'calls')).status).toBe(204);
  expect(await calls()).toEqual([]);
});

test('keeps the order of arrival, and null for what is not answered yet', async () => {
  await fault({ operationId: 'count_users', latencyMs: 500 });
  const slow = raw('/api/v1/users/count');
  await eventually(async () => expect(await calls()).toHaveLength(1));
  await raw('/v1/k8s/users/roles');
  const seen = (await calls()).map(({ operationId, status }) => [operationId, status]);
  expect(seen).toEqual([
    ['count_users', null],
    ['getRoles', 200],
  ]);
  await slow;
  expect((await calls())[0]?.status).toBe(200);
});

test('holds no secret', async () => {
  await call('POST', '/api/v1/me/password', { currentPassword: 'hush-hush-1', newPassword: 'hush-hush-2' });
  await raw('/api/v1/users', { headers: { authorization: 'Bearer hush-hush-3' } });
  const text = await (await control('GET', 'calls')).text();
  expect(text).toContain('change_user_password');
  expect(text).not.toContain('hush');
  expect(text).not.toContain('sandbox-admin');
});

test('is bounded', () => {
  const log = new CallLog(3);
  for (let number = 0; number < 100; number += 1) {
    log.add({ method: 'GET', path: `/${number}`, query: '', operationId: null, status: 200, token: 'none' });
    expect(log.calls().at(-1)?.path).toBe(`/${number}`);
    expect(log.calls()).toHaveLength(Math.min(number + 1, 3));
  }
});
