import { randomUUID } from 'node:crypto';
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { KestraVersion } from '../../src/kestra/versions.ts';
import { serviceAccounts, tenantGroups } from '../../src/sandbox/kestra-directory.ts';
import type { Facade } from './facade.ts';
import { isBefore } from './kestra-under-test.ts';

/** Users who exist, and whom no write of these documents is in the way of. */
export interface Fixtures {
  readonly reader: Person;
  readonly changed: Person;
  readonly leaver: Person;
}
export interface Person {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly authMethods: readonly { readonly authMethodId: string }[];
}

/** A document that makes one REST call for its field `it`, of one operation, and maybe one that finds the object of it. */
export interface Case {
  readonly operationId: string;
  /** The status of its success. */
  readonly status: number;
  readonly isWrite: boolean;
  /** Codes that are failures of its union, for a write. */
  readonly failures: readonly string[];
  /** The first version whose contract has it, if it is not the oldest one. */
  readonly since?: '1.3';
  /** The operation that finds the object that it is about. */
  readonly before?: string;
  /** Where its error stands. */
  readonly path: readonly string[];
  /** Whether it is null, without an error, for what does not exist. */
  readonly absentIsNull: boolean;
  document(fixtures: Fixtures): string;
}

const asked = '__typename ... on Failure { code message }';
const payload = (name: string, fields: string) => `... on ${name}Payload { ${fields} } ${asked}`;

const read = (operationId: string, absentIsNull: boolean, document: Case['document'], ...path: string[]): Case => ({
  operationId,
  status: 200,
  isWrite: false,
  failures: [],
  path: ['it', ...path],
  absentIsNull,
  document,
});
const write = (operationId: string, status: number, document: Case['document'], conflicts = true): Case => ({
  operationId,
  status,
  isWrite: true,
  failures: ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND', ...(conflicts ? ['CONFLICT'] : [])],
  path: ['it'],
  absentIsNull: false,
  document,
});

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
const change = (field: string, input: string) => `mutation { it: ${field}(input: { ${input} }) { ${asked} } }`;

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
  { ...read('listGroupIds', true, () => `{ it: node(id: "${group}") { ... on KestraGroup { name } } }`), since: '1.3' },
  {
    ...read(
      'searchGroupMembers',
      false,
      () => `{ it: node(id: "${group}") { ... on KestraGroup { isExternal } } }`,
      'isExternal',
    ),
    since: '1.3',
    before: 'listGroupIds',
  },
  write('createUser', 201, () => change('createKestraUser', `email: "${randomUUID()}@example.com"`)),
  write('updateUser', 200, ({ changed }) =>
    change('replaceKestraUser', `id: "${changed.id}", email: "${changed.username}"`),
  ),
  write('patchUser', 200, ({ changed }) => change('updateKestraUser', `id: "${changed.id}", lastName: "Other"`)),
  write('patchUserPassword', 200, ({ changed }) =>
    change('setKestraUserPassword', `id: "${changed.id}", password: "Password!234"`),
  ),
  write('patchUserSuperAdmin', 200, ({ changed }) =>
    change('setKestraUserSuperAdmin', `id: "${changed.id}", isSuperAdmin: true`),
  ),
  write('patchUserDemo', 200, ({ changed }) =>
    change('setKestraUserRestricted', `id: "${changed.id}", isRestricted: true`),
  ),
  write('updateUserGroups', 204, ({ reader }) => change('setKestraUserGroups', `id: "${reader.id}", groupIds: []`)),
  write('deleteRefreshToken', 204, ({ reader }) => change('logoutKestraUser', `id: "${reader.id}"`)),
  write('deleteUserAuthMethod', 200, ({ leaver }) =>
    change('removeKestraAuthMethod', `id: "${leaver.id}", authMethodId: "${leaver.authMethods[0]?.authMethodId}"`),
  ),
  write('deleteUser', 204, ({ leaver }) => change('deleteKestraUser', `id: "${leaver.id}"`), false),
  write(
    'updateCurrentUserPassword',
    200,
    () => change('changeMyKestraPassword', 'currentPassword: "Sandbox!2024", newPassword: "Sandbox!2024"'),
    false,
  ),
  write('impersonate', 303, ({ reader }) => change('impersonateKestraUser', `id: "${reader.id}"`), false),
  write('createApiTokensForUser_1', 201, ({ reader }) => createToken(`{ userId: "${reader.id}" }`)),
  write('createApiTokensForUser', 200, () => createToken(`{ serviceAccount: ${across} }`)),
  write('createApiTokensForUserWithTenant', 200, () => createToken(`{ serviceAccount: ${within} }`)),
  write('deleteApiToken_1', 404, ({ reader }) => deleteToken(`{ userId: "${reader.id}" }`), false),
  write('deleteApiToken', 404, () => deleteToken(`{ serviceAccount: ${across} }`), false),
  write('deleteApiTokenWithTenant', 404, () => deleteToken(`{ serviceAccount: ${within} }`), false),
];

/**
 * Operations that came with 1.3 and that the graph does not reach: changes of the caller's own account, its tokens, service accounts,
 * and who may do what in a tenant (groups, roles, bindings, invitations, access).
 */
const newIn13 = [
  'patchCurrentUser',
  'listApiTokensForCurrentUser',
  'createApiTokenForCurrentUser',
  'deleteApiTokenForCurrentUser',
  'findAllInvitationsForCurrentUser',
  'listServiceAccounts',
  'createServiceAccount',
  'getServiceAccount',
  'patchServiceAccountDetails',
  'deleteServiceAccount',
  'patchServiceAccountSuperAdmin',
  'createBinding',
  'bulkCreateBinding',
  'searchBindings',
  'getBinding',
  'deleteBinding',
  'createGroup',
  'autocompleteGroups',
  'searchGroups',
  'getGroup',
  'updateGroup',
  'deleteGroup',
  'setUserMembershipForGroup',
  'addUserToGroup',
  'deleteUserFromGroup',
  'createInvitation',
  'listInvitationsByEmail',
  'searchInvitations',
  'getInvitation',
  'deleteInvitation',
  'autocompleteRoles',
  'listRolesFromGivenIds',
  'searchRoles',
  'getRole',
  'createServiceAccountForTenant',
  'getServiceAccountForTenant',
  'updateServiceAccount',
  'deleteServiceAccountForTenant',
  'listTenantAccess',
  'createTenantAccess',
  'getTenantAccess',
  'grantTenantAccess',
  'deleteTenantAccess',
];

/** The operations of each version's contract that the graph does not reach. */
export const operationsLeftOut: Readonly<Record<KestraVersion, readonly string[]>> = {
  '2.0': [...newIn13, 'listServiceAccountsForTenant'],
  '1.3': newIn13,
  '1.2': [],
  '1.1': [],
  '1.0': [],
};

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
