import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyVersion, type Versions } from '../support/fixtures.ts';
import { type ContractVersion, contractVersions } from '../support/versions.ts';

let versions: Versions;
beforeAll(async () => {
  versions = await everyVersion(60);
});
afterAll(() => versions.close());

const failure = '__typename ... on Failure { code message } ... on ValidationFailure { issues { path code message } }';
const globalId = (index: number) => Buffer.from(`User:${versions.people[index]?.id}`).toString('base64');

/** Everyone as each version now has them: what was made by a test has an id and dates of its own. */
const everyone = () =>
  versions.each(async (facade) => {
    const { data } = await facade.ask<{ users: { nodes: { username: string; isLocal: boolean }[] } }, never>(
      '{ users(first: 500, orderBy: { field: USERNAME }) { totalCount nodes { username isLocal createdBy lastLoginAt groups { nodes { name } } } } }',
    );
    return data;
  });

/** Asks for a change of every version; each makes ids and passwords of its own. */
async function change(document: string, token?: string) {
  const answers = await versions.ask<{ it: object }>(document, undefined, token);
  const [newest, ...others] = answers.map((answer) =>
    JSON.parse(
      JSON.stringify(answer, (name, value) =>
        ['userId', 'temporaryPassword', 'createdAt'].includes(name) && value ? `<${name}>` : value,
      ),
    ),
  );
  for (const other of others) expect(other).toEqual(newest);
  expect(newest.errors).toBeUndefined();
  return newest.data.it;
}

const taken = () => versions.people[3]?.username.toUpperCase();
const gone = Buffer.from('User:00000000-0000-4000-8000-000000000000').toString('base64');
const created =
  '... on CreateUserPayload { userId username temporaryPassword user { username createdAt isLocal groups { totalCount } creator { username } } }';

const cases: readonly (readonly [name: string, document: () => string, expected: object, token?: string])[] = [
  [
    'createUser',
    () =>
      `mutation { it: createUser(input: { email: "New.One@example.com", resetPassword: true }) { ${failure} ${created} } }`,
    {
      __typename: 'CreateUserPayload',
      username: 'New.One@example.com',
      temporaryPassword: '<temporaryPassword>',
      user: { isLocal: true, creator: { username: 'admin@sandbox.test' } },
    },
  ],
  [
    'createUser of a name that is taken in another case',
    () => `mutation { it: createUser(input: { email: "${taken()}" }) { ${failure} } }`,
    { __typename: 'ConflictFailure', code: 'CONFLICT' },
  ],
  [
    'createUsers, some of them',
    () =>
      `mutation { it: createUsers(input: { users: [{ email: "two@example.com" }, { email: "${taken()}" }, { email: "three@example.com" }] }) { succeededCount failedCount results { index result { ${failure} ... on ConflictFailure { issues { path code } } ... on CreateUserPayload { username } } } } }`,
    {
      succeededCount: 2,
      failedCount: 1,
      results: [
        { index: 0, result: { __typename: 'CreateUserPayload', username: 'two@example.com' } },
        {
          index: 1,
          result: { __typename: 'ConflictFailure', issues: [{ path: ['users', '1', 'email'], code: 'TAKEN' }] },
        },
        { index: 2, result: { __typename: 'CreateUserPayload', username: 'three@example.com' } },
      ],
    },
  ],
  [
    'createUser by a viewer',
    () => `mutation { it: createUser(input: { email: "v@example.com" }) { ${failure} } }`,
    { __typename: 'ForbiddenFailure', code: 'FORBIDDEN' },
    'sandbox-viewer',
  ],
  [
    'deleteUser',
    () =>
      `mutation { it: deleteUser(input: { userId: "${globalId(30)}" }) { ${failure} ... on DeleteUserPayload { deletedId } } }`,
    { __typename: 'DeleteUserPayload' },
  ],
  [
    'deleteUser of nobody',
    () => `mutation { it: deleteUser(input: { userId: "${gone}" }) { ${failure} } }`,
    { __typename: 'NotFoundFailure', code: 'NOT_FOUND' },
  ],
  [
    'deleteUser of what is no user',
    () => `mutation { it: deleteUser(input: { userId: "${btoa('Group:nonsense')}" }) { ${failure} } }`,
    { __typename: 'ValidationFailure', code: 'BAD_USER_INPUT', issues: [{ path: ['userId'], code: 'INVALID_FORMAT' }] },
  ],
  [
    'deleteUsers, some of them',
    () =>
      `mutation { it: deleteUsers(input: { userIds: ["${globalId(31)}", "${gone}", "${globalId(32)}"] }) { succeededCount failedCount results { userId result { ${failure} ... on DeleteUserPayload { deletedId userId } } } } }`,
    {
      succeededCount: 2,
      failedCount: 1,
      results: [
        { result: { __typename: 'DeleteUserPayload' } },
        { result: { __typename: 'NotFoundFailure' } },
        { result: { __typename: 'DeleteUserPayload' } },
      ],
    },
  ],
  [
    'logoutUser',
    () =>
      `mutation { it: logoutUser(input: { userId: "${globalId(5)}" }) { ${failure} ... on LogoutUserPayload { userId user { username } } } }`,
    { __typename: 'LogoutUserPayload' },
  ],
  [
    'resetUserPassword',
    () =>
      `mutation { it: resetUserPassword(input: { userId: "${globalId(5)}" }) { ${failure} ... on ResetUserPasswordPayload { temporaryPassword user { username } } } }`,
    { __typename: 'ResetUserPasswordPayload', temporaryPassword: '<temporaryPassword>' },
  ],
  [
    'resetUserPassword of nobody',
    () => `mutation { it: resetUserPassword(input: { userId: "${gone}" }) { ${failure} } }`,
    { __typename: 'NotFoundFailure' },
  ],
  [
    'changeMyPassword with another password',
    () =>
      `mutation { it: changeMyPassword(input: { currentPassword: "Not-The-One", newPassword: "Sandbox!2025" }) { ${failure} } }`,
    { __typename: 'ValidationFailure', message: 'Run:ai refused the input as invalid.' },
  ],
  [
    'changeMyPassword',
    () =>
      `mutation { it: changeMyPassword(input: { currentPassword: "Sandbox!2024", newPassword: "Sandbox!2025" }) { ${failure} ... on ChangeMyPasswordPayload { isChanged } } }`,
    { __typename: 'ChangeMyPasswordPayload', isChanged: true },
  ],
];

