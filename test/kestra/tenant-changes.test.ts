import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import { seededUser } from '../../src/sandbox/kestra-seed.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { group } from '../support/kestra-server.ts';

const at = '/api/v1/main';
const failure = '__typename ... on Failure { code message }';
const role = (name: string) => rolesOf('main').find((one) => one.name === name)?.id ?? '';
/** In `production` alone, and so a stranger to `main`. */
const stranger = seededUser(11);

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], kestraVersion: '2.0', users: 40 });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

interface Result {
  __typename: string;
  code?: string;
  message?: string;
  [field: string]: unknown;
}
/** Changes something as a tenant admin, who is no super admin. */
async function change(field: string, input: string, fields = ''): Promise<Result> {
  const name = field.charAt(0).toUpperCase() + field.slice(1);
  const shown = fields && `... on ${name}Payload { ${fields} }`;
  const { data, errors } = await facade.ask<{ it: Result }, object>(
    `mutation { it: ${field}(input: { ${input} }) { ${failure} ${shown} } }`,
    {},
    { token: 'sandbox-tenant-admin' },
  );
  expect(errors).toBeUndefined();
  return data.it;
}

test('a user without access is told apart from a group that is missing', async () => {
  const into = `groupId: "${group('main', 'Viewers')}", userId: "${stranger.id}"`;
  const refused = await change('addKestraGroupMember', into);
  expect(refused).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('no access to the tenant') });
  expect(await facade.calls()).toEqual([
    `PUT ${at}/groups/${group('main', 'Viewers')}/members/${stranger.id}`,
    `GET ${at}/tenant-access/${stranger.id}`,
  ]);
  const member = seededUser(12);
  const missing = await change('addKestraGroupMember', `groupId: "none", userId: "${member.id}"`);
  expect(missing).toMatchObject({ code: 'NOT_FOUND', message: expect.not.stringContaining('no access') });

  const { data } = await facade.ask<{ kestraUser: { id: string } }, never>(
    `{ kestraUser(by: { userId: "${stranger.id}" }) { id } }`,
  );
  const set = await change('setKestraUserGroups', `userId: "${data.kestraUser.id}", groupIds: []`);
  expect(set).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('grantKestraTenantAccess') });

  const granted = await change(
    'grantKestraTenantAccess',
    `user: { userId: "${stranger.id}" }`,
    'member { username groups { name } }',
  );
  expect(granted.member).toEqual({ username: stranger.email, groups: [] });
  await facade.forgetCalls();
  const added = await change(
    'addKestraGroupMember',
    into,
    'member { username groups { name } } group { name members { totalCount } }',
  );
  expect(added).toMatchObject({ member: { groups: [{ name: 'Viewers' }] }, group: { name: 'Viewers' } });
  const revoked = await change('revokeKestraTenantAccess', `userId: "${stranger.id}"`, 'deletedId userId');
  expect(revoked.userId).toBe(stranger.id);
  expect(await change('revokeKestraTenantAccess', `userId: "${stranger.id}"`)).toMatchObject({ code: 'NOT_FOUND' });
});

test('access is given by an e-mail address in any letters, and shown', async () => {
  const granted = await change(
    'grantKestraTenantAccess',
    `user: { email: "${stranger.email.toUpperCase()}" }`,
    'member { userId username }',
  );
  expect(granted.member).toEqual({ userId: stranger.id, username: stranger.email });
  expect(await facade.calls()).toEqual([
    `POST ${at}/tenant-access`,
    `GET ${at}/tenant-access?filters[q][EQUALS]=${stranger.email.toUpperCase()}&page=1&size=100`,
  ]);
  expect(await change('grantKestraTenantAccess', `user: { email: "${stranger.email}" }`)).toMatchObject({
    code: 'CONFLICT',
  });
});

