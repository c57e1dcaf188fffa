import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { tellsCaller } from '../support/kestra-under-test.ts';

const who = '{ kestraViewer { userId username email firstName isSuperAdmin isRestricted tenants { tenantId } } }';
const rights = '{ kestraUsers(first: 3) { nodes { username viewerCanUpdate viewerCanDelete } } }';
const me = 'GET /api/v1/me';

type Data = { kestraViewer: object | null };
type Users = { kestraUsers: { nodes: { viewerCanUpdate: boolean | null; viewerCanDelete: boolean | null }[] } };

describe.runIf(tellsCaller)('on a version that tells who the caller is', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ platforms: ['kestra'], users: 20 });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  test('a super admin learns who they are, in one call', async () => {
    const { data, errors } = await facade.ask<Data, never>(who);
    expect(errors).toBeUndefined();
    expect(data.kestraViewer).toMatchObject({
      username: 'admin@sandbox.test',
      email: 'admin@sandbox.test',
      firstName: 'Sandbox',
      isSuperAdmin: true,
      isRestricted: false,
    });
    expect(await facade.calls()).toEqual([me]);
  });

  test('a caller without rights learns it, too', async () => {
    const { data } = await facade.ask<Data, object>(who, {}, { token: 'sandbox-viewer' });
    expect(data.kestraViewer).toMatchObject({ username: 'viewer@sandbox.test', isSuperAdmin: false });
    expect(await facade.calls()).toEqual([me]);
  });

  test.each([
    ['sandbox-admin', true],
    ['sandbox-viewer', false],
  ])('what %s may do with each user of a list costs one call more', async (token, may) => {
    const { data } = await facade.ask<Users, object>(rights, {}, { token });
    expect(data.kestraUsers.nodes.map((node) => [node.viewerCanUpdate, node.viewerCanDelete])).toEqual(
      Array(3).fill([may, may]),
    );
    expect((await facade.calls()).toSorted()).toEqual([me, 'GET /api/v1/users?page=1&size=3']);
  });

  test('the account of the caller is read by its id', async () => {
    const { data } = await facade.ask<Data, never>('{ kestraViewer { userId user { username groups { groupId } } } }');
    const { userId } = data.kestraViewer as { userId: string };
    expect(data.kestraViewer).toMatchObject({ user: { username: 'admin@sandbox.test' } });
    expect(await facade.calls()).toEqual([me, `GET /api/v1/users/${userId}`]);
  });

  test('without the answer the users are there all the same', async () => {
    await facade.misbehave({ operationId: 'getCurrentUser', status: 403 });
    const { data, errors } = await facade.ask<Users, never>(rights);
    expect(data.kestraUsers.nodes).toHaveLength(3);
    expect(data.kestraUsers.nodes.every((node) => node.viewerCanUpdate === null)).toBe(true);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
    await facade.misbehave();
  });
});

test('a version that does not tell leaves null, and names those that do', async () => {
  const facade = await graphOver({ platforms: ['kestra'], users: 20 }, { KESTRA_VERSION: '1.2' });
  try {
    const { data, errors } = await facade.ask<Data & Users, never>(`{ kestraViewer { userId } ${rights.slice(1)}`);
    expect(data.kestraViewer).toBeNull();
    expect(data.kestraUsers.nodes).toHaveLength(3);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNSUPPORTED_BY_VERSION', versions: ['2.0', '1.3'] });
    expect(await facade.calls()).toEqual(['GET /api/v1/users?page=1&size=3']);
  } finally {
    await facade.close();
  }
});

