import type { ContractVersion } from './versions.ts';

/** What documents are about: users who exist, one for each write, so that no write is in another's way. */
export type Fixtures = Readonly<Record<'reader' | 'deleted' | 'changed' | 'removed', { id: string; userId: string }>>;

/** A way through the graph to the platform. */
export interface CoverageCase {
  /** The field, mutation or argument that is the way, as a schema coordinate. */
  readonly at: string;
  document(fixtures: Fixtures): string;
  /** What a version needs for it, unless that is the deprecated family. */
  readonly needs?: 'rules' | 'customRoles';
  /** The operations that the document reaches, in the order of the alphabet; empty where the version cannot. */
  readonly reaches: Readonly<Record<ContractVersion, readonly string[]>>;
}

const since224 = (...operations: string[]) => ({ '3.0': operations, '2.24': operations });
/** With the deprecated family. */
const before224 = (...operations: string[]) => ({ '2.22': operations, legacy: operations });
const everywhere = (...operations: string[]) => ({ ...since224(...operations), ...before224(...operations) });
const notIn224 = (...operations: string[]) => ({ ...since224(), ...before224(...operations) });

/** With access rules, by the operations of 3.0 and by those of 2.24 where they differ. */
const rules = (operations: readonly string[], before3 = operations) => ({
  '3.0': operations,
  '2.24': before3,
  ...before224(),
});

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
    document: ({ deleted }) => `mutation { it: deleteUser(input: { userId: "${deleted.id}" }) { ${asked} } }`,
    reaches: everywhere('delete_user_by_id'),
  },
  {
    at: 'Mutation.logoutUser',
    document: ({ reader }) => `mutation { it: logoutUser(input: { userId: "${reader.id}" }) { ${asked} } }`,
    reaches: everywhere('logout_user'),
  },
  {
    at: 'Mutation.resetUserPassword',
    document: ({ reader }) => `mutation { it: resetUserPassword(input: { userId: "${reader.id}" }) { ${asked} } }`,
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
    document: ({ reader }) => `{ user(by: { userId: "${reader.userId}" }) { it: access { isForAllClusters } } }`,
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
    document: () => '{ it: group(by: { name: "robotics" }) { name } }',
    reaches: { ...notIn224('geGroupByName'), ...since224('get_users') },
  },
  {
    at: 'Group.access',
    document: () => '{ group(by: { name: "robotics" }) { it: access { roles } } }',
    reaches: { ...notIn224('geGroupByName'), ...since224('get_users') },
  },
  {
    at: 'Group.members',
    document: () => '{ group(by: { name: "robotics" }) { it: members(first: 1) { nodes { username } } } }',
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
      `mutation { it: updateUserAccess(input: { userId: "${changed.id}", roles: [EDITOR] }) { ${asked} } }`,
    reaches: notIn224('getUserById', 'updateUserById'),
  },
  {
    at: 'Mutation.deleteUserWithAccess',
    document: ({ removed }) => `mutation { it: deleteUserWithAccess(input: { userId: "${removed.id}" }) { ${asked} } }`,
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
  {
    at: 'Query.accessRules',
    needs: 'rules',
    document: () => '{ it: accessRules(first: 1) { totalCount nodes { ruleId role { name } scope { name } } } }',
    reaches: rules(['get_access_rules']),
  },
  {
    at: 'AccessRuleConnection.totalCount',
    needs: 'rules',
    document: () => '{ it: accessRules(filter: { scopeType: PROJECT }) { totalCount } }',
    reaches: rules(['count_access_rules']),
  },
  {
    at: 'Query.accessRule',
    needs: 'rules',
    document: () => '{ it: accessRule(by: { ruleId: "2" }) { scopePath } }',
    reaches: rules(['get_access_rule']),
  },
  {
    at: 'User.accessRules',
    needs: 'rules',
    document: () => '{ users(first: 3) { nodes { it: accessRules { nodes { ruleId } } } } }',
    reaches: { ...rules(['get_access_rules', 'get_users']), ...before224('get_users') },
  },
  {
    at: 'Group.accessRules',
    needs: 'rules',
    document: () => '{ group(by: { name: "robotics" }) { it: accessRules { nodes { ruleId } } } }',
    reaches: { ...rules(['get_access_rules', 'get_users']), ...before224('geGroupByName') },
  },
  {
    at: 'Query.runaiRoles',
    needs: 'rules',
    document: () => '{ it: runaiRoles { nodes { name permissions { actions } } } }',
    reaches: rules(['get_roles'], ['get_roles_v1']),
  },
  {
    at: 'Query.runaiRole',
    needs: 'rules',
    document: () => '{ it: runaiRole(by: { roleId: "53142648" }) { name } }',
    reaches: rules(['get_role'], ['get_role_v1']),
  },
  {
    at: 'Viewer.permissions',
    needs: 'rules',
    document: () => '{ viewer { it: permissions { resourceType actions } } }',
    reaches: rules(['get_permissions']),
  },
  {
    at: 'Viewer.permittedScopes',
    needs: 'rules',
    document: () => '{ viewer { it: permittedScopes(resourceType: "users") { create { tenantIds } } } }',
    reaches: rules(['get_permitted_scopes']),
  },
  {
    at: 'RunaiRole.permissionSets',
    needs: 'customRoles',
    document: () => '{ runaiRole(by: { roleId: "53142648" }) { it: permissionSets { name description } } }',
    reaches: rules(['get_permission_set', 'get_role'], ['get_role_v1']),
  },
  {
    at: 'Viewer.accessRules',
    needs: 'rules',
    document: () => '{ viewer { it: accessRules(first: 5) { totalCount nodes { role { name } scope { name } } } } }',
    reaches: rules(['get_me_access_rules']),
  },
  {
    at: 'Viewer.accessRules',
    needs: 'rules',
    document: () => '{ viewer { it: accessRules(search: "admin") { totalCount } } }',
    reaches: rules(['count_me_access_rules']),
  },
  {
    at: 'Mutation.grantAccess',
    needs: 'rules',
    document: () =>
      `mutation { it: grantAccess(input: { subject: { type: GROUP, subjectId: "night-shift" }, roleId: "53142648", scope: { type: TENANT, scopeId: "1001" } }) { ${asked} } }`,
    reaches: rules(['create_access_rule']),
  },
  {
    at: 'Mutation.bulkGrantAccess',
    needs: 'rules',
    document: () =>
      `mutation { it: bulkGrantAccess(input: { subjects: [{ type: GROUP, subjectId: "day-shift" }], roleId: "53142648", scopes: [{ type: TENANT, scopeId: "1001" }] }) { results { result { ${asked} } } } }`,
    reaches: rules(['access_rules_batch_create']),
  },
  {
    at: 'Mutation.revokeAccess',
    needs: 'rules',
    document: () => `mutation { it: revokeAccess(input: { ruleId: "4" }) { ${asked} } }`,
    reaches: rules(['delete_access_rule']),
  },
  {
    at: 'Mutation.bulkRevokeAccess',
    needs: 'rules',
    document: () =>
      `mutation { it: bulkRevokeAccess(input: { ruleIds: ["5", "6"] }) { results { result { ${asked} } } } }`,
    reaches: rules(['access_rules_batch']),
  },
  {
    at: 'Viewer.revocableRules',
    needs: 'rules',
    document: () => '{ viewer { it: revocableRules(ruleIds: ["7"]) { isRevocable code } } }',
    reaches: rules(['access_rules_batch']),
  },
  {
    at: 'Mutation.createRunaiRole',
    needs: 'customRoles',
    document: () => `mutation { it: createRunaiRole(input: { name: "Keeper", description: "keeps" }) { ${asked} } }`,
    reaches: rules(['create_role'], []),
  },
  {
    at: 'Mutation.updateRunaiRole',
    needs: 'customRoles',
    // The last role of a fresh sandbox, which a tenant made.
    document: () => `mutation { it: updateRunaiRole(input: { roleId: "53213919", description: "kept" }) { ${asked} } }`,
    reaches: rules(['get_role', 'update_role'], []),
  },
  {
    at: 'Mutation.deleteRunaiRole',
    needs: 'customRoles',
    document: () => `mutation { it: deleteRunaiRole(input: { roleId: "53213920" }) { ${asked} } }`,
    reaches: rules(['delete_role'], []),
  },
];

/** Operations of contracts that the graph does not reach: those by which clients get tokens. */
export const notYetReached: readonly string[] = ['grant_token', 'grant_token_v2'];
