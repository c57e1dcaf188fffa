import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { groupsOf, serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { globalIdOf, IdAsker } from '../support/sent-ids.ts';

let facade: Facade;
let asker: IdAsker;
let userId: string;
let kestraUserId: string;
const [group, other] = groupsOf('main').map(({ id }) => id);
const account = serviceAccounts[0]?.id ?? '';

beforeAll(async () => {
  facade = await graphOver({ platforms: ['runai', 'kestra'], version: '2.22', users: 20 });
  asker = new IdAsker(facade);
  const { data } = await facade.ask<Record<'users' | 'kestraUsers', { nodes: { userId: string }[] }>, never>(
    '{ users(first: 9) { nodes { userId } } kestraUsers(first: 9) { nodes { userId } } }',
  );
  [userId, kestraUserId] = [data.users, data.kestraUsers].map(({ nodes }) => nodes[8]?.userId ?? '') as [
    string,
    string,
  ];
});
afterAll(() => facade.close());
beforeEach(() => asker.forgetCalls());

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
  for (const id of [ids().at(-1) ?? '', globalIdOf(type, ...ids())]) {
    await asker.forgetCalls();
    const { data, errors } = await asker.ask(document(id));
    expect(errors).toBeUndefined();
    expect(await asker.calls()).toEqual(expected());
    answers.push(data.it);
  }
  expect(answers[1]).toEqual(answers[0]);
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
