import type { ContractVersion } from './versions.ts';

/** What documents are about: users who exist, one for each write, so that no write is in another's way. */
export type Fixtures = Readonly<Record<'reader' | 'deleted' | 'changed' | 'removed', { id: string; userId: string }>>;

/** A way through the graph to the platform. */
export interface CoverageCase {
  /** The field, mutation or argument that is the way, as a schema coordinate. */
  readonly at: string;
  document(fixtures: Fixtures): string;
  /** The operations that the document reaches, in the order of the alphabet; empty where the version cannot. */
  readonly reaches: Readonly<Record<ContractVersion, readonly string[]>>;
}

const since224 = (...operations: string[]) => ({ '3.0': operations, '2.24': operations });
/** With the deprecated family. */
const before224 = (...operations: string[]) => ({ '2.22': operations, legacy: operations });
const everywhere = (...operations: string[]) => ({ ...since224(...operations), ...before224(...operations) });
const notIn224 = (...operations: string[]) => ({ ...since224(), ...before224(...operations) });

const asked = '__typename ... on Failure { code message }';

/**
 * A document for each thing that the graph can do on Run:ai: between them they reach every operation of each version.
 * They reach what is said where the facade knows the number of users already.
 */
export const operationCoverage: readonly CoverageCase[] = [
  {
    at: 'Query.users',
    document: () => '{ it: users(first: 1) { nodes { username } } }',
    reaches: everywhere('get_users'),
  },
  {
    at: 'UserConnection.totalCount',
    document: () => '{ it: users { totalCount } }',
    reaches: { ...everywhere('count_users'), legacy: ['get_users'] },
  },
  {
    at: 'Query.user',
    document: ({ reader }) => `{ it: user(by: { userId: "${reader.userId}" }) { username isLocal } }`,
    reaches: everywhere('get_user_by_id'),
  },
  {
    at: 'Query.user',
    document: ({ reader }) => `{ it: user(by: { userId: "${reader.userId}" }) { username } }`,
    reaches: { ...everywhere('get_user_by_id'), '3.0': ['get_users_minimal'] },
  },
  {
    at: 'Query.node',
    document: ({ reader }) => `{ it: node(id: "${reader.id}") { ... on User { username } } }`,
    reaches: everywhere('get_user_by_id'),
  },
  {
    at: 'Mutation.createUser',
    document: () => `mutation { it: createUser(input: { email: "one@example.com" }) { ${asked} } }`,
    reaches: everywhere('create_user'),
  },
  {
    at: 'Mutation.deleteUser',
    document: ({ deleted }) => `mutation { it: deleteUser(input: { id: "${deleted.id}" }) { ${asked} } }`,
    reaches: everywhere('delete_user_by_id'),
  },
  {
    at: 'Mutation.logoutUser',
    document: ({ reader }) => `mutation { it: logoutUser(input: { id: "${reader.id}" }) { ${asked} } }`,
    reaches: everywhere('logout_user'),
  },
  {
    at: 'Mutation.resetUserPassword',
    document: ({ reader }) => `mutation { it: resetUserPassword(input: { id: "${reader.id}" }) { ${asked} } }`,
    reaches: everywhere('reset_user_password'),
  },
  {
    at: 'Mutation.changeMyPassword',
    document: () =>
      `mutation { it: changeMyPassword(input: { currentPassword: "Sandbox!2024", newPassword: "Sandbox!2025" }) { ${asked} } }`,
    reaches: everywhere('change_user_password'),
  },
  {
    at: 'Query.usersByAccess',
    document: () => '{ it: usersByAccess(first: 1, type: REGULAR_USER) { nodes { username access { tenantId } } } }',
    reaches: notIn224('getUsers'),
  },
  {
    at: 'User.access',
    document: ({ reader }) => `{ user(by: { userId: "${reader.userId}" }) { it: access { permitAllClusters } } }`,
    reaches: { ...since224('get_user_by_id'), ...before224('getUserById', 'get_user_by_id') },
  },
  {
    at: 'User.access',
    document: ({ reader }) => `{ user(by: { userId: "${reader.userId}" }) { it: access { roles } } }`,
    reaches: { ...since224('get_user_by_id'), ...before224('getUserRoles', 'get_user_by_id') },
  },
  {
    at: 'Query.roles',
    document: () => '{ it: roles }',
    reaches: notIn224('getRoles'),
  },
  {
    at: 'Query.groups',
    document: () => '{ it: groups(first: 1) { nodes { name } } }',
    reaches: { ...notIn224('getGroups'), ...since224('get_users') },
  },
  {
    at: 'Query.groups(roles:)',
    document: () => '{ it: groups(first: 1, roles: [VIEWER]) { nodes { name } } }',
    reaches: notIn224('getGroups'),
  },
  {
    at: 'Query.group',
    document: () => '{ it: group(name: "robotics") { name } }',
    reaches: { ...notIn224('geGroupByName'), ...since224('get_users') },
  },
  {
    at: 'Group.access',
    document: () => '{ group(name: "robotics") { it: access { roles } } }',
    reaches: { ...notIn224('geGroupByName'), ...since224('get_users') },
  },
  {
    at: 'Group.members',
    document: () => '{ group(name: "robotics") { it: members(first: 1) { nodes { username } } } }',
    reaches: {
      ...since224('get_users'),
      '2.22': ['geGroupByName', 'get_users'],
      legacy: ['geGroupByName', 'get_users'],
    },
  },
  {
    at: 'Mutation.createUserWithAccess',
    document: () =>
      `mutation { it: createUserWithAccess(input: { email: "two@example.com", password: "Secret!123", roles: [VIEWER] }) { ${asked} } }`,
    reaches: notIn224('createUser'),
  },
  {
    at: 'Mutation.updateUserAccess',
    document: ({ changed }) =>
      `mutation { it: updateUserAccess(input: { id: "${changed.id}", roles: [EDITOR] }) { ${asked} } }`,
    reaches: notIn224('getUserById', 'updateUserById'),
  },
  {
    at: 'Mutation.deleteUserWithAccess',
    document: ({ removed }) => `mutation { it: deleteUserWithAccess(input: { id: "${removed.id}" }) { ${asked} } }`,
    reaches: notIn224('deleteUserById'),
  },
  {
    at: 'Mutation.createGroup',
    document: () => `mutation { it: createGroup(input: { name: "night-shift", roles: [VIEWER] }) { ${asked} } }`,
    reaches: notIn224('createGroup'),
  },
  {
    at: 'Mutation.updateGroup',
    document: () => `mutation { it: updateGroup(input: { name: "speech", roles: [EDITOR] }) { ${asked} } }`,
    reaches: notIn224('geGroupByName', 'updateGroupByName'),
  },
  {
    at: 'Mutation.deleteGroup',
    document: () => `mutation { it: deleteGroup(input: { name: "pricing" }) { ${asked} } }`,
    reaches: notIn224('deleteGroupByName'),
  },
];

/** Operations of contracts that the graph does not reach yet: who may do what, and tokens. */
export const notYetReached: readonly string[] = [
  'get_access_rules',
  'create_access_rule',
  'access_rules_batch',
  'access_rules_batch_create',
  'count_access_rules',
  'get_access_rule',
  'delete_access_rule',
  'get_me_access_rules',
  'count_me_access_rules',
  'get_permission_set',
  'get_permissions',
  'get_permitted_scopes',
  'get_roles',
  'get_roles_v1',
  'create_role',
  'get_role',
  'get_role_v1',
  'update_role',
  'delete_role',
  'grant_token',
  'grant_token_v2',
];
