import { randomUUID } from 'node:crypto';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { groupsOf, serviceAccounts, tenantGroups } from '../../src/sandbox/kestra-directory.ts';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import { seededUser } from '../../src/sandbox/kestra-seed.ts';
import { letterCode, random } from '../../src/sandbox/random.ts';
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
  readonly since?: '1.3' | '2.0';
  /** The operation that finds the object that it is about. */
  readonly before?: string;
  /** The status of its answer, if not 200. */
  readonly beforeStatus?: number;
  /** How many fields fail with it, if not one. */
  readonly errors?: number;
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

const inTenant = (field: string) => `{ it: kestraTenant { it: ${field} } }`;
const ofTenant = (operationId: string, absentIsNull: boolean, field: string, ...path: string[]): Case => ({
  ...read(operationId, absentIsNull, () => inTenant(field), 'it', ...path),
  since: '1.3',
});
const nodeOf = (operationId: string, type: string, id: string, field: string): Case => ({
  ...read(
    operationId,
    true,
    () => `{ it: node(id: "${encodeGlobalID(type, JSON.stringify(['main', id]))}") { ... on ${type} { ${field} } } }`,
  ),
  since: '1.3',
});
const seeded = (topic: string) => letterCode(random(topic), 22);
const accountOfMain = serviceAccounts.find((one) => one.tenantId === 'main')?.id ?? '';
const [someRole] = rolesOf('main');

/** One case for each operation that reads who may do what in a tenant. */
const tenantReads: readonly Case[] = [
  ofTenant('listTenantAccess', false, 'members(first: 1) { nodes { username } }'),
  ofTenant('getTenantAccess', true, `member(by: { userId: "${accountOfMain}" }) { username }`),
  ofTenant('searchGroups', false, 'groups(first: 1) { nodes { name } }'),
  ofTenant('autocompleteGroups', false, 'groupSuggestions(search: "a") { nodes { name } }'),
  ofTenant('getGroup', true, `group(by: { groupId: "${groupId}" }) { name description }`),
  ofTenant('searchRoles', false, 'roles(first: 1) { nodes { name } }'),
  ofTenant('autocompleteRoles', false, 'roleSuggestions(search: "a") { nodes { name } }'),
  ofTenant('getRole', true, `role(by: { roleId: "${someRole?.id}" }) { name }`),
  {
    ...read(
      'listRolesFromGivenIds',
      false,
      () => inTenant(`roles(first: 2) { nodes { description } }`),
      ...['it', 'nodes', '0', 'description'],
    ),
    since: '1.3',
    before: 'searchRoles',
    errors: 2,
  },
  ofTenant('searchBindings', false, 'bindings(first: 1) { nodes { namespace } }'),
  nodeOf('getBinding', 'KestraBinding', seeded(`kestra-binding main ${groupId}`), 'namespace'),
  ofTenant('searchInvitations', false, 'invitations(first: 1) { nodes { email } }'),
  nodeOf('getInvitation', 'KestraInvitation', seeded('kestra-invitation main EXPIRED'), 'email'),
  { ...ofTenant('listServiceAccountsForTenant', false, 'serviceAccounts(first: 1) { nodes { name } }'), since: '2.0' },
  {
    ...read(
      'getServiceAccountForTenant',
      false,
      () =>
        `{ it: kestraServiceAccount(by: { serviceAccountId: "${account?.id}" }, tenantId: "research") { description } }`,
      'description',
    ),
    since: '1.3',
    before: 'listApiTokensWithTenant',
  },
  {
    ...read(
      'getServiceAccount',
      false,
      () => `{ it: kestraServiceAccount(by: { serviceAccountId: "${account?.id}" }) { description } }`,
      'description',
    ),
    since: '1.3',
    before: 'listApiTokens',
  },
  {
    ...read('listServiceAccounts', false, () => '{ it: kestraServiceAccounts(first: 1) { nodes { name } } }'),
    since: '1.3',
  },
];

/** A change in a tenant: what it needs is seeded, and no other of these documents is in its way. */
const inTenantOf = (tenant: string, operationId: string, status: number, field: string, input: () => string): Case => ({
  ...write(operationId, status, () => change(field, `tenantId: "${tenant}", ${input()}`)),
  since: '1.3',
});
/** Somebody who is in `main` and in two groups at most, by the number of the seed. */
const inMain = seededUser(12);
const newGroup = groupsOf('main').find(({ id }) => !inMain.groups.includes(id));
const ofGroup = (number: number, tenant: string) => {
  const { id, groups } = seededUser(number);
  const own = groupsOf(tenant).find((one) => groups.includes(one.id));
  return `groupId: "${own?.id}", userId: "${id}"`;
};
const groupAt = (tenant: string, name: string) =>
  tenantGroups.find((one) => one.tenantId === tenant && one.name === name)?.id ?? '';
const accountAt = (tenant: string, name: string) =>
  serviceAccounts.find((one) => one.tenantId === tenant && one.name === name)?.id ?? '';
const viewerRole = rolesOf('main').find(({ name }) => name === 'Viewer')?.id ?? '';
const holder = `roleId: "${viewerRole}", holder: { userId: "${inMain.id}" }`;