test('a group lives: created, renamed without its description, joined, owned, left, deleted', async () => {
  const created = await change(
    'createKestraGroup',
    'name: "Night", description: "By night."',
    'group { id groupId name }',
  );
  const { id, groupId } = created.group as { id: string; groupId: string };
  expect(await change('createKestraGroup', 'name: "Night"', '')).toMatchObject({ code: 'CONFLICT' });
  await facade.forgetCalls();
  const renamed = await change('updateKestraGroup', `groupId: "${id}", name: "Late"`, 'group { id name description }');
  expect(renamed.group).toEqual({ id, name: 'Late', description: 'By night.' });
  expect(await facade.calls()).toEqual([`GET ${at}/groups/${groupId}`, `PUT ${at}/groups/${groupId}`]);
  const member = `groupId: "${id}", userId: "${seededUser(12).id}"`;
  expect(await change('setKestraGroupMembership', `${member}, membership: OWNER`)).toMatchObject({ code: 'CONFLICT' });
  await change('addKestraGroupMember', member);
  await change('setKestraGroupMembership', `${member}, membership: OWNER`);
  const { data } = await facade.ask<{ node: { members: { edges: unknown[] } } }, never>(
    `{ node(id: "${id}") { ... on KestraGroup { members { edges { membership isExternal node { username } } } } } }`,
  );
  expect(data.node.members.edges).toEqual([
    { membership: 'OWNER', isExternal: false, node: { username: seededUser(12).email } },
  ]);
  const left = await change('removeKestraGroupMember', member, 'group { members { totalCount } }');
  expect(left.group).toEqual({ members: { totalCount: 0 } });
  expect(await change('deleteKestraGroup', `groupId: "${id}"`, 'deletedId')).toMatchObject({ deletedId: id });
  expect(await change('deleteKestraGroup', `groupId: "${id}"`)).toMatchObject({ code: 'NOT_FOUND' });
});

test('the audit says what a write created, and nothing of a write that created nothing', async () => {
  const from = facade.lines.length;
  const created = await change('createKestraGroup', 'name: "Audited"', 'group { groupId }');
  const { groupId } = created.group as { groupId: string };
  const { id: userId } = seededUser(12);
  const member = `groupId: "${groupId}", userId: "${userId}"`;
  await change('updateKestraGroup', `groupId: "${groupId}", description: "Seen."`);
  await change('addKestraGroupMember', member);
  await change('setKestraGroupMembership', `${member}, membership: OWNER`);
  await change('removeKestraGroupMember', member);
  const lines = facade.lines.slice(from).map((line) => JSON.parse(line) as Record<string, unknown>);
  const writes = lines.filter(({ msg }) => msg === 'write');
  const shared = { outcome: 'OK', platform: 'Kestra', who: expect.stringMatching(/^\w{12}$/) };
  const ofMember = { ...shared, ids: { tenant: 'main', id: groupId, userId } };
  expect(writes.map(({ time, level, msg, requestId, mutation, ...write }) => write)).toEqual([
    { ...shared, operation: 'createGroup', ids: { tenant: 'main', created: groupId } },
    { ...shared, operation: 'updateGroup', ids: { tenant: 'main', id: groupId } },
    { ...ofMember, operation: 'addUserToGroup' },
    { ...ofMember, operation: 'setUserMembershipForGroup' },
    { ...ofMember, operation: 'deleteUserFromGroup' },
  ]);
});

test('a role is given and taken back', async () => {
  const to = `holder: { groupId: "${group('main', 'Operators')}" }`;
  const given = await change(
    'createKestraBinding',
    `roleId: "${role('Viewer')}", ${to}, namespace: "company"`,
    'binding { id holder namespace role { name } group { name } }',
  );
  expect(given.binding).toMatchObject({
    holder: 'GROUP',
    namespace: 'company',
    role: { name: 'Viewer' },
    group: { name: 'Operators' },
  });
  const { id } = given.binding as { id: string };
  expect(await change('deleteKestraBinding', `bindingId: "${id}"`, 'deletedId')).toMatchObject({ deletedId: id });
  const wrong = await change('createKestraBinding', `roleId: "${id}", ${to}`, '');
  expect(wrong).toMatchObject({ __typename: 'ValidationFailure', code: 'BAD_USER_INPUT' });
});

