import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from '../support/checked-client.ts';

type Token = { access_token: string; token_type: string; expires_in: number };
type Error = { error: string };

describe.each(['2.24', '3.0'])('tokens of Run:ai %s', (version) => {
  const published = new Published(`runai-${version}`);
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startRunai({ users: 5, version });
  });
  afterAll(() => sandbox.close());

  /** Asks for a token as OAuth has it: by a form. */
  async function grant<Body>(fields: Readonly<Record<string, string>>): Promise<{ status: number; body: Body }> {
    const response = await fetch(`${sandbox.url}/api/v2/token`, { method: 'POST', body: new URLSearchParams(fields) });
    const body = (await response.json()) as Body;
    published.check('POST', '/api/v2/token', response.status, body);
    return { status: response.status, body };
  }

  test('are issued to access keys and to users, and are good for calls', async () => {
    const key = { grant_type: 'client_credentials', client_id: 'viewer', client_secret: 'sandbox-viewer' };
    const user = { grant_type: 'password', username: 'viewer@sandbox.test', password: 'Sandbox!2024' };
    for (const fields of [key, user]) {
      const { status, body } = await grant<Token>(fields);
      expect(status).toBe(200);
      expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
      const call = client(sandbox.url, published, `Bearer ${body.access_token}`);
      const [, me] = (await call<{ id: string; username: string }[]>('GET', '/api/v1/users')).body;
      expect((await call('POST', `/api/v1/users/${me?.id}/logout`)).status).toBe(403);
      const [, payload = ''] = body.access_token.split('.');
      expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
        sub: me?.id,
        email: me?.username,
        preferred_username: me?.username,
      });
    }
  });

  test('are issued by the older form, too', async () => {
    const call = client(sandbox.url, published, undefined);
    const key = { grantType: 'client_credentials', clientID: 'admin', clientSecret: 'sandbox-admin' };
    const { status, body } = await call<{ accessToken: string; expiresIn: number }>('POST', '/api/v1/token', key);
    expect(status).toBe(200);
    expect(body.expiresIn).toBe(3600);
    const users = await client(sandbox.url, published, `Bearer ${body.accessToken}`)('GET', '/api/v1/users/count');
    expect(users.status).toBe(200);
    expect((await call('POST', '/api/v1/token', { ...key, clientSecret: 'x' })).status).toBe(400);
  });

  test.each([
    [{ grant_type: 'client_credentials', client_id: 'admin', client_secret: 'x' }, 401, 'invalid_client'],
    [{ grant_type: 'password', username: 'admin@sandbox.test', password: 'x' }, 401, 'invalid_grant'],
    [{ grant_type: 'password', username: 'nobody@sandbox.test', password: 'Sandbox!2024' }, 401, 'invalid_grant'],
    [{ client_id: 'admin' }, 400, 'invalid_request'],
  ])('are refused to %j', async (fields, status, error) => {
    expect(await grant<Error>(fields as Record<string, string>)).toMatchObject({ status, body: { error } });
  });

  test('are issued to forms alone, and a changed token is none', async () => {
    const response = await fetch(`${sandbox.url}/api/v2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'password' }),
    });
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }]);

    const { body } = await grant<Token>({
      grant_type: 'password',
      username: 'admin@sandbox.test',
      password: 'Sandbox!2024',
    });
    const [header, payload, signature] = body.access_token.split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    const later = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
    for (const token of [`${header}.${later}.${signature}`, `${header}.${payload}.`, `${header}.${payload}`]) {
      expect((await client(sandbox.url, published, `Bearer ${token}`)('GET', '/api/v1/users/count')).status).toBe(401);
    }
  });
});
