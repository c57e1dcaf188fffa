import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groupsOf, serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { versionWithGroups } from '../support/kestra-under-test.ts';

/** Fields that cost no call of their own. */
const fieldsOf = {
  KestraGroup: 'id groupId name',
  KestraTenant: 'id tenantId name',
  KestraApiToken: 'id tokenId name prefix expiresAt',
  KestraServiceAccount: 'id serviceAccountId',
  KestraAuthMethod: 'id authMethodId type name',
};
const fields = Object.entries(fieldsOf)
  .map(([type, names]) => `... on ${type} { ${names} }`)
  .join(' ');

interface Node {
  readonly __typename: string;
  readonly id: string;
  readonly name: string;
}
interface Costs {
  readonly cost: { readonly asked: number; readonly actual: number };
}

let facade: Facade;
/** Objects as others show them, by their types. */
let shown: Readonly<Record<string, Node>>;
let userId: string;
const account = serviceAccounts.find(({ tenantId }) => tenantId === 'main')?.id ?? '';
const idOf = (type: string, ...ids: string[]) => encodeGlobalID(type, JSON.stringify(ids));

beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], kestraVersion: versionWithGroups, users: 30 });
  const named = (type: keyof typeof fieldsOf) => `__typename ${fieldsOf[type]}`;
  const { data } = await facade.ask<Shown, never>(`{
    users: kestraUsers(first: 12) {
      nodes { userId tenants { ${named('KestraTenant')} } authMethods { ${named('KestraAuthMethod')} } groups { ${named('KestraGroup')} } apiTokens { nodes { ${named('KestraApiToken')} } } }
    }
    account: kestraServiceAccount(by: { serviceAccountId: "${account}" }) { ${named('KestraServiceAccount')} apiTokens { nodes { ${named('KestraApiToken')} } } }
  }`);
  const whole = data.users.nodes.find(({ groups, apiTokens }) => groups.length > 0 && apiTokens.nodes.length > 0);
  if (!whole) throw new Error('No user of the sandbox has both a group and a token.');
  const { apiTokens, ...account_ } = data.account;
  userId = whole.userId;
  shown = {
    group: first(whole.groups),
    tenant: first(whole.tenants),
    authMethod: first(whole.authMethods),
    token: first(whole.apiTokens.nodes),
    account: account_,
    accountToken: first(apiTokens.nodes),
  };
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

interface Shown {
  readonly users: {
    readonly nodes: readonly {
      readonly userId: string;
      readonly tenants: readonly Node[];
      readonly authMethods: readonly Node[];
      readonly groups: readonly Node[];
      readonly apiTokens: { readonly nodes: readonly Node[] };
    }[];
  };
  readonly account: Node & { readonly apiTokens: { readonly nodes: readonly Node[] } };
}

function first([node]: readonly Node[]): Node {
  if (!node) throw new Error('The sandbox shows too little.');
  return node;
}

async function nodes(ids: readonly string[], selected = fields, options: { token?: string } = {}) {
  const query = `query N($ids: [ID!]!) { nodes(ids: $ids) { __typename ${selected} } }`;
  const { data, errors, extensions } = await facade.ask<{ nodes: (Node | null)[] }, object>(
    query,
    { ids },
    { ...options, headers: { 'x-explain': '1' } },
  );
  const { cost } = extensions as unknown as Costs;
  const calls = await facade.calls();
  expect(cost.actual).toBe(calls.length);
  expect(cost.asked).toBeGreaterThanOrEqual(cost.actual);
  return { nodes: data.nodes, codes: errors?.map(({ extensions }) => extensions.code), calls };
}

describe('an object that another one shows is found again by its id', () => {
  test.each([
    ['group', ['POST /api/v1/main/groups/ids']],
    ['tenant', ['GET /api/v1/me']],
    ['authMethod', () => [`GET /api/v1/users/${userId}`]],
    ['token', () => [`GET /api/v1/users/${userId}/api-tokens`]],
    ['account', [`GET /api/v1/service-accounts/${account}/api-tokens`]],
    ['accountToken', [`GET /api/v1/service-accounts/${account}/api-tokens`]],
  ])('%s', async (kind, expected) => {
    const node = shown[kind];
    const found = await nodes([node?.id ?? '']);
    expect(found).toEqual({
      nodes: [node],
      codes: undefined,
      calls: typeof expected === 'function' ? expected() : expected,
    });
  });

  test('all at once, each read once, in the order of the ids', async () => {
    const all = Object.values(shown);
    const { nodes: found, calls } = await nodes([...all, ...all].map(({ id }) => id));
    expect(found).toEqual([...all, ...all]);
    expect(calls.toSorted()).toEqual(
      [
        'GET /api/v1/me',
        'POST /api/v1/main/groups/ids',
        `GET /api/v1/service-accounts/${account}/api-tokens`,
        `GET /api/v1/users/${userId}`,
        `GET /api/v1/users/${userId}/api-tokens`,
      ].toSorted(),
    );
  });
});

