import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
let user: { id: string; userId: string };
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], users: 10 }, { KESTRA_IMPERSONATION: 'on', LOG_LEVEL: 'trace' });
  const { data } = await facade.ask<{ kestraUsers: { nodes: (typeof user)[] } }, never>(
    '{ kestraUsers(first: 4) { nodes { id userId } } }',
  );
  const [, , , last] = data.kestraUsers.nodes;
  if (!last) throw new Error('The sandbox holds too few users.');
  user = last;
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

const account = serviceAccounts.find(({ tenantId }) => tenantId === 'production')?.id ?? '';
const scopes = [
  {
    scope: 'a user',
    owner: () => ({ userId: user.id }),
    asked: () => `node(id: "${user.id}") { ... on KestraUser { apiTokens { nodes { tokenId name isExtended } } } }`,
    path: () => `/api/v1/users/${user.userId}/api-tokens`,
  },
  {
    scope: 'a service account',
    owner: () => ({ serviceAccount: { serviceAccountId: account } }),
    asked: () =>
      `kestraServiceAccount(by: { serviceAccountId: "${account}" }) { apiTokens { nodes { tokenId name isExtended } } }`,
    path: () => `/api/v1/service-accounts/${account}/api-tokens`,
  },
  {
    scope: 'a service account of a tenant',
    owner: () => ({ serviceAccount: { serviceAccountId: account, tenantId: 'production' } }),
    asked: () =>
      `kestraServiceAccount(by: { serviceAccountId: "${account}" }, tenantId: "production") { apiTokens { nodes { tokenId name isExtended } } }`,
    path: () => `/api/v1/production/service-accounts/${account}/api-tokens`,
  },
];

type Created = { it: { __typename: string; tokenId: string; name: string; fullToken: string; code: string } };
const create = (owner: object, token: object) =>
  facade.ask<Created, object>(
    `mutation C($input: CreateKestraApiTokenInput!) { it: createKestraApiToken(input: $input) {
      __typename ... on CreateKestraApiTokenPayload { tokenId name fullToken } ... on Failure { code message }
    } }`,
    { input: { owner, ...token } },
  );
const revoke = (owner: object, tokenId: string) =>
  facade.ask<Created, object>(
    `mutation D($input: DeleteKestraApiTokenInput!) { it: deleteKestraApiToken(input: $input) {
      __typename ... on DeleteKestraApiTokenPayload { tokenId } ... on Failure { code }
    } }`,
    { input: { owner, tokenId } },
  );

describe.each(scopes)('the tokens of $scope', ({ owner, asked, path }) => {
  const list = async () => {
    const { data } = await facade.ask<{ it: { apiTokens: { nodes: { tokenId: string }[] } } }, never>(
      `{ it: ${asked()} }`,
    );
    return data.it.apiTokens.nodes;
  };

  test('are objects of the list as soon as they are made', async () => {
    const { data, errors } = await facade.ask<{ it: { apiToken: { id: string; name: string } } }, object>(
      `mutation C($input: CreateKestraApiTokenInput!) { it: createKestraApiToken(input: $input) {
        ... on CreateKestraApiTokenPayload { apiToken { id name } } } }`,
      { input: { owner: owner(), name: 'in-the-cache' } },
    );
    expect(errors).toBeUndefined();
    expect(await facade.calls()).toEqual([`POST ${path()}`, `GET ${path()}`]);
    const { id, name } = data.it.apiToken;
    expect(name).toBe('in-the-cache');
    const found = await facade.ask(`{ node(id: "${id}") { id } }`);
    expect(found.data).toEqual({ node: { id } });
    const { data: gone } = await facade.ask<{ it: { deletedId: string } }, object>(
      `mutation D($input: DeleteKestraApiTokenInput!) { it: deleteKestraApiToken(input: $input) {
        ... on DeleteKestraApiTokenPayload { deletedId } } }`,
      { input: { owner: owner(), tokenId: id } },
    );
    expect(gone.it.deletedId).toBe(id);
  });

  test('are made, shown in full once, listed, and revoked once', async () => {
    const before = await list();
    await facade.forgetCalls();
    const { data } = await create(owner(), { name: 'ci-token', maxAge: 'PT1H', description: null, isExtended: true });
    expect(data.it).toMatchObject({ __typename: 'CreateKestraApiTokenPayload', name: 'ci-token' });
    expect(data.it.fullToken).toMatch(/^\S{20,}$/);
    expect(await facade.calls()).toEqual([`POST ${path()}`]);

    const { tokenId, fullToken } = data.it;
    const after = await list();
    expect(after).toEqual([...before, { tokenId, name: 'ci-token', isExtended: true }]);
    expect(JSON.stringify(after)).not.toContain(fullToken);
    expect(facade.lines.join('\n')).not.toContain(fullToken);

    await facade.forgetCalls();
    expect((await revoke(owner(), tokenId)).data.it).toEqual({ __typename: 'DeleteKestraApiTokenPayload', tokenId });
    expect(await facade.calls()).toEqual([`DELETE ${path()}/${tokenId}`]);
    expect((await revoke(owner(), tokenId)).data.it.code).toBe('NOT_FOUND');
    expect(await list()).toEqual(before);
  });

  test('with a name that breaks the rule are refused without a call', async () => {
    for (const name of ['Not Allowed', '', 'a--b', '-a', 'x'.repeat(64)]) {
      expect((await create(owner(), { name })).data.it, name).toMatchObject({ __typename: 'ValidationFailure' });
    }
    expect(await facade.calls()).toEqual([]);
  });

  test('with an age that is none are refused without a call, and by the platform with one of no fixed length', async () => {
    const { data, errors } = await create(owner(), { name: 'a', maxAge: 'soon' });
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(await facade.calls()).toEqual([]);

    expect((await create(owner(), { name: 'a', maxAge: 'P1M' })).data.it.code).toBe('BAD_USER_INPUT');
    expect(await facade.calls()).toEqual([`POST ${path()}`]);
  });
});

