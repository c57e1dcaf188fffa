import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const admin = basic('admin', 'sandbox-admin');
const viewer = basic('viewer', 'sandbox-viewer');
const exchange = 'POST /api/v2/token';
const page = '{ users(first: 1) { nodes { username } } }';
const oneUser = 'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=1';
const create =
  'mutation { it: createUser(input: { email: "made@example.com" }) { __typename ... on Failure { code } } }';

interface Data {
  readonly it?: { readonly __typename: string; readonly code?: string } | null;
  readonly users?: { readonly nodes: readonly { readonly username: string }[] } | null;
}

const on = { RUNAI_TOKEN_EXCHANGE: 'on' };
const asker =
  (facade: Facade, authorization: string) =>
  (document: string, headers: Record<string, string> = {}) =>
    facade.ask<Data, object>(document, undefined, { token: null, headers: { authorization, ...headers } });

describe('client credentials are exchanged for a token', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ users: 20 }, on);
  });
  afterAll(() => facade.close());

  test('once, for all requests at once and for later ones, each client for itself', async () => {
    const asked = Array.from({ length: 40 }, (_, index) =>
      asker(facade, index % 2 ? admin : viewer)(`{ a${index}: users(first: 1) { nodes { username } } }`),
    );
    for (const { errors } of await Promise.all(asked)) expect(errors).toBeUndefined();
    await asker(facade, admin)(page);
    const served = await facade.served();
    const exchanges = served.filter(({ operationId }) => operationId === 'grant_token_v2');
    expect(exchanges).toMatchObject([{ token: 'none' }, { token: 'none' }]);
    const reads = served.filter((call) => !exchanges.includes(call));
    expect(new Set(reads.map(({ operationId, token }) => `${operationId} ${token}`))).toEqual(
      new Set(['get_users admin', 'get_users viewer']),
    );
  });

  test('so that the platform decides by the client who may do what', async () => {
    expect((await asker(facade, viewer)(create)).data.it).toEqual({
      __typename: 'ForbiddenFailure',
      code: 'FORBIDDEN',
    });
    expect((await asker(facade, admin)(create)).data.it).toEqual({ __typename: 'CreateUserPayload' });
  });

  test('which `viewer` tells of', async () => {
    const { data } = await asker(facade, admin)('{ viewer { username user { username } } }');
    const username = 'admin@sandbox.test';
    expect(data).toEqual({ viewer: { username, user: { username } } });
  });

  test('and a bearer token goes on as it is', async () => {
    await facade.forgetCalls();
    await facade.ask(page);
    expect(await facade.calls()).toEqual([oneUser]);
  });

  test.each([
    ['Basic'],
    ['Basic !'],
    [`Basic ${Buffer.from('admin').toString('base64')}`],
    [basic('', 'sandbox-admin')],
  ])('"%s" is refused without a call', async (authorization) => {
    await facade.forgetCalls();
    const { data, errors } = await asker(facade, authorization)(page);
    expect([data, errors?.[0]?.extensions.code]).toEqual([{ users: null }, 'UNAUTHENTICATED']);
    expect(await facade.calls()).toEqual([]);
  });
});

describe('a token that is refused', () => {
  let facade: Facade;
  beforeEach(async () => {
    facade = await graphOver({ users: 20 }, on);
    await asker(facade, admin)('{ viewer { username } }');
    await facade.forgetCalls();
    return () => facade.close();
  });

  test('is renewed once for all calls that it was refused to, which are sent again', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 401, latencyMs: 100, times: 5 });
    const asked = Array.from({ length: 5 }, (_, index) =>
      asker(facade, admin)(`{ users(first: ${index + 1}) { nodes { username } } }`),
    );
    for (const { errors } of await Promise.all(asked)) expect(errors).toBeUndefined();
    const calls = await facade.calls();
    expect(calls.filter((call) => call === exchange)).toHaveLength(1);
    expect(calls).toHaveLength(11);
  });

  test('is renewed for a write, of which one took effect, and which is audited once', async () => {
    await facade.misbehave({ operationId: 'create_user', status: 401, times: 1 });
    const { data, extensions } = await asker(facade, admin)(create, { 'x-explain': '1' });
    expect(data.it?.__typename).toBe('CreateUserPayload');
    expect(await facade.calls()).toEqual(['POST /api/v1/users', exchange, 'POST /api/v1/users']);
    expect(extensions).toMatchObject({
      cost: { asked: 3, actual: 1 },
      plan: [
        { path: '/api/v1/users', calls: 1 },
        { path: '/api/v2/token', reason: 'Exchanges the client credentials for a token.', calls: 1 },
      ],
    });
    const writes = facade.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'write');
    expect(writes).toMatchObject([{ operation: 'create_user', outcome: 'OK' }]);
  });

  test('is not renewed again and again when a new one is refused too', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 401 });
    for (let count = 0; count < 3; count++) {
      expect((await asker(facade, admin)(page)).errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    }
    expect(await facade.calls()).toEqual([oneUser, exchange, oneUser, oneUser, oneUser]);
  });

  test('and cannot be renewed leaves a write that did not take effect', async () => {
    await facade.misbehave({ operationId: 'create_user', status: 401 }, { operationId: 'grant_token_v2', status: 503 });
    const { errors } = await asker(facade, admin)(create);
    expect(errors?.[0]?.extensions).toEqual({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' });
    expect(await facade.calls()).toEqual(['POST /api/v1/users', exchange]);
  });
});

