import { expect, test } from 'vitest';
import { statusOf } from '../../src/doctor/report.ts';
import type { PlatformName } from '../../src/platforms.ts';
import { diagnosisOf, fieldsThat } from '../support/doctor.ts';

/*
 * Where a platform has not one of the operations, or finds nothing by it, the doctor names exactly the fields that need
 * it. A field that gives nothing for that does not count as answered.
 */

const needs: Readonly<Record<PlatformName, Readonly<Record<string, readonly string[]>>>> = {
  runai: {
    get_access_rules: ['Group.accessRules', 'User.accessRules', 'accessRules'],
    count_access_rules: ['accessRules(last:)', 'accessRules.totalCount'],
    count_users: ['groups', 'users(last:)', 'users.totalCount'],
    get_users: [
      'AccessRule.creator',
      'AccessSubject.user',
      'Group.members',
      'KestraUser.user',
      'group(by: {groupId})',
      'group(by: {name})',
      'groups',
      'node(id: Group)',
      'nodes(ids: Group)',
      'user(by: {username})',
      'userChanges',
      'users',
    ],
    get_access_rule: [
      'AccessRule.scopePath',
      'accessRule(by: {ruleId})',
      'node(id: AccessRule)',
      'nodes(ids: AccessRule)',
    ],
    get_permissions: ['User.viewerCanDelete', 'User.viewerCanUpdate', 'Viewer.permissions'],
    get_me_access_rules: ['Viewer.accessRules'],
    count_me_access_rules: ['Viewer.accessRules.totalCount'],
    get_permitted_scopes: ['Viewer.permittedScopes(resourceType:)'],
    get_permission_set: [
      'RunaiPermissionSet.description',
      'RunaiPermissionSet.permissions',
      'node(id: RunaiPermissionSet)',
      'nodes(ids: RunaiPermissionSet)',
    ],
    get_role: ['node(id: RunaiRole)', 'nodes(ids: RunaiRole)', 'runaiRole(by: {roleId})'],
    get_user_by_id: ['node(id: User)', 'nodes(ids: User)', 'user(by: {userId})'],
  },
  kestra: {
    listServiceAccounts: ['kestraServiceAccounts', 'kestraServiceAccounts.totalCount'],
    autocompleteUsers: ['KestraGroupMembership.isExternal', 'kestraUserSuggestions'],
    listUsers: ['User.kestraUser', 'kestraUser(by: {username})', 'kestraUsers', 'kestraUsers.totalCount'],
    getCurrentUser: [
      'KestraUser.viewerCanDelete',
      'KestraUser.viewerCanUpdate',
      'kestraViewer',
      'node(id: KestraTenant)',
      'nodes(ids: KestraTenant)',
    ],
    listApiTokens: [
      'KestraServiceAccount.apiTokens',
      'kestraServiceAccount(by: {serviceAccountId})',
      'node(id: KestraServiceAccount)',
      'nodes(ids: KestraServiceAccount)',
    ],
    getServiceAccount: ['KestraServiceAccount.description', 'KestraServiceAccount.isSuperAdmin'],
    searchBindings: ['KestraTenant.bindings', 'KestraTenant.bindings.totalCount'],
    autocompleteGroups: ['KestraTenant.groupSuggestions'],
    searchGroups: ['KestraTenant.groups', 'KestraTenant.groups.totalCount'],
    searchInvitations: ['KestraTenant.invitations', 'KestraTenant.invitations.totalCount'],
    listTenantAccess: ['KestraTenant.members', 'KestraTenant.members.totalCount'],
    autocompleteRoles: ['KestraTenant.roleSuggestions'],
    searchRoles: ['KestraTenant.roles', 'KestraTenant.roles.totalCount'],
    listServiceAccountsForTenant: ['KestraTenant.serviceAccounts', 'KestraTenant.serviceAccounts.totalCount'],
    getGroup: ['KestraTenant.group(by: {groupId})'],
    getTenantAccess: [
      'KestraTenant.member(by: {userId})',
      'KestraTenantMember.isSuperAdmin',
      'KestraTenantMember.roles',
      'node(id: KestraTenantMember)',
      'nodes(ids: KestraTenantMember)',
    ],
    getRole: ['KestraTenant.role(by: {roleId})', 'node(id: KestraRole)', 'nodes(ids: KestraRole)'],
    getUser: [
      'KestraTenantMember.user',
      'KestraUser.email',
      'KestraUser.firstName',
      'KestraUser.groupMemberships',
      'KestraUser.groups',
      'KestraUser.isRestricted',
      'KestraUser.lastName',
      'KestraUserSuggestion.user',
      'KestraViewer.user',
      'kestraUser(by: {userId})',
      'kestraUsers(filter: {userId: {in}})',
      'node(id: KestraAuthMethod)',
      'node(id: KestraUser)',
      'nodes(ids: KestraAuthMethod)',
      'nodes(ids: KestraUser)',
    ],
    listApiTokens_1: ['KestraUser.apiTokens'],
    listApiTokensForCurrentUser: ['KestraViewer.apiTokens'],
    findAllInvitationsForCurrentUser: ['KestraViewer.invitations'],
    searchGroupMembers: ['KestraGroup.members', 'KestraGroup.members.totalCount'],
    listRolesFromGivenIds: ['KestraRole.description', 'KestraRole.permissions'],
    getBinding: ['node(id: KestraBinding)', 'nodes(ids: KestraBinding)'],
    listGroupIds: ['node(id: KestraGroup)', 'nodes(ids: KestraGroup)'],
    getInvitation: ['node(id: KestraInvitation)', 'nodes(ids: KestraInvitation)'],
  },
};

const operations = (Object.keys(needs) as PlatformName[]).flatMap((platform) =>
  Object.entries(needs[platform]).map(([operationId, fields]) => ({ platform, operationId, fields })),
);

test.each(operations)('$platform without $operationId', async ({ platform, operationId, fields }) => {
  const { diagnosis } = await diagnosisOf({ faults: { [platform]: [{ operationId, status: 404 }] } });
  expect(fieldsThat(diagnosis, 'broken')).toEqual(fields);
  expect([fieldsThat(diagnosis, 'denied', 'degraded'), statusOf(diagnosis)]).toEqual([[], 1]);
});

test('each operation that the doctor calls is a row, but those that others stand in for', async () => {
  const { diagnosis } = await diagnosisOf({});
  const called = diagnosis.platforms.flatMap(({ operations: made }) => Object.keys(made));
  const standIns = ['get_roles', 'get_users_minimal'];
  expect(called.toSorted()).toEqual([...operations.map(({ operationId }) => operationId), ...standIns].toSorted());
});

test('an object that is gone is no fault of the operation', async () => {
  const faults = { kestra: [{ operationId: 'getUser', status: 404, times: 1 }] };
  const { diagnosis } = await diagnosisOf({ faults });
  expect(fieldsThat(diagnosis, 'broken').filter((field) => !/^KestraUser\./.test(field))).toEqual([]);
});