test.each([
  [{}, undefined],
  [{ userId: 'x', serviceAccount: { serviceAccountId: 'x' } }, undefined],
  [{ userId: encodeGlobalID('User', 'x') }, 'BAD_USER_INPUT'],
  [{ serviceAccount: { serviceAccountId: 'x', tenantId: 'users' } }, 'BAD_USER_INPUT'],
  [{ serviceAccount: { serviceAccountId: '..' } }, 'BAD_USER_INPUT'],
])('the owner %j is refused without a call', async (owner, failure) => {
  const { data, errors } = await create(owner, { name: 'a' });
  expect(data?.it?.code).toBe(failure);
  if (!failure) expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(await facade.calls()).toEqual([]);
});

describe('impersonation', () => {
  const impersonate = () =>
    facade.ask<{ it: { __typename: string; userId: string; sessionToken: string | null } }, never>(
      `mutation { it: impersonateKestraUser(input: { userId: "${user.id}" }) { __typename ... on ImpersonateKestraUserPayload { userId sessionToken } } }`,
    );

  test('gives the session of the cookie, which is in no line', async () => {
    const { data } = await impersonate();
    expect(data.it).toMatchObject({ __typename: 'ImpersonateKestraUserPayload', userId: user.userId });
    expect(data.it.sessionToken).toMatch(new RegExp(`^[0-9a-f-]{36}\\.${user.userId}$`));
    expect(facade.lines.join('\n')).not.toContain(data.it.sessionToken);
    expect(await facade.calls()).toEqual([`POST /api/v1/users/${user.userId}/impersonate`]);
  });

  test('works where the server answers with an object, which opens no session', async () => {
    await facade.misbehave({ operationId: 'impersonate', status: 200 });
    const { data, errors } = await impersonate();
    expect(errors).toBeUndefined();
    expect(data.it).toEqual({ __typename: 'ImpersonateKestraUserPayload', userId: user.userId, sessionToken: null });
  });
});

test('the answer 303 is refused where the contract does not declare it', async () => {
  await facade.misbehave({ operationId: 'deleteRefreshToken', status: 303 });
  const { data, errors } = await facade.ask(
    `mutation { it: logoutKestraUser(input: { userId: "${user.id}" }) { __typename } }`,
  );
  expect(data).toEqual({ it: null });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' });
});

describe('service accounts', () => {
  const account = serviceAccounts.find(({ tenantId }) => tenantId === 'research')?.id;

  test.each([
    ['across tenants', '', ''],
    ['within a tenant', ', tenantId: "research"', 'research/'],
  ])('are known %s by their tokens, listed once', async (_, argument, path) => {
    const { data } = await facade.ask(
      `{ it: kestraServiceAccount(by: { serviceAccountId: "${account}" }${argument}) { serviceAccountId apiTokens { totalCount nodes { tokenId name prefix issuedAt expiresAt isExpired isExtended lastUsedAt description } } } }`,
    );
    expect(data).toMatchObject({
      it: {
        serviceAccountId: account,
        apiTokens: {
          totalCount: 2,
          nodes: [
            { name: 'old-laptop', expiresAt: '2025-01-01T00:00:00.000Z', isExpired: true },
            { name: 'nightly-build', isExpired: false },
          ],
        },
      },
    });
    expect(await facade.calls()).toEqual([`GET /api/v1/${path}service-accounts/${account}/api-tokens`]);
  });

  test('are null where there is none', async () => {
    for (const argument of [
      'by: { serviceAccountId: "nobody" }',
      `by: { serviceAccountId: "${account}" }, tenantId: "main"`,
      `by: { serviceAccountId: "${account}" }, tenantId: "moon"`,
    ]) {
      expect((await facade.ask(`{ it: kestraServiceAccount(${argument}) { serviceAccountId } }`)).data).toEqual({
        it: null,
      });
    }
  });

  test('in a tenant that is a path are refused without a call', async () => {
    const { errors } = await facade.ask(
      `{ it: kestraServiceAccount(by: { serviceAccountId: "${account}" }, tenantId: "users") { serviceAccountId } }`,
    );
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', issues: [{ path: ['tenantId'], code: 'INVALID_FORMAT' }] },
    });
    expect(await facade.calls()).toEqual([]);
  });
});
