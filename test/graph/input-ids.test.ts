import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groupsOf, serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
let userId: string;
let kestraUserId: string;
const [group, other] = groupsOf('main').map(({ id }) => id);
const foreign = groupsOf('research')[0]?.id ?? '';
const account = serviceAccounts[0]?.id ?? '';

beforeAll(async () => {
  facade = await graphOver({ platforms: ['runai', 'kestra'], version: '2.22', users: 20 });
  const { data } = await facade.ask<Record<'users' | 'kestraUsers', { nodes: { userId: string }[] }>, never>(
    '{ users(first: 9) { nodes { userId } } kestraUsers(first: 9) { nodes { userId } } }',
  );
  [userId, kestraUserId] = [data.users, data.kestraUsers].map(({ nodes }) => nodes[8]?.userId ?? '') as [
    string,
    string,
  ];
});
afterAll(() => facade.close());
beforeEach(async () => {
  await Promise.all([facade.forgetCalls(), facade.kestra.forgetCalls()]);
});

const idOf = (type: string, ...ids: string[]) =>
  encodeGlobalID(type, ids.length > 1 ? JSON.stringify(ids) : (ids[0] ?? ''));
const calls = async () => (await Promise.all([facade.calls(), facade.kestra.calls()])).flat();
const ask = (document: string) =>
  facade.ask<{ it: { __typename: string; code?: string; issues?: object[] } | null }, never>(
    document.startsWith('mutation')
      ? document.replace('$failure', '__typename ... on ValidationFailure { code issues { path code } }')
      : document,
  );

/** Documents by an id that may be either, what it is made of, and the calls that both make. */
const either: readonly [
  name: string,
  document: (id: string) => string,
  type: string,
  ids: () => string[],
  expected: () => string[],
][] = [
  [
    'user(by:)',
    (id) => `{ it: user(by: { userId: "${id}" }) { __typename } }`,
    'User',
    () => [userId],
    () => [`GET /api/v1/users/${userId}`],
  ],
  [
    'kestraUser(by:)',
    (id) => `{ it: kestraUser(by: { userId: "${id}" }) { __typename } }`,
    'KestraUser',
    () => [kestraUserId],
    () => [`GET /api/v1/users/${kestraUserId}`],
  ],
  [
    'kestraUserSuggestions(tenantId:)',
    (id) => `{ it: kestraUserSuggestions(tenantId: "${id}", userIds: []) { __typename nodes { userId } } }`,
    'KestraTenant',
    () => ['research'],
    () => ['POST /api/v1/research/tenant-access/autocomplete'],
  ],
  [
    'kestraServiceAccount(by:)',
    (id) => `{ it: kestraServiceAccount(by: { serviceAccountId: "${id}" }) { __typename } }`,
    'KestraServiceAccount',
    () => [account],
    () => [`GET /api/v1/service-accounts/${account}/api-tokens`],
  ],
  [
    'kestraServiceAccount(tenantId:)',
    (id) => `{ it: kestraServiceAccount(by: { serviceAccountId: "${account}" }, tenantId: "${id}") { __typename } }`,
    'KestraTenant',
    () => ['main'],
    () => [`GET /api/v1/main/service-accounts/${account}/api-tokens`],
  ],
  [
    'logoutUser',
    (id) => `mutation { it: logoutUser(input: { userId: "${id}" }) { $failure } }`,
    'User',
    () => [userId],
    () => [`POST /api/v1/users/${userId}/logout`],
  ],
  [
    'logoutUsers',
    (id) =>
      `mutation { it: logoutUsers(input: { userIds: ["${id}"] }) { __typename results { result { $failure } } } }`,
    'User',
    () => [userId],
    () => [`POST /api/v1/users/${userId}/logout`],
  ],
  [
    'logoutKestraUser',
    (id) => `mutation { it: logoutKestraUser(input: { userId: "${id}" }) { $failure } }`,
    'KestraUser',
    () => [kestraUserId],
    () => [`DELETE /api/v1/users/${kestraUserId}/refresh-token`],
  ],
  [
    'setKestraUserGroups',
    (id) =>
      `mutation { it: setKestraUserGroups(input: { userId: "${kestraUserId}", tenantId: "main", groupIds: ["${id}"] }) { $failure } }`,
    'KestraGroup',
    () => ['main', group ?? ''],
    () => [`PUT /api/v1/main/users/${kestraUserId}/groups`],
  ],
  [
    'deleteKestraApiToken',
    (id) =>
      `mutation { it: deleteKestraApiToken(input: { owner: { userId: "${kestraUserId}" }, tokenId: "${id}" }) { $failure } }`,
    'KestraApiToken',
    () => ['user', kestraUserId, 'none'],
    () => [`DELETE /api/v1/users/${kestraUserId}/api-tokens/none`],
  ],
  [
    'removeKestraAuthMethod',
    (id) =>
      `mutation { it: removeKestraAuthMethod(input: { userId: "${kestraUserId}", authMethodId: "${id}" }) { $failure } }`,
    'KestraAuthMethod',
    () => [kestraUserId, 'none'],
    () => [`DELETE /api/v1/users/${kestraUserId}/auths/none`],
  ],
];

