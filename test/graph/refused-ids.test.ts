import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groupsOf } from '../../src/sandbox/kestra-directory.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { globalIdOf, IdAsker } from '../support/sent-ids.ts';

let facade: Facade;
let asker: IdAsker;
const foreign = groupsOf('research')[0]?.id ?? '';

beforeAll(async () => {
  facade = await graphOver({ platforms: ['runai', 'kestra'], version: '2.22', users: 5 });
  asker = new IdAsker(facade);
});
afterAll(() => facade.close());
beforeEach(() => asker.forgetCalls());

describe('the id of another type or owner is refused at its path, without a call', () => {
  test.each([
    ['logoutUser(input: { userId: $ })', globalIdOf('Group', 'x'), ['userId'], 'INVALID_FORMAT'],
    ['logoutKestraUser(input: { userId: $ })', globalIdOf('User', 'x'), ['userId'], 'INVALID_FORMAT'],
    [
      'setKestraUserGroups(input: { userId: "u", tenantId: $, groupIds: [] })',
      globalIdOf('User', 'x'),
      ['tenantId'],
      'INVALID_FORMAT',
    ],
    [
      'setKestraUserGroups(input: { userId: "u", groupIds: ["x", $] })',
      globalIdOf('KestraGroup', 'research', foreign),
      ['groupIds', '1'],
      'NOT_ALLOWED',
    ],
    [
      'createKestraUser(input: { email: "a@example.com", groupIds: [$] })',
      globalIdOf('KestraTenant', 'main'),
      ['groupIds', '0'],
      'INVALID_FORMAT',
    ],
    [
      'createKestraUser(input: { email: "a@example.com", tenantIds: ["main", $] })',
      globalIdOf('KestraUser', 'x'),
      ['tenantIds', '1'],
      'INVALID_FORMAT',
    ],
    [
      'createKestraApiToken(input: { name: "a", owner: { userId: $ } })',
      globalIdOf('User', 'x'),
      ['owner', 'userId'],
      'INVALID_FORMAT',
    ],
    [
      'createKestraApiToken(input: { name: "a", owner: { serviceAccount: { serviceAccountId: "x", tenantId: $ } } })',
      'users',
      ['owner', 'serviceAccount', 'tenantId'],
      'INVALID_FORMAT',
    ],
    [
      'deleteKestraApiToken(input: { owner: { userId: "u" }, tokenId: $ })',
      globalIdOf('KestraApiToken', 'user', 'v', 'x'),
      ['tokenId'],
      'NOT_ALLOWED',
    ],
    [
      'removeKestraAuthMethod(input: { userId: "u", authMethodId: $ })',
      globalIdOf('KestraAuthMethod', 'v', 'x'),
      ['authMethodId'],
      'NOT_ALLOWED',
    ],
    ['createGroup(input: { name: "g", roles: [VIEWER], tenantId: $ })', 'main', ['tenantId'], 'INVALID_FORMAT'],
  ])('mutation %s', async (field, id, path, code) => {
    const { data, errors } = await asker.ask(`mutation { it: ${field.replace('$', `"${id}"`)} { $failure } }`);
    expect(errors).toBeUndefined();
    expect(data.it).toEqual({ __typename: 'ValidationFailure', code: 'BAD_USER_INPUT', issues: [{ path, code }] });
    expect(await asker.calls()).toEqual([]);
  });

  test.each([
    ['user(by: { userId: $ })', globalIdOf('KestraUser', 'x'), ['by', 'userId']],
    ['kestraUser(by: { userId: $ })', globalIdOf('User', 'x'), ['by', 'userId']],
    ['group(by: { groupId: $ })', globalIdOf('User', 'x'), ['by', 'groupId']],
    ['users(filter: { userId: { in: ["x", $] } })', globalIdOf('Group', 'x'), ['filter', 'userId', 'in', '1']],
    ['kestraUsers(filter: { userId: { in: [$] } })', globalIdOf('User', 'x'), ['filter', 'userId', 'in', '0']],
    ['kestraUserSuggestions(tenantId: $)', globalIdOf('User', 'x'), ['tenantId']],
    ['kestraUserSuggestions(userIds: [$])', globalIdOf('User', 'x'), ['userIds', '0']],
    ['kestraServiceAccount(by: { serviceAccountId: $ })', globalIdOf('KestraUser', 'x'), ['by', 'serviceAccountId']],
    ['kestraTenant(by: { tenantId: $ })', globalIdOf('KestraUser', 'x'), ['by', 'tenantId']],
    ['kestraTenant(by: { tenantId: $ })', 'users', ['by', 'tenantId']],
    ['node(id: $)', 'nonsense', ['id']],
  ])('query %s', async (field, id, path) => {
    const { data, errors } = await asker.ask(`{ it: ${field.replace('$', `"${id}"`)} { __typename } }`);
    expect(data.it).toBeNull();
    expect(errors?.map(({ extensions: { code, issues } }) => ({ code, issues }))).toMatchObject([
      { code: 'BAD_USER_INPUT', issues: [{ path, code: 'INVALID_FORMAT' }] },
    ]);
    expect(await asker.calls()).toEqual([]);
  });

  test.each([
    ['user(by: { userId: "" })', ['by', 'userId'], 'TOO_SHORT'],
    ['kestraUser(by: { userId: "" })', ['by', 'userId'], 'TOO_SHORT'],
    ['users(filter: { userId: { in: ["x", ""] } })', ['filter', 'userId', 'in', '1'], 'TOO_SHORT'],
    [`nodes(ids: ["${globalIdOf('Group', 'x')}", "nonsense"])`, ['ids', '1'], 'INVALID_FORMAT'],
  ])('query %s, at the place of the value', async (field, path, code) => {
    const { errors } = await asker.ask(`{ it: ${field} { __typename } }`);
    expect(errors?.map(({ extensions: { issues } }) => issues)).toMatchObject([[{ path, code }]]);
  });
});

test.each(['deleteUsers', 'logoutUsers'])('%s takes each user once, by whichever id', async (field) => {
  const userIds = JSON.stringify(['x', 'y', globalIdOf('User', 'x')]);
  const { data, errors } = await asker.ask(`mutation { it: ${field}(input: { userIds: ${userIds} }) { __typename } }`);
  expect(data.it).toBeNull();
  expect(errors?.map(({ extensions: { issues } }) => issues)).toMatchObject([
    [{ path: ['userIds', '2'], code: 'NOT_ALLOWED' }],
  ]);
  expect(await asker.calls()).toEqual([]);
});
