import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import { seededUser } from '../../src/sandbox/kestra-seed.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { group } from '../support/kestra-server.ts';
import { globalIdOf, IdAsker } from '../support/sent-ids.ts';

/*
 * One rule for the ids of things of a tenant: the id that Kestra gave, or a global id, whose tenant must be the one that the
 * input names and is taken where the input names none.
 */

const at = '/api/v1/main';
const [admins, foreignGroup] = [group('main', 'Admins'), group('research', 'Admins')];
const role = rolesOf('main')[0]?.id ?? '';
const account = serviceAccounts.find(({ tenantId }) => tenantId === 'main')?.id ?? '';
const member = seededUser(12).id;

let facade: Facade;
let asker: IdAsker;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], kestraVersion: '2.0', users: 40 });
  asker = new IdAsker(facade, 'sandbox-tenant-admin');
});
afterAll(() => facade.close());
beforeEach(() => asker.forgetCalls());

const change = (field: string) => asker.ask(`mutation { it: ${field} { $failure } }`);

test('somebody is named as a user, as a member of the tenant, or as a service account', async () => {
  const ids: [sent: string, own: string][] = [
    [member, member],
    [globalIdOf('KestraUser', member), member],
    [globalIdOf('KestraTenantMember', 'main', member), member],
    [globalIdOf('KestraServiceAccount', account), account],
  ];
  for (const [sent, own] of ids) {
    await asker.forgetCalls();
    await change(`setKestraGroupMembership(input: { groupId: "${admins}", userId: "${sent}", membership: MEMBER })`);
    await asker.ask(`{ it: kestraTenant { member(by: { userId: "${sent}" }) { userId } } }`);
    await asker.ask(`{ it: kestraTenant { bindings(holderId: "${sent}", first: 1) { nodes { bindingId } } } }`);
    const calls = await asker.calls();
    expect(calls.slice(0, 2)).toEqual([
      `PUT ${at}/groups/${admins}/members/membership/${own}?membership=MEMBER`,
      `GET ${at}/tenant-access/${own}`,
    ]);
    expect(calls[2]).toContain(own);
    expect(calls).toHaveLength(3);
  }
});

test.each([
  [
    'group',
    () => `group(by: { groupId: "${globalIdOf('KestraGroup', 'main', admins)}" }) { groupId }`,
    { groupId: admins },
  ],
  ['role', () => `role(by: { roleId: "${globalIdOf('KestraRole', 'main', role)}" }) { roleId }`, { roleId: role }],
])('the %s of a tenant is found by its global id', async (name, field, expected) => {
  const { data, errors } = await facade.ask<{ kestraTenant: object }, never>(
    `{ kestraTenant(by: { tenantId: "main" }) { ${field()} } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.kestraTenant).toEqual({ [name]: expected });
});

test('a global id names the tenant where the input does not', async () => {
  const { data } = await change(
    `deleteKestraGroup(input: { groupId: "${globalIdOf('KestraGroup', 'research', 'none')}" })`,
  );
  expect(data.it).toMatchObject({ __typename: expect.stringMatching(/NotFound|Forbidden/) });
  expect(await asker.calls()).toEqual(['DELETE /api/v1/research/groups/none']);
});

const other = globalIdOf('KestraGroup', 'research', foreignGroup);
test.each([
  [`deleteKestraGroup(input: { groupId: "${other}", tenantId: "main" })`, ['groupId'], 'NOT_ALLOWED'],
  [`createKestraInvitation(input: { email: "a@x.io", groupIds: ["${other}"] })`, ['groupIds', '0'], 'NOT_ALLOWED'],
  [`createKestraServiceAccount(input: { name: "a", groupIds: ["${other}"] })`, ['groupIds', '0'], 'NOT_ALLOWED'],
  [
    `createKestraBinding(input: { roleId: "r", holder: { groupId: "${other}" } })`,
    ['holder', 'groupId'],
    'NOT_ALLOWED',
  ],
  [
    `createKestraGroup(input: { name: "g", memberIds: ["${globalIdOf('KestraTenantMember', 'research', 'u')}"] })`,
    ['memberIds', '0'],
    'NOT_ALLOWED',
  ],
  [`revokeKestraTenantAccess(input: { userId: "${other}" })`, ['userId'], 'INVALID_FORMAT'],
  [`grantKestraTenantAccess(input: { user: { userId: "${other}" } })`, ['user', 'userId'], 'INVALID_FORMAT'],
  [`deleteKestraGroup(input: { groupId: "${globalIdOf('KestraGroup', 'x')}" })`, ['groupId'], 'INVALID_FORMAT'],
  [
    `deleteKestraGroup(input: { groupId: "${globalIdOf('KestraGroup', 'users', 'x')}" })`,
    ['groupId'],
    'INVALID_FORMAT',
  ],
])('%s is refused at its place, without a call', async (field, path, code) => {
  const { data, errors } = await change(field);
  expect(errors).toBeUndefined();
  expect(data.it).toEqual({ __typename: 'ValidationFailure', code: 'BAD_USER_INPUT', issues: [{ path, code }] });
  expect(await asker.calls()).toEqual([]);
});

test.each([
  [`group(by: { groupId: "${other}" }) { name }`, ['by', 'groupId'], 'NOT_ALLOWED'],
  [`role(by: { roleId: "${globalIdOf('KestraRole', 'research', 'r')}" }) { name }`, ['by', 'roleId'], 'NOT_ALLOWED'],
  [
    `member(by: { userId: "${globalIdOf('KestraTenantMember', 'research', 'u')}" }) { username }`,
    ['by', 'userId'],
    'NOT_ALLOWED',
  ],
  [`bindings(holderId: "${other}") { totalCount }`, ['holderId'], 'NOT_ALLOWED'],
  [`bindings(holderId: "${globalIdOf('KestraRole', 'main', 'r')}") { totalCount }`, ['holderId'], 'INVALID_FORMAT'],
])('kestraTenant { %s } is refused at its place, without a call', async (field, path, code) => {
  const { errors } = await asker.ask(`{ it: kestraTenant { __typename ${field} } }`);
  expect(errors?.map(({ extensions: { issues } }) => issues)).toMatchObject([[{ path, code }]]);
  expect(await asker.calls()).toEqual([]);
});
