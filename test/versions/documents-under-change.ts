import type { PlatformName } from '../../src/platforms.ts';

/** Documents whose answers versions give in different ways, and that writes meanwhile do not change. */
const admin = '(by: { username: "admin@sandbox.test" })';
const nobody = '(by: { userId: "11111111-1111-4111-8111-111111111111" })';
const known = 'filter: { username: { contains: "@example.com" } }, orderBy: { field: USERNAME }';
const globalId = (type: string, id: string) => JSON.stringify(btoa(`${type}:${id}`));

export const documentsUnderChange: Readonly<Record<PlatformName, readonly string[]>> = {
  runai: [
    '{ users(first: 5, orderBy: { field: USERNAME }) { nodes { username firstName } } }',
    `{ users(first: 60, ${known}) { totalCount nodes { username } } }`,
    `{ users(first: 100, offset: 50, ${known}) { nodes { username } } }`,
    '{ users(first: 30, filter: { username: { contains: "mar" } }) { nodes { username creator { username } } } }',
    '{ users(first: 50, search: "Hopper") { nodes { username fullName } } }',
    '{ user(by: { username: "nilufer.sahin@example.com" }) { fullName } }',
    '{ users(filter: { username: { in: ["radia.perlman@example.com", "ada.lovelace@example.com", "tony.hoare@example.com", "grace.hopper@example.com"] } }, orderBy: { field: FULL_NAME }) { nodes { username } } }',
    `{ user${admin} { username lastName access { roles } } }`,
    `{ user${nobody} { username } }`,
    '{ roles }',
    '{ usersByAccess(first: 3) { nodes { username access { roles } } } }',
    '{ groups(first: 50) { nodes { name } } }',
    '{ group(by: { name: "no-such-group" }) { name } }',
    '{ accessRules(first: 3) { totalCount nodes { subject { subjectId } } } }',
    '{ runaiRoles(first: 3) { nodes { name isCustom isDeprecated } } }',
    '{ viewer { permissions { resourceType } } }',
    'mutation { deleteGroup(input: { name: "no-such-group" }) { __typename } }',
  ],
  kestra: [
    '{ kestraUsers(first: 50, search: "mar") { totalCount nodes { username email } } }',
    '{ kestraUsers(first: 2, search: "example.com") { totalCount nodes { username } pageInfo { hasNextPage } } }',
    '{ kestraUsers(first: 1, search: "sandbox") { totalCount nodes { username } } }',
    '{ kestraUsers(filter: { username: { in: ["admin@sandbox.test"] } }, search: "mar") { nodes { username } } }',
    `{ kestraUser${admin} { username groups { name } } }`,
    '{ kestraViewer { username } }',
    '{ kestraTenant { groups(first: 1, search: "e") { totalCount nodes { name } } } }',
    '{ kestraTenant { roles(first: 2, search: "a") { totalCount nodes { name } } } }',
    '{ kestraTenant { members(first: 1, type: SERVICE_ACCOUNT) { totalCount nodes { username } } } }',
    '{ kestraTenant { serviceAccounts(first: 5) { totalCount nodes { name } } } }',
    '{ kestraTenant { invitations(first: 1, status: PENDING) { totalCount nodes { email } } } }',
    '{ kestraServiceAccounts(first: 5) { totalCount } }',
    `{ node(id: ${globalId('KestraRole', '["main","no-such-role"]')}) { id } }`,
    `{ kestraTenant { role(by: { roleId: "no-such-role" }) { name } } }`,
    'mutation { deleteKestraGroup(input: { groupId: "no-such-group" }) { __typename } }',
  ],
};