describe('an invitation', () => {
  test('is sent to a stranger, read back with its link, and withdrawn', async () => {
    const input = `email: "new@guests.example.org", roles: [{ roleId: "${role('Viewer')}", namespaces: ["a"] }], groupIds: ["${group('main', 'Viewers')}"]`;
    const sent = await change(
      'createKestraInvitation',
      input,
      'invitation { id email status link roles { name } groups { name } }',
    );
    expect(sent.invitation).toMatchObject({
      status: 'PENDING',
      link: expect.stringContaining('/ui/invitation/'),
      roles: [{ name: 'Viewer' }],
      groups: [{ name: 'Viewers' }],
    });
    expect(await facade.calls()).toEqual([
      `POST ${at}/invitations`,
      `GET ${at}/invitations/email/new@guests.example.org`,
    ]);
    expect(await change('createKestraInvitation', input)).toMatchObject({ code: 'CONFLICT' });
    const { id } = sent.invitation as { id: string };
    expect(await change('deleteKestraInvitation', `invitationId: "${id}"`, 'deletedId')).toMatchObject({
      deletedId: id,
    });
  });

  test('lets in a user whom Kestra knows, which its payload does not call an invitation', async () => {
    const known = seededUser(20);
    await facade.ask(`mutation { revokeKestraTenantAccess(input: { userId: "${known.id}" }) { __typename } }`);
    const inside = await change('createKestraInvitation', `email: "${known.email}"`, 'invitation { id }');
    expect(inside).toMatchObject({ __typename: 'CreateKestraInvitationPayload', invitation: null });
  });

  test('to a super admin is refused to who is none', async () => {
    const refused = await change('createKestraInvitation', 'email: "root@guests.example.org", isSuperAdmin: true');
    expect(refused).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('a service account lives: created, changed in part, given a token, deleted', async () => {
  const created = await change(
    'createKestraServiceAccount',
    `name: "nightly", description: "Builds.", groupIds: ["${group('main', 'Viewers')}"]`,
    'serviceAccount { id serviceAccountId name groups { name } }',
  );
  const { id, serviceAccountId } = created.serviceAccount as { id: string; serviceAccountId: string };
  expect(created.serviceAccount).toMatchObject({ name: 'nightly', groups: [{ name: 'Viewers' }] });
  await facade.forgetCalls();
  const changed = await change(
    'updateKestraServiceAccount',
    `serviceAccountId: "${id}", name: "weekly"`,
    'serviceAccount { name description groups { name } }',
  );
  expect(changed.serviceAccount).toEqual({ name: 'weekly', description: 'Builds.', groups: [{ name: 'Viewers' }] });
  expect((await facade.calls()).slice(0, 2)).toEqual([
    `GET ${at}/service-accounts/${serviceAccountId}`,
    `PUT ${at}/service-accounts/${serviceAccountId}`,
  ]);
  expect(await change('createKestraServiceAccount', 'name: "Not Allowed"')).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await change('deleteKestraServiceAccount', `serviceAccountId: "${id}"`, 'deletedId')).toMatchObject({
    deletedId: id,
  });
  const [other] = serviceAccounts.filter(({ tenantId }) => tenantId === 'research');
  expect(await change('deleteKestraServiceAccount', `serviceAccountId: "${other?.id}"`)).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('another tenant is closed to its admin, and a version without these operations says so', async () => {
  expect(await change('createKestraGroup', 'tenantId: "research", name: "Mine"')).toMatchObject({ code: 'FORBIDDEN' });
  const old = await graphOver({ platforms: ['kestra'], kestraVersion: '1.0', users: 5 });
  try {
    const { data } = await old.ask<{ it: Result }, never>(
      `mutation { it: createKestraGroup(input: { name: "Mine" }) { ${failure} ... on UnsupportedFailure { versions } } }`,
    );
    expect(data.it).toMatchObject({ code: 'UNSUPPORTED_BY_VERSION', versions: ['2.0', '1.3'] });
    expect(await old.calls()).toEqual([]);
  } finally {
    await old.close();
  }
});