/** One case for each operation that changes who may do what in a tenant. */
const tenantWrites: readonly Case[] = [
  {
    ...read(
      'listInvitationsByEmail',
      false,
      () =>
        `mutation { it: createKestraInvitation(input: { email: "${randomUUID()}@example.com" }) { ... on CreateKestraInvitationPayload { invitation { email } } } }`,
      'invitation',
    ),
    since: '1.3',
    before: 'createInvitation',
    beforeStatus: 201,
  },
  inTenantOf(
    'production',
    'createTenantAccess',
    204,
    'grantKestraTenantAccess',
    () => `user: { email: "${seededUser(2).email}" }`,
  ),
  inTenantOf(
    'production',
    'grantTenantAccess',
    201,
    'grantKestraTenantAccess',
    () => `user: { userId: "${inMain.id}" }`,
  ),
  inTenantOf('research', 'deleteTenantAccess', 204, 'revokeKestraTenantAccess', () => `userId: "${seededUser(10).id}"`),
  inTenantOf('main', 'createGroup', 200, 'createKestraGroup', () => `name: "${randomUUID()}"`),
  inTenantOf(
    'production',
    'updateGroup',
    200,
    'updateKestraGroup',
    () => `groupId: "${groupAt('production', 'Operators')}", name: "Operators", description: "They run flows."`,
  ),
  inTenantOf(
    'production',
    'deleteGroup',
    200,
    'deleteKestraGroup',
    () => `groupId: "${groupAt('production', 'Everyone')}"`,
  ),
  inTenantOf(
    'main',
    'addUserToGroup',
    200,
    'addKestraGroupMember',
    () => `groupId: "${newGroup?.id}", userId: "${inMain.id}"`,
  ),
  inTenantOf(
    'main',
    'setUserMembershipForGroup',
    200,
    'setKestraGroupMembership',
    () => `${ofGroup(3, 'main')}, membership: OWNER`,
  ),
  inTenantOf('research', 'deleteUserFromGroup', 200, 'removeKestraGroupMember', () => ofGroup(3, 'research')),
  inTenantOf('main', 'createBinding', 200, 'createKestraBinding', () => holder),
  inTenantOf(
    'main',
    'bulkCreateBinding',
    200,
    'createKestraBindings',
    () => `bindings: [{ ${holder}, namespace: "a" }]`,
  ),
  inTenantOf(
    'research',
    'deleteBinding',
    204,
    'deleteKestraBinding',
    () => `bindingId: "${seeded(`kestra-binding research ${groupAt('research', 'Viewers')}`)}"`,
  ),
  inTenantOf('main', 'createInvitation', 201, 'createKestraInvitation', () => `email: "${randomUUID()}@example.com"`),
  inTenantOf(
    'research',
    'deleteInvitation',
    204,
    'deleteKestraInvitation',
    () => `invitationId: "${seeded('kestra-invitation research PENDING')}"`,
  ),
  inTenantOf(
    'main',
    'createServiceAccountForTenant',
    200,
    'createKestraServiceAccount',
    () => `name: "t-${randomUUID()}"`,
  ),
  {
    ...inTenantOf(
      'production',
      'updateServiceAccount',
      200,
      'updateKestraServiceAccount',
      () => `serviceAccountId: "${accountAt('production', 'terraform')}", description: "Builds."`,
    ),
    before: 'getServiceAccountForTenant',
  },
  inTenantOf(
    'research',
    'deleteServiceAccountForTenant',
    200,
    'deleteKestraServiceAccount',
    () => `serviceAccountId: "${accountAt('research', 'terraform')}"`,
  ),
];

/** What belongs to the caller: no other of these documents is about the account of the token. */
const ofCaller: readonly Case[] = [
  {
    ...read(
      'listApiTokensForCurrentUser',
      true,
      () => '{ it: kestraViewer { apiTokens { totalCount } } }',
      'apiTokens',
    ),
    since: '1.3',
    before: 'getCurrentUser',
  },
  {
    ...read(
      'findAllInvitationsForCurrentUser',
      false,
      () => '{ it: kestraViewer { invitations { email } } }',
      'invitations',
    ),
    since: '1.3',
    before: 'getCurrentUser',
  },
  { ...write('patchCurrentUser', 200, () => change('updateMyKestraUser', 'lastName: "Admin"')), since: '1.3' },
  {
    ...write('createApiTokenForCurrentUser', 200, () => change('createMyKestraApiToken', `name: "t-${randomUUID()}"`)),
    since: '1.3',
  },
  {
    ...write('deleteApiTokenForCurrentUser', 404, () => change('deleteMyKestraApiToken', 'tokenId: "none"')),
    since: '1.3',
  },
];

/** Service accounts of whatever tenants, which only super admins change: of those that are seeded, one that the others are not about. */
const anyAccountAt = (operationId: string, status: number, field: string, input: () => string): Case => ({
  ...write(operationId, status, () => change(field, input())),
  since: '1.3',
});
const ofAnyTenant: readonly Case[] = [
  anyAccountAt('createServiceAccount', 200, 'createKestraServiceAccountInTenants', () => `name: "t-${randomUUID()}"`),
  anyAccountAt(
    'patchServiceAccountDetails',
    200,
    'setKestraServiceAccountDetails',
    () => `serviceAccountId: "${accountOfMain}", name: "renamed"`,
  ),
  anyAccountAt(
    'patchServiceAccountSuperAdmin',
    200,
    'setKestraServiceAccountSuperAdmin',
    () => `serviceAccountId: "${accountOfMain}", isSuperAdmin: false`,
  ),
  anyAccountAt(
    'deleteServiceAccount',
    204,
    'deleteKestraServiceAccountEverywhere',
    () => `serviceAccountId: "${accountAt('main', 'terraform')}"`,
  ),
];

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
