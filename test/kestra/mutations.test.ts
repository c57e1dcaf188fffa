import { randomUUID } from 'node:crypto';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tenantGroups } from '../../src/sandbox/kestra-directory.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { isBefore } from '../support/kestra-under-test.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], users: 40 });
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

interface Result {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly issues?: { path: string[]; code: string; message: string }[];
  readonly userId?: string;
  readonly user?: Record<string, unknown>;
}

/** The fields of a user that a change can touch. */
const whole =
  'userId username displayName email firstName lastName isSuperAdmin isRestricted tenants { tenantId } groups { groupId } authMethods { authMethodId type }';
const failure = '__typename ... on Failure { code message } ... on ValidationFailure { issues { path code message } }';

/** Runs a mutation of a user and returns what it came to, with the REST calls that it cost. */
async function change(field: string, input: object, asked = `userId user { ${whole} }`) {
  await facade.forgetCalls();
  const name = field.charAt(0).toUpperCase() + field.slice(1);
  const { data, errors } = await facade.ask<{ it: Result }, object>(
    `mutation M($input: ${name}Input!) { it: ${field}(input: $input) { ${asked && `... on ${name}Payload { ${asked} }`} ${failure} } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return { ...data.it, calls: await facade.calls() };
}

const group = (tenant: string, name: string) =>
  tenantGroups.find((one) => one.tenantId === tenant && one.name === name)?.id ?? '';

async function newUser(details: object = {}) {
  const created = await change('createKestraUser', { email: `${randomUUID()}@example.com`, ...details });
  expect(created.__typename).toBe('CreateKestraUserPayload');
  const userId = created.userId ?? '';
  return { ...created, userId, id: encodeGlobalID('KestraUser', userId), path: `/api/v1/users/${userId}` };
}

describe('creating', () => {
  test('takes an e-mail alone, nulls being nothing, in one call', async () => {
    const { user, calls } = await newUser({
      email: 'alone@example.com',
      firstName: null,
      tenantIds: null,
      isSuperAdmin: null,
    });
    expect(user).toMatchObject({
      username: 'alone@example.com',
      email: 'alone@example.com',
      displayName: 'alone@example.com',
      tenants: [],
      groups: [],
      authMethods: [],
      isSuperAdmin: false,
      isRestricted: false,
    });
    expect(calls).toEqual(['POST /api/v1/users']);
  });

  test('takes everything', async () => {
    const { user } = await newUser({
      firstName: 'Ann',
      lastName: 'Example',
      password: 'Password!234',
      tenantIds: ['main'],
      groupIds: [group('research', 'Viewers')],
      isSuperAdmin: true,
      isRestricted: true,
    });
    expect(user).toMatchObject({
      displayName: 'Ann Example',
      tenants: [{ tenantId: 'main' }, { tenantId: 'research' }],
      groups: [{ groupId: group('research', 'Viewers') }],
      authMethods: [{ type: 'BASIC_AUTH' }],
      isSuperAdmin: true,
      isRestricted: true,
    });
  });

  test.each([
    [{ email: 'ADA.lovelace@example.com' }, 'ConflictFailure', 'CONFLICT'],
    [{ email: 'a@example.com', tenantIds: ['moon'] }, 'NotFoundFailure', 'NOT_FOUND'],
    [{ email: 'no address' }, 'ValidationFailure', 'BAD_USER_INPUT'],
  ])('%o fails as %s', async (input, __typename, code) => {
    expect(await change('createKestraUser', input)).toMatchObject({ __typename, code });
  });

  test('what the platform refuses is told by its place, not in its words', async () => {
    const { message, issues } = await change('createKestraUser', { email: 'no address' });
    expect(message).toBe('Kestra refused the input as invalid.');
    expect(issues).toEqual([{ path: ['email'], code: 'INVALID', message: 'is refused by Kestra' }]);
  });

  test('is denied to who may only read', async () => {
    const { data } = await facade.ask(
      'mutation { it: createKestraUser(input: { email: "x@example.com" }) { __typename } }',
      undefined,
      { token: 'sandbox-viewer' },
    );
    expect(data).toEqual({ it: { __typename: 'ForbiddenFailure' } });
  });
});

describe('changing', () => {
  test('replaces all but the password, in one call', async () => {
    const { id, path, userId } = await newUser({
      firstName: 'Ann',
      tenantIds: ['main'],
      isSuperAdmin: true,
      password: 'Password!234',
    });
    const email = `${randomUUID()}@example.com`;
    const { user, calls } = await change('replaceKestraUser', { userId: id, email, lastName: 'Other' });
    expect(user).toMatchObject({
      userId,
      email,
      firstName: '',
      lastName: 'Other',
      tenants: [],
      isSuperAdmin: false,
      authMethods: [{ type: 'BASIC_AUTH' }],
    });
    expect(calls).toEqual([`PUT ${path}`]);
  });

  test('of details leaves the others, in one call', async () => {
    const { id, path } = await newUser({ firstName: 'Ann', lastName: 'Example', tenantIds: ['main'] });
    const { user, calls } = await change('updateKestraUser', { userId: id, lastName: 'Other', email: null });
    expect(user).toMatchObject({
      firstName: 'Ann',
      lastName: 'Other',
      displayName: 'Ann Other',
      tenants: [{ tenantId: 'main' }],
    });
    expect(calls).toEqual([`PATCH ${path}`]);
  });

  test.each([
    ['setKestraUserSuperAdmin', 'superadmin', { isSuperAdmin: true }],
    ['setKestraUserRestricted', 'restricted', { isRestricted: true }],
  ])('%s is read back only when it is asked for', async (field, place, flag) => {
    const { id, path } = await newUser();
    const { user, calls } = await change(field, { userId: id, ...flag });
    expect(user).toMatchObject(flag);
    expect(calls).toEqual([`PATCH ${path}/${place}`, `GET ${path}`]);
    expect((await change(field, { userId: id, ...flag }, 'userId')).calls).toEqual([`PATCH ${path}/${place}`]);
  });

  test('of the password adds a way to sign in, in one call', async () => {
    const { id, path } = await newUser();
    const { user, calls } = await change('setKestraUserPassword', { userId: id, password: 'Password!234' });
    expect(user).toMatchObject({ authMethods: [{ type: 'BASIC_AUTH' }] });
    expect(calls).toEqual([`PATCH ${path}/password`]);
    expect(await change('setKestraUserPassword', { userId: id, password: '' })).toMatchObject({
      __typename: 'ValidationFailure',
      issues: [{ path: ['password'], code: 'INVALID' }],
    });
  });

  test('of the ways to sign in takes one away, once', async () => {
    const { id, path, user } = await newUser({ password: 'Password!234' });
    const [method] = (user?.authMethods ?? []) as { authMethodId: string }[];
    const authMethodId = method?.authMethodId ?? '';
    const removed = await change('removeKestraAuthMethod', { userId: id, authMethodId });
    expect(removed.user).toMatchObject({ authMethods: [] });
    expect(removed.calls).toEqual([`DELETE ${path}/auths/${authMethodId}`]);
    expect((await change('removeKestraAuthMethod', { userId: id, authMethodId })).__typename).toBe('NotFoundFailure');
  });

  test('of groups touches one tenant, the configured one unless another is named', async () => {
    const kept = group('research', 'Viewers');
    const { id, userId } = await newUser({ groupIds: [group('main', 'Admins'), kept] });
    const wanted = group('main', 'Viewers');
    const { user, calls } = await change('setKestraUserGroups', { userId: id, groupIds: [wanted] });
    expect(user?.groups).toEqual(expect.arrayContaining([{ groupId: kept }, { groupId: wanted }]));
    expect(user?.groups).toHaveLength(2);
    expect(calls).toEqual([`PUT /api/v1/main/users/${userId}/groups`, `GET /api/v1/users/${userId}`]);
    const other = await change('setKestraUserGroups', { userId: id, tenantId: 'research', groupIds: [] });
    expect(other.user?.groups).toEqual([{ groupId: wanted }]);
    expect(await change('setKestraUserGroups', { userId: id, tenantId: 'production', groupIds: [] })).toMatchObject({
      code: isBefore('1.3') ? 'BAD_USER_INPUT' : 'NOT_FOUND',
    });
    expect(await change('setKestraUserGroups', { userId: id, tenantId: 'moon', groupIds: [] })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await change('setKestraUserGroups', { userId: id, tenantId: 'me', groupIds: [] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      calls: [],
    });
  });

  test("ends a user's session, whether there is one or not", async () => {
    const { id, path } = await newUser();
    for (const _ of [1, 2]) {
      expect((await change('logoutKestraUser', { userId: id }, 'userId')).calls).toEqual([
        `DELETE ${path}/refresh-token`,
      ]);
    }
  });

  test('deletes, once, and tells what to forget', async () => {
    const { id, userId, path } = await newUser();
    const deleted = await change('deleteKestraUser', { userId: id }, 'deletedId userId');
    expect(deleted).toMatchObject({ deletedId: id, userId, calls: [`DELETE ${path}`] });
    expect((await change('deleteKestraUser', { userId: id }, 'userId')).__typename).toBe('NotFoundFailure');
  });

  test("changes the caller's own password when the old one is right", async () => {
    const known = 'Sandbox!2024';
    const to = (currentPassword: string, newPassword: string) =>
      change('changeMyKestraPassword', { currentPassword, newPassword }, 'isChanged');
    expect(await to('wrong', 'x')).toMatchObject({
      __typename: 'ValidationFailure',
      calls: ['PUT /api/v1/me/password'],
    });
    expect(await to(known, 'Password!567')).toMatchObject({ isChanged: true });
    expect(await to('Password!567', known)).toMatchObject({ isChanged: true });
  });

  test('what was read before is read anew', async () => {
    const { id, path } = await newUser({ firstName: 'Ann' });
    await facade.forgetCalls();
    const { data } = await facade.ask<Record<string, { user: { firstName: string } }>, never>(
      `mutation {
        first: updateKestraUser(input: { userId: "${id}", firstName: "Bea" }) { ... on UpdateKestraUserPayload { user { firstName } } }
        flag: setKestraUserRestricted(input: { userId: "${id}", isRestricted: true }) { ... on SetKestraUserRestrictedPayload { user { firstName isRestricted } } }
        last: updateKestraUser(input: { userId: "${id}", firstName: "Cal" }) { ... on UpdateKestraUserPayload { user { firstName isRestricted } } }
      }`,
    );
    expect(data).toEqual({
      first: { user: { firstName: 'Bea' } },
      flag: { user: { firstName: 'Bea', isRestricted: true } },
      last: { user: { firstName: 'Cal', isRestricted: true } },
    });
    expect(await facade.calls()).toEqual([`PATCH ${path}`, `PATCH ${path}/restricted`, `GET ${path}`, `PATCH ${path}`]);
  });

  const onAUser: [string, object][] = [
    ['replaceKestraUser', { email: 'a@example.com' }],
    ['updateKestraUser', {}],
    ['setKestraUserSuperAdmin', { isSuperAdmin: true }],
    ['setKestraUserRestricted', { isRestricted: true }],
    ['setKestraUserPassword', { password: 'x' }],
    ['setKestraUserGroups', { groupIds: [] }],
    ['removeKestraAuthMethod', { authMethodId: 'x' }],
    ['logoutKestraUser', {}],
    ['deleteKestraUser', {}],
    ['impersonateKestraUser', {}],
  ];
  test.each(onAUser)('%s refuses the id of another type without a call', async (field, input) => {
    expect(await change(field, { userId: encodeGlobalID('User', 'x'), ...input }, '')).toMatchObject({
      __typename: 'ValidationFailure',
      issues: [{ path: ['userId'], code: 'INVALID_FORMAT' }],
      calls: [],
    });
  });
  test.each(onAUser.slice(0, -1))('%s refuses an id that no path can hold, at its place', async (field, input) => {
    expect(await change(field, { userId: '..', ...input }, '')).toMatchObject({
      __typename: 'ValidationFailure',
      issues: [{ path: ['userId'], code: 'NOT_ALLOWED' }],
      calls: [],
    });
  });
  test.each(onAUser.slice(0, -1))('%s finds nobody', async (field, input) => {
    const id = encodeGlobalID('KestraUser', 'nobody');
    expect((await change(field, { userId: id, ...input }, '')).__typename).toBe('NotFoundFailure');
  });
});

test('impersonation is off unless an operator turns it on, and then makes no call', async () => {
  const { id } = await newUser();
  expect(await change('impersonateKestraUser', { userId: id }, 'sessionToken')).toMatchObject({
    __typename: 'ForbiddenFailure',
    code: 'FORBIDDEN',
    calls: [],
  });
});
