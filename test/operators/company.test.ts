import { createGunzip } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphOver } from '../support/facade.ts';
import { startCompany } from './company.ts';

let company: Awaited<ReturnType<typeof startCompany>>;
beforeAll(async () => {
  company = await startCompany();
});
afterAll(() => company.close());

const reading = '{ users(first: 2) { nodes { username } } }';
const page = { accept: 'text/html,application/xhtml+xml' };

const get = (path: string, headers: Record<string, string> = {}) =>
  request(company.url + path, { dispatcher: company.browser, headers });

const ask = (query: string, headers: Record<string, string> = {}) =>
  request(`${company.url}/graphql`, {
    dispatcher: company.browser,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: 'Bearer sandbox-admin',
      ...headers,
    },
    body: JSON.stringify({ query }),
  });

describe('the facade behind nginx, with Run:ai behind squid and mutual TLS by an authority of its own,', () => {
  test('answers, and makes the calls that it makes anywhere', async () => {
    await company.facade.forgetCalls();
    const { statusCode, body } = await ask(reading);
    expect([statusCode, await body.json()]).toEqual([
      200,
      { data: { users: { nodes: [{ username: expect.any(String) }, { username: expect.any(String) }] } } },
    ]);
    expect(await company.facade.calls()).toEqual(['GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=2']);
  });

  test('writes', async () => {
    const { body } = await ask('mutation { createUser(input: { email: "new@company.example" }) { __typename } }');
    expect(await body.json()).toEqual({ data: { createUser: { __typename: 'CreateUserPayload' } } });
  });

  test('is ready, which only the inside learns', async () => {
    const inside = await request(`${company.facade.url}/ready`);
    expect([inside.statusCode, await inside.body.json()]).toEqual([200, { 'Run:ai': 'ready' }]);
    for (const path of ['/ready', '/health', '/metrics', '/nowhere']) {
      const { statusCode, body } = await get(path);
      await body.dump();
      expect(statusCode, path).toBe(404);
    }
  });

  test('leads a browser to GraphiQL, which asks at the published path', async () => {
    const { statusCode, headers, body } = await get('/', page);
    await body.dump();
    expect([statusCode, headers.location]).toEqual([302, '/people/graphql']);
    const graphiql = await get('/graphql', page);
    // It asks where it is, unless it is told another endpoint.
    const text = await graphiql.body.text();
    expect(text).toContain('startExplorer(');
    expect(text).not.toContain('"endpoint"');
  });

  test('logs who asks, whatever the client claims', async () => {
    const { body } = await ask(reading, { 'x-forwarded-for': '203.0.113.7' });
    await body.dump();
    expect(JSON.parse(company.facade.lines.at(-1) ?? '')).toMatchObject({ client: '203.0.113.7', msg: 'operation' });
  });

  test('sends each part of a deferred answer when it is there', async () => {
    await company.facade.misbehave({ operationId: 'count_users', connection: 'hold' });
    const { body } = await ask('{ users(first: 1) { nodes { username } ... @defer { totalCount } } }', {
      accept: 'multipart/mixed',
      'accept-encoding': 'gzip',
    });
    let text = '';
    let first = '';
    for await (const chunk of body.pipe(createGunzip())) {
      text += chunk;
      if (first || !text.includes('"username":')) continue;
      first = text;
      await company.facade.misbehave();
    }
    expect(first).not.toContain('totalCount');
    expect(text).toMatch(/"totalCount":\d/);
  });

  test('takes the long tokens that nginx lets through', async () => {
    const { statusCode, body } = await ask('{ __typename }', { authorization: `Bearer ${'x'.repeat(15_000)}` });
    expect([statusCode, await body.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
  });
});

test.each([
  ['without its client certificate', { RUNAI_CLIENT_CERT: '', RUNAI_CLIENT_KEY: '' }, /^wrong answer: \w+ 400/],
  ['without the authority', { RUNAI_CA: '' }, /^unreachable: UNABLE_TO_VERIFY_LEAF_SIGNATURE/],
  ['where squid forbids it', { RUNAI_URL: 'https://forbidden.company.example' }, /^unreachable: PROXY_REFUSED 403/],
  ['without the proxy, which alone knows the name', { HTTPS_PROXY: '' }, /^unreachable: (ENOTFOUND|EAI_AGAIN)/],
])('a facade %s is not ready, and says why', async (_, env, reason) => {
  const facade = await graphOver({ users: 1 }, { ...company.env, ...env });
  try {
    const { statusCode, body } = await request(`${facade.url}/ready`);
    const report = (await body.json()) as Record<string, string>;
    expect([statusCode, report['Run:ai']]).toEqual([503, expect.stringMatching(reason)]);
  } finally {
    await facade.close();
  }
});

test('squid learns where the facade goes, and not what for', async () => {
  // It logs a tunnel that has closed: those of the facades before.
  await expect.poll(company.proxied).toContain(`CONNECT ${new URL(company.env.RUNAI_URL).host}`);
  expect(company.proxied()).not.toContain('/api/v1');
});
