import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { loadFixtures, runaiCases } from '../support/runai-operations.ts';
import { validatingProxy } from '../support/validating-proxy.ts';

let facade: Facade;
let proxy: Awaited<ReturnType<typeof validatingProxy>>;
beforeAll(async () => {
  proxy = await validatingProxy('runai-2.24');
  facade = await graphOver({}, { RUNAI_URL: proxy.url });
  proxy.forwardTo(facade.sandboxUrl);
});
afterAll(async () => {
  await facade.close();
  await proxy.close();
});
beforeEach(() => {
  proxy.seen.length = 0;
});

const reading = '{ users(first: 2) { totalCount nodes { username creator { username } } } }';

test('every REST call carries the id of its request, whether it came or was made', async () => {
  const fixtures = await loadFixtures(facade);
  for (const { document } of runaiCases) {
    proxy.seen.length = 0;
    await facade.ask(document(fixtures), undefined, { headers: { 'x-request-id': 'mine-1' } });
    expect(new Set(proxy.seen.map(({ headers }) => headers['x-request-id']))).toEqual(new Set(['mine-1']));
  }
  proxy.seen.length = 0;
  await facade.ask(reading, undefined, { headers: { 'x-request-id': 'not an id' } });
  const [made, ...others] = new Set(proxy.seen.map(({ headers }) => headers['x-request-id']));
  expect(others).toEqual([]);
  expect(JSON.parse(facade.lines.at(-1) ?? '')).toMatchObject({ requestId: made });
  expect(made).toMatch(/^[\da-f-]{36}$/);
});

test('credentials are passed on as they came, and nothing else of the client', async () => {
  await facade.ask(reading, undefined, {
    headers: { cookie: 'session=1', 'user-agent': 'someone', 'x-forwarded-for': '192.0.2.7', 'x-other': 'y' },
  });
  expect(proxy.seen.length).toBeGreaterThan(1);
  for (const { headers } of proxy.seen) {
    const { host, connection, ...rest } = headers;
    expect(rest).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: 'Bearer sandbox-admin',
      'x-request-id': expect.any(String),
    });
    expect([host, connection]).toEqual([new URL(proxy.url).host, 'keep-alive']);
  }
});

test.each(['', ' ', 'Bearer caf\u00e9'])('credentials %j are none', async (authorization) => {
  const { errors } = await facade.ask(reading, undefined, {
    token: null,
    headers: { authorization: Buffer.from(authorization, 'utf8').toString('latin1') },
  });
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(proxy.seen).toEqual([]);
});