test('a wrong secret is refused by one exchange, however many calls need it, and harms nobody else', async () => {
  const facade = await graphOver({ users: 20 }, on);
  const wrong = asker(facade, basic('admin', 'wrong'));
  const failures = await Promise.all(Array.from({ length: 20 }, (_, index) => wrong(`{ a${index}: ${page.slice(1)}`)));
  failures.push(await wrong(create), await wrong(page));
  for (const { data, errors } of failures) {
    const { it } = data ?? {};
    if (it) expect(it).toEqual({ __typename: 'UnauthenticatedFailure', code: 'UNAUTHENTICATED' });
    else expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  }
  expect(await facade.calls()).toEqual([exchange]);
  expect((await asker(facade, admin)(page)).errors).toBeUndefined();
  await facade.close();
});

test('a token is used until shortly before it expires', async () => {
  const facade = await graphOver({ users: 20, tokenSeconds: 2 }, on);
  const ask = asker(facade, admin);
  await ask(page);
  await ask(page);
  await setTimeout(1950);
  expect((await ask(page)).errors).toBeUndefined();
  expect(await facade.calls()).toEqual([exchange, oneUser, oneUser, exchange, oneUser]);
  await facade.close();
});

describe('where no token is issued, nothing is sent', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ users: 20 }, { ...on, UPSTREAM_TIMEOUT_MS: '1500' });
  });
  afterAll(() => facade.close());

  test.each<[Partial<Fault>, string, string | undefined]>([
    [{ status: 503 }, 'UPSTREAM_UNAVAILABLE', 'NOT_SENT'],
    [{ connection: 'reset' }, 'UPSTREAM_UNAVAILABLE', 'NOT_SENT'],
    [{ connection: 'stall' }, 'UPSTREAM_TIMEOUT', 'NOT_SENT'],
    [{ status: 429, retryAfter: 9 }, 'RATE_LIMITED', undefined],
    [{ status: 418 }, 'UPSTREAM_BAD_RESPONSE', 'REFUSED'],
    [{ status: 404 }, 'UPSTREAM_BAD_RESPONSE', 'REFUSED'],
    [{ body: 'not-json' }, 'UPSTREAM_BAD_RESPONSE', 'REFUSED'],
    [{ body: 'wrong-shape' }, 'UPSTREAM_BAD_RESPONSE', 'REFUSED'],
    [{ status: 403 }, 'FORBIDDEN', undefined],
    [{ status: 400 }, 'UNAUTHENTICATED', undefined],
  ])('%o', async (fault, code, outcome) => {
    await facade.forgetCalls();
    await facade.misbehave({ operationId: 'grant_token_v2', ...fault });
    // Other white space makes another client for the facade, which believes a refusal for a while.
    const authorization = admin.replace(' ', ' '.repeat(fault.status ?? JSON.stringify(fault).length));
    const { data, errors } = await asker(facade, authorization)(create);
    expect(data?.it?.code ?? errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.extensions.outcome).toBe(outcome);
    expect(await facade.calls()).toEqual([exchange]);
    await facade.misbehave();
  });
});

test('a failure of an exchange is over with it, and reads are repeated', async () => {
  const facade = await graphOver({ users: 20 }, on);
  await facade.misbehave({ operationId: 'grant_token_v2', status: 503, retryAfter: 0, times: 1 });
  expect((await asker(facade, admin)(page)).errors).toBeUndefined();
  expect(await facade.calls()).toEqual([exchange, exchange, oneUser]);
  await facade.close();
});

test('without the setting, client credentials go on as they are', async () => {
  const facade = await graphOver({ users: 20 });
  const { errors } = await asker(facade, admin)(page);
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await facade.served()).toMatchObject([{ operationId: 'get_users', token: 'other', status: 401 }]);
  await facade.close();
});

test('beside Kestra, only those of Run:ai are exchanged', async () => {
  const facade = await graphOver({ users: 20, platforms: ['runai', 'kestra'] }, on);
  const { errors } = await facade.ask(
    '{ users(first: 1) { nodes { id } } kestraUsers(first: 1) { totalCount } }',
    {},
    {
      token: null,
      kestraToken: null,
      headers: { authorization: admin, 'kestra-authorization': basic('admin@sandbox.test', 'sandbox-admin') },
    },
  );
  expect(errors).toBeUndefined();
  expect((await facade.calls()).toSorted()).toEqual([oneUser, exchange]);
  expect(await facade.kestra.served()).toMatchObject([{ operationId: 'listUsers', token: 'admin' }]);
  await facade.close();
});