describe('groups', () => {
  const ids = ['main', 'research'].flatMap((tenant) =>
    groupsOf(tenant).map(({ id }) => idOf('KestraGroup', tenant, id)),
  );

  test('of one tenant are read by one call', async () => {
    const found = await nodes(ids);
    expect(found.nodes.map((node) => node?.name)).toEqual(
      ['main', 'research'].flatMap((tenant) => groupsOf(tenant).map(({ name }) => name)),
    );
    expect(found.calls.toSorted()).toEqual(['POST /api/v1/main/groups/ids', 'POST /api/v1/research/groups/ids']);
  });

  test('are asked for singly where the call for all of them finds none', async () => {
    await facade.misbehave({ operationId: 'listGroupIds', status: 404, times: 1 });
    const { nodes: found, calls } = await nodes(ids.slice(0, 3));
    expect(found.map((node) => node?.name)).toEqual(
      groupsOf('main')
        .slice(0, 3)
        .map(({ name }) => name),
    );
    expect(calls).toEqual(Array(4).fill('POST /api/v1/main/groups/ids'));
  });
});

test('what does not exist is null', async () => {
  const absent = [
    idOf('KestraGroup', 'main', 'none'),
    idOf('KestraGroup', 'moon', 'none'),
    idOf('KestraApiToken', 'user', userId, 'none'),
    idOf('KestraApiToken', 'user', 'nobody', 'none'),
    idOf('KestraApiToken', 'serviceAccount', 'nobody', 'none'),
    idOf('KestraAuthMethod', userId, 'none'),
    encodeGlobalID('KestraTenant', 'moon'),
    encodeGlobalID('KestraServiceAccount', 'nobody'),
  ];
  expect(await nodes(absent)).toMatchObject({ nodes: absent.map(() => null), codes: undefined });
});

test('an id that holds something else is null without a call, and none leaves its path', async () => {
  const forged = ['KestraGroup', 'KestraApiToken', 'KestraAuthMethod'].flatMap((type) =>
    ['x', '{}', '["x"]', '[1,2]', '["",""]', '[null,"x","y"]'].map((id) => encodeGlobalID(type, id)),
  );
  expect(await nodes(forged)).toEqual({ nodes: forged.map(() => null), codes: undefined, calls: [] });
  const leaving = [idOf('KestraGroup', 'users', 'x'), idOf('KestraApiToken', 'user', '..', 'x')];
  expect(await nodes(leaving)).toMatchObject({ codes: ['BAD_USER_INPUT', 'BAD_USER_INPUT'], calls: [] });
});

test('a tenant that the caller is not in is asked for', async () => {
  const production = encodeGlobalID('KestraTenant', 'production');
  await facade.misbehave({ operationId: 'getCurrentUser', status: 403 });
  expect(await nodes([production])).toEqual({
    nodes: [{ __typename: 'KestraTenant', id: production, tenantId: 'production', name: null }],
    codes: undefined,
    calls: ['GET /api/v1/me', 'POST /api/v1/production/tenant-access/autocomplete'],
  });
});

test('who may not look in all tenants finds a service account in the one that is configured', async () => {
  const { id } = shown.accountToken ?? { id: '' };
  const { nodes: found, calls } = await nodes([id], fields, { token: 'sandbox-tenant-admin' });
  expect(found).toEqual([shown.accountToken]);
  expect(calls).toEqual([
    `GET /api/v1/service-accounts/${account}/api-tokens`,
    `GET /api/v1/main/service-accounts/${account}/api-tokens`,
  ]);
});

test('a gateway finds each by its keys', async () => {
  const { data, errors } = await facade.ask<{ _entities: Node[] }, object>(
    `query E($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${fields} } }`,
    {
      representations: [
        ...Object.values(shown).map(({ __typename, id }) => ({ __typename, id })),
        { __typename: 'KestraTenant', tenantId: 'main' },
        { __typename: 'KestraServiceAccount', serviceAccountId: account },
      ],
    },
  );
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([...Object.values(shown), shown.tenant, shown.account]);
});

describe('on Kestra 1.0', () => {
  let old: Facade;
  beforeAll(async () => {
    old = await graphOver({ platforms: ['kestra'], kestraVersion: '1.0', users: 30 });
  });
  afterAll(() => old.close());
  const ask = (id: string) =>
    old.ask<{ node: Node | null }, object>(`query N($id: ID!) { node(id: $id) { __typename ${fields} } }`, { id });

  test('the first users tell the name of a tenant, and members show groups', async () => {
    const { data } = await ask(encodeGlobalID('KestraTenant', 'main'));
    expect(data.node).toMatchObject({ name: 'Main' });
    expect((await ask(shown.group?.id ?? '')).data.node).toEqual(shown.group);
    expect(await old.calls()).toEqual([
      'GET /api/v1/users?page=1&size=100',
      'POST /api/v1/main/tenant-access/autocomplete',
    ]);
  });

  test('a group that no member shows is null, and the error names the versions that read it', async () => {
    const { data, errors } = await ask(idOf('KestraGroup', 'main', 'none'));
    expect(data.node).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNSUPPORTED_BY_VERSION', versions: ['2.0', '1.3'] });
  });
});