test.each(either)('%s takes the global id and the id of the platform', async (_, document, type, ids, expected) => {
  const answers = [];
  for (const id of [ids().at(-1) ?? '', idOf(type, ...ids())]) {
    await Promise.all([facade.forgetCalls(), facade.kestra.forgetCalls()]);
    const { data, errors } = await ask(document(id));
    expect(errors).toBeUndefined();
    expect(await calls()).toEqual(expected());
    answers.push(data.it);
  }
  expect(answers[1]).toEqual(answers[0]);
});

describe('the id of another type or owner is refused at its path, without a call', () => {
  test.each([
    ['logoutUser(input: { userId: $ })', idOf('Group', 'x'), ['userId'], 'INVALID_FORMAT'],
    ['logoutKestraUser(input: { userId: $ })', idOf('User', 'x'), ['userId'], 'INVALID_FORMAT'],
    [
      'setKestraUserGroups(input: { userId: "u", tenantId: $, groupIds: [] })',
      idOf('User', 'x'),
      ['tenantId'],
      'INVALID_FORMAT',
    ],
    [
      'setKestraUserGroups(input: { userId: "u", groupIds: ["x", $] })',
      idOf('KestraGroup', 'research', foreign),
      ['groupIds', '1'],
      'NOT_ALLOWED',
    ],
    [
      'createKestraUser(input: { email: "a@example.com", groupIds: [$] })',
      idOf('KestraTenant', 'main'),
      ['groupIds', '0'],
      'INVALID_FORMAT',
    ],
    [
      'createKestraUser(input: { email: "a@example.com", tenantIds: ["main", $] })',
      idOf('KestraUser', 'x'),
      ['tenantIds', '1'],
      'INVALID_FORMAT',
    ],
    [
      'createKestraApiToken(input: { name: "a", owner: { userId: $ } })',
      idOf('User', 'x'),
      ['owner', 'userId'],
      'INVALID_FORMAT',
    ],
    [
      'createKestraApiToken(input: { name: "a", owner: { serviceAccount: { serviceAccountId: "x", tenantId: $ } } })',
      'users',
      ['owner', 'serviceAccount', 'tenantId'],
      'INVALID_FORMAT',
    ],
    [
      'deleteKestraApiToken(input: { owner: { userId: "u" }, tokenId: $ })',
      idOf('KestraApiToken', 'user', 'v', 'x'),
      ['tokenId'],
      'NOT_ALLOWED',
    ],
    [
      'removeKestraAuthMethod(input: { userId: "u", authMethodId: $ })',
      idOf('KestraAuthMethod', 'v', 'x'),
      ['authMethodId'],
      'NOT_ALLOWED',
    ],
    ['createGroup(input: { name: "g", roles: [VIEWER], tenantId: $ })', 'main', ['tenantId'], 'INVALID_FORMAT'],
  ])('mutation %s', async (field, id, path, code) => {
    const { data, errors } = await ask(`mutation { it: ${field.replace('$', `"${id}"`)} { $failure } }`);
    expect(errors).toBeUndefined();
    expect(data.it).toEqual({ __typename: 'ValidationFailure', code: 'BAD_USER_INPUT', issues: [{ path, code }] });
    expect(await calls()).toEqual([]);
  });

  test.each([
    ['user(by: { id: $ })', idOf('KestraUser', 'x'), ['by', 'id']],
    ['user(by: { userId: $ })', idOf('KestraUser', 'x'), ['by', 'userId']],
    ['group(by: { id: $ })', idOf('User', 'x'), ['by', 'id']],
    ['users(filter: { userId: { in: ["x", $] } })', idOf('Group', 'x'), ['filter', 'userId', 'in', '1']],
    ['kestraUsers(filter: { userId: { in: [$] } })', idOf('User', 'x'), ['filter', 'userId', 'in', '0']],
    ['kestraUserSuggestions(tenantId: $)', idOf('User', 'x'), ['tenantId']],
    ['kestraUserSuggestions(userIds: [$])', idOf('User', 'x'), ['userIds', '0']],
    ['kestraServiceAccount(by: { id: $ })', idOf('KestraUser', 'x'), ['by', 'id']],
  ])('query %s', async (field, id, path) => {
    const { data, errors } = await ask(`{ it: ${field.replace('$', `"${id}"`)} { __typename } }`);
    expect(data.it).toBeNull();
    expect(errors?.map(({ extensions: { code, issues } }) => ({ code, issues }))).toMatchObject([
      { code: 'BAD_USER_INPUT', issues: [{ path, code: 'INVALID_FORMAT' }] },
    ]);
    expect(await calls()).toEqual([]);
  });
});

test('the id of a tenant is one type at both platforms', async () => {
  const { data, errors } = await facade.ask<{ it: object }, object>(
    `mutation M($input: CreateGroupInput!) { it: createGroup(input: $input) {
      ... on CreateGroupPayload { access { tenantId } } } }`,
    { input: { name: `of ${other}`, roles: ['VIEWER'], tenantId: 1001 } },
  );
  expect(errors).toBeUndefined();
  expect(data.it).toEqual({ access: { tenantId: '1001' } });
});
