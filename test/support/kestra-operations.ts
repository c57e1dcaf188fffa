import { randomUUID } from 'node:crypto';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { serviceAccounts, tenantGroups } from '../../src/sandbox/kestra-directory.ts';
import type { Facade } from './facade.ts';
import { asked, type Case, change, type Fixtures, type Person, payload, read, write } from './kestra-case.ts';
import { ofAnyTenant, ofCaller, tenantReads, tenantWrites } from './kestra-tenant-operations.ts';
import { isBefore } from './kestra-under-test.ts';

const account = serviceAccounts.find(({ tenantId }) => tenantId === 'research');
const { id: groupId, tenantId } = tenantGroups[0] ?? { id: '', tenantId: '' };
const group = encodeGlobalID('KestraGroup', JSON.stringify([tenantId, groupId]));
const across = `{ serviceAccountId: "${account?.id}" }`;
const within = `{ serviceAccountId: "${account?.id}", tenantId: "research" }`;

const createToken = (owner: string) =>
  `mutation { it: createKestraApiToken(input: { owner: ${owner}, name: "t-${randomUUID()}", maxAge: "PT1H" }) { ${payload('CreateKestraApiToken', 'fullToken')} } }`;
/** No token has this id: the revocation of one that was just made stands with the other proofs of tokens. */
const deleteToken = (owner: string) =>
  `mutation { it: deleteKestraApiToken(input: { owner: ${owner}, tokenId: "none" }) { ${asked} } }`;

/** One case for each operation that the graph reaches: the 24 of Kestra 1.0, and those that came later. The statuses are those of 2.0. */
export const kestraCases: readonly Case[] = [
  read('listUsers', false, () => '{ it: kestraUsers(first: 2) { nodes { username } } }'),
  read('getUser', true, ({ reader }) => `{ it: kestraUser(by: { userId: "${reader.userId}" }) { username email } }`),
  read('autocompleteUsers', false, () => '{ it: kestraUserSuggestions(search: "ada") { nodes { username } } }'),
  {
    ...read(
      'listApiTokens_1',
      true,
      ({ reader }) => `{ it: node(id: "${reader.id}") { ... on KestraUser { apiTokens { totalCount } } } }`,
      'apiTokens',
    ),
    before: 'getUser',
  },
  read(
    'listApiTokens',
    true,
    () => `{ it: kestraServiceAccount(by: { serviceAccountId: "${account?.id}" }) { apiTokens { totalCount } } }`,
  ),
  read(
    'listApiTokensWithTenant',
    true,
    () =>
      `{ it: kestraServiceAccount(by: { serviceAccountId: "${account?.id}" }, tenantId: "research") { apiTokens { totalCount } } }`,
  ),
  { ...read('getCurrentUser', false, () => '{ it: kestraViewer { username } }'), since: '1.3' },
  {
    ...read(
      'searchGroupMembers',
      false,
      () => `{ it: node(id: "${group}") { ... on KestraGroup { members(first: 1) { nodes { username } } } } }`,
      'members',
    ),
    since: '1.3',
    before: 'listGroupIds',
  },
  { ...read('listGroupIds', true, () => `{ it: node(id: "${group}") { ... on KestraGroup { name } } }`), since: '1.3' },
  ...tenantReads,
  ...tenantWrites,
  ...ofCaller,
  ...ofAnyTenant,
  write('createUser', 201, () => change('createKestraUser', `email: "${randomUUID()}@example.com"`)),
  write('updateUser', 200, ({ changed }) =>
    change('replaceKestraUser', `userId: "${changed.id}", email: "${changed.username}"`),
  ),
  write('patchUser', 200, ({ changed }) => change('updateKestraUser', `userId: "${changed.id}", lastName: "Other"`)),
  write('patchUserPassword', 200, ({ changed }) =>
    change('setKestraUserPassword', `userId: "${changed.id}", password: "Password!234"`),
  ),
  write('patchUserSuperAdmin', 200, ({ changed }) =>
    change('setKestraUserSuperAdmin', `userId: "${changed.id}", isSuperAdmin: true`),
  ),
  write('patchUserDemo', 200, ({ changed }) =>
    change('setKestraUserRestricted', `userId: "${changed.id}", isRestricted: true`),
  ),
  write('updateUserGroups', 204, ({ reader }) => change('setKestraUserGroups', `userId: "${reader.id}", groupIds: []`)),
  write('deleteRefreshToken', 204, ({ reader }) => change('logoutKestraUser', `userId: "${reader.id}"`)),
  write('deleteUserAuthMethod', 200, ({ leaver }) =>
    change('removeKestraAuthMethod', `userId: "${leaver.id}", authMethodId: "${leaver.authMethods[0]?.authMethodId}"`),
  ),
  write('deleteUser', 204, ({ leaver }) => change('deleteKestraUser', `userId: "${leaver.id}"`), false),
  write(
    'updateCurrentUserPassword',
    200,
    () => change('changeMyKestraPassword', 'currentPassword: "Sandbox!2024", newPassword: "Sandbox!2024"'),
    false,
  ),
  write('impersonate', 303, ({ reader }) => change('impersonateKestraUser', `userId: "${reader.id}"`), false),
  write('createApiTokensForUser_1', 201, ({ reader }) => createToken(`{ userId: "${reader.id}" }`)),
  write('createApiTokensForUser', 200, () => createToken(`{ serviceAccount: ${across} }`)),
  write('createApiTokensForUserWithTenant', 200, () => createToken(`{ serviceAccount: ${within} }`)),
  write('deleteApiToken_1', 404, ({ reader }) => deleteToken(`{ userId: "${reader.id}" }`), false),
  write('deleteApiToken', 404, () => deleteToken(`{ serviceAccount: ${across} }`), false),
  write('deleteApiTokenWithTenant', 404, () => deleteToken(`{ serviceAccount: ${within} }`), false),
];

/** Finds the users that the documents are about, and forgets the calls that this took. */
export async function loadFixtures(facade: Facade): Promise<Fixtures> {
  const { data } = await facade.ask<{ kestraUsers: { nodes: Person[] } }, never>(
    '{ kestraUsers(first: 12) { nodes { id userId username authMethods { authMethodId } } } }',
  );
  // The first two are the callers, and one of the next is a name that two accounts have.
  const [, , reader, , , , , changed, leaver] = data.kestraUsers.nodes;
  if (!reader || !changed || !leaver) throw new Error('The sandbox holds too few users.');
  await facade.kestra.forgetCalls();
  return { reader, changed, leaver };
}

/** Those that the server has on which tests stand, each with the status that it answers. */
export const casesUnderTest: readonly Case[] = kestraCases
  .filter(({ since }) => !since || !isBefore(since))
  .map((one) => (one.operationId === 'createApiTokensForUser_1' && isBefore('1.3') ? { ...one, status: 200 } : one));
