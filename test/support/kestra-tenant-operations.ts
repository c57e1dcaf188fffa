import { randomUUID } from 'node:crypto';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { groupsOf, serviceAccounts, tenantGroups } from '../../src/sandbox/kestra-directory.ts';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import { seededUser } from '../../src/sandbox/kestra-seed.ts';
import { letterCode, random } from '../../src/sandbox/random.ts';
import { asked, type Case, change, read, write } from './kestra-case.ts';

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
/** A group of `main`. */
const groupId = tenantGroups[0]?.id ?? '';
const seeded = (topic: string) => letterCode(random(topic), 22);
const accountOfMain = serviceAccounts.find((one) => one.tenantId === 'main')?.id ?? '';
const accountOfResearch = serviceAccounts.find((one) => one.tenantId === 'research')?.id ?? '';
const [someRole] = rolesOf('main');

/** One case for each operation that reads who may do what in a tenant. */
export const tenantReads: readonly Case[] = [
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
        `{ it: kestraServiceAccount(by: { serviceAccountId: "${accountOfResearch}" }, tenantId: "research") { description } }`,
      'description',
    ),
    since: '1.3',
    before: 'listApiTokensWithTenant',
  },
  {
    ...read(
      'getServiceAccount',
      false,
      () => `{ it: kestraServiceAccount(by: { serviceAccountId: "${accountOfResearch}" }) { description } }`,
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
export const tenantWrites: readonly Case[] = [
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
  {
    ...inTenantOf('main', 'bulkCreateBinding', 200, 'createKestraBindings', () => ''),
    path: ['it', 'results', '0', 'result'],
    document: () =>
      `mutation { it: createKestraBindings(input: { bindings: [{ ${holder}, namespace: "a" }] }) { results { result { ${asked} } } } }`,
  },
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
export const ofCaller: readonly Case[] = [
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
export const ofAnyTenant: readonly Case[] = [
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