for (const [name, document, expected, token] of cases) {
  test(`every version does the same: ${name}`, async () => {
    expect(await change(document(), token)).toMatchObject(expected);
    const [newest, ...others] = await everyone();
    for (const other of others) expect(other).toEqual(newest);
  });
}

describe('each version has bounds of its own, told before anything is called', () => {
  const refusal = (path: string) => ({
    __typename: 'ValidationFailure',
    code: 'BAD_USER_INPUT',
    issues: [{ path: [path] }],
  });
  const tooLong = `${'x'.repeat(250)}@example.com`;
  const createUser = (email: string) => `mutation { it: createUser(input: { email: "${email}" }) { ${failure} } }`;
  const changePassword = (to: string) =>
    `mutation { it: changeMyPassword(input: { currentPassword: "Sandbox!2025", newPassword: "${to}" }) { ${failure} } }`;

  const bounds: readonly (readonly [string, string, string, readonly ContractVersion[]])[] = [
    ['an e-mail without a domain', createUser('somebody'), 'email', ['3.0', '2.24', '2.22']],
    ['an e-mail above 254 characters', createUser(tooLong), 'email', ['3.0', '2.24']],
    ['a password below 8 characters', changePassword('short'), 'newPassword', ['3.0', '2.24']],
    ['a password above 255 characters', changePassword('x'.repeat(256)), 'newPassword', ['3.0', '2.24']],
  ];

  test.each(bounds)('%s', async (_, document, path, bounded) => {
    for (const version of contractVersions) {
      const facade = versions.facades[version];
      await facade.forgetCalls();
      const { data, errors } = await facade.ask<{ it: { __typename: string } }, never>(document);
      expect(errors).toBeUndefined();
      if (bounded.includes(version)) {
        expect(data.it, version).toMatchObject(refusal(path));
        expect(await facade.calls()).toEqual([]);
      } else {
        expect(await facade.calls(), version).toHaveLength(1);
      }
    }
  });
});