describe.runIf(tellsCaller)('what belongs to the caller, who has no super-admin rights', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ platforms: ['kestra'], users: 20 });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  const token = 'sandbox-tenant-admin';
  interface Answered {
    readonly it: { readonly [name: string]: unknown; readonly fullToken: string; readonly tokenId: string };
    readonly kestraViewer: { readonly apiTokens: { readonly nodes: readonly { readonly id: string }[] } };
    readonly node: object | null;
  }
  const ask = (document: string) => facade.ask<Answered, object>(document, {}, { token });

  test('a token is created, listed, found again by its id, and revoked', async () => {
    const created = await ask(
      'mutation { it: createMyKestraApiToken(input: { name: "own", maxAge: "P30D" }) { ... on CreateMyKestraApiTokenPayload { apiToken { id name } tokenId name fullToken } } }',
    );
    const { tokenId, fullToken, apiToken } = created.data.it;
    expect(fullToken).toMatch(/./);
    const own = '{ kestraViewer { apiTokens(first: 5) { totalCount nodes { id tokenId name } } } }';
    const { data } = await ask(own);
    const [{ id } = { id: '' }] = data.kestraViewer.apiTokens.nodes;
    expect(data.kestraViewer.apiTokens).toEqual({ totalCount: 1, nodes: [{ id, tokenId, name: 'own' }] });
    expect(apiToken).toEqual({ id, name: 'own' });
    expect(JSON.stringify(data)).not.toContain(fullToken);
    await facade.forgetCalls();
    const found = await ask(`{ node(id: "${id}") { ... on KestraApiToken { name } } }`);
    expect(found.data.node).toEqual({ name: 'own' });
    expect(
      (await facade.served()).map(({ path, status }) => `${path.replace(/users\/\w+/, 'users/…')} ${status}`),
    ).toEqual(['/api/v1/users/…/api-tokens 403', '/api/v1/me 200', '/api/v1/me/api-tokens 200']);
    const revoked = await ask(
      `mutation { it: deleteMyKestraApiToken(input: { tokenId: "${id}" }) { ... on DeleteMyKestraApiTokenPayload { deletedId tokenId } } }`,
    );
    expect(revoked.data.it).toEqual({ deletedId: id, tokenId });
    expect((await ask(own)).data.kestraViewer.apiTokens.nodes).toEqual([]);
  });

  test('a token of somebody else is denied as before', async () => {
    const users = await facade.ask<{ kestraUsers: { nodes: { id: string }[] } }, never>(
      '{ kestraUsers(first: 9) { nodes { id } } }',
    );
    const { id = '' } = users.data.kestraUsers.nodes[8] ?? {};
    const made = await facade.ask<Answered, never>(
      `mutation { it: createKestraApiToken(input: { owner: { userId: "${id}" }, name: "other" }) { ... on CreateKestraApiTokenPayload { tokenId } } }`,
    );
    expect(made.errors).toBeUndefined();
    const listed = await facade.ask<{ node: { apiTokens: { nodes: { id: string }[] } } }, never>(
      `{ node(id: "${id}") { ... on KestraUser { apiTokens { nodes { id } } } } }`,
    );
    const { errors } = await ask(`{ node(id: "${listed.data.node.apiTokens.nodes[0]?.id}") { id } }`);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('names are changed, and the payload has the caller after that', async () => {
    const { data } = await ask(
      'mutation { it: updateMyKestraUser(input: { firstName: "Amazing" }) { ... on UpdateMyKestraUserPayload { viewer { firstName lastName } } } }',
    );
    expect(data.it).toEqual({ viewer: { firstName: 'Amazing', lastName: 'Hopper' } });
    expect(await facade.calls()).toEqual(['PATCH /api/v1/me']);
  });

  test('an invitation is shown to whom it is for, without roles and groups', async () => {
    const { data: me } = await facade.ask<{ kestraViewer: { userId: string; email: string } }, object>(
      '{ kestraViewer { userId email } }',
      {},
      { token },
    );
    const { userId, email } = me.kestraViewer;
    const rename = (to: string) =>
      facade.ask(`mutation { updateKestraUser(input: { userId: "${userId}", email: "${to}" }) { __typename } }`);
    // Nobody is invited who is known already.
    await rename('elsewhere@example.com');
    await facade.ask(
      `mutation { createKestraInvitation(input: { tenantId: "production", email: "${email}" }) { __typename } }`,
    );
    await rename(email);
    await facade.forgetCalls();
    const { data } = await ask(
      '{ kestraViewer { invitations { email status link tenant { tenantId } roles { name } groups { name } } } }',
    );
    expect(data.kestraViewer).toEqual({
      invitations: [
        {
          ...{ email, status: 'PENDING', link: expect.stringMatching(/./) },
          ...{ tenant: { tenantId: 'production' }, roles: null, groups: null },
        },
      ],
    });
    expect(await facade.calls()).toEqual(['GET /api/v1/me', 'GET /api/v1/me/invitations']);
  });
});
