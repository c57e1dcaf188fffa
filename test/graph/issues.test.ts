import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

interface Result {
  readonly __typename: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly code: string }[];
}

let facade: Facade;
let ids: { readonly user: string; readonly kestraUser: string; readonly taken: string; readonly kestraTaken: string };
beforeAll(async () => {
  facade = await graphOver({ version: '2.22', users: 40, platforms: ['runai', 'kestra'] });
  const { data } = await facade.ask<
    {
      users: { nodes: { id: string; username: string }[] };
      kestraUsers: { nodes: { id: string; username: string }[] };
    },
    never
  >('{ users(first: 5) { nodes { id username } } kestraUsers(first: 5) { nodes { id username } } }');
  const [user, other] = data.users.nodes.slice(3);
  const [kestraUser] = data.kestraUsers.nodes.slice(4);
  if (!user || !other || !kestraUser) throw new Error('The sandbox holds too few users.');
  ids = { user: user.id, kestraUser: kestraUser.id, taken: other.username, kestraTaken: kestraUser.username };
});
beforeEach(() => facade.forgetCalls());
afterAll(() => facade.close());

async function issuesOf(call: string): Promise<Result> {
  const conflict = call.includes('conflict') ? '... on ConflictFailure { issues { path code } }' : '';
  const { data, errors } = await facade.ask<{ it: Result }, never>(
    `mutation { it: ${call.replace(' # conflict', '')} { __typename ... on ValidationFailure { issues { path code } } ${conflict} } }`,
  );
  expect(errors).toBeUndefined();
  return data.it;
}

test.each([
  [
    'a value of a list, which the platform has another name for',
    () => `updateUserAccess(input: { userId: "${ids.user}", permittedClusterIds: ["no uuid"] })`,
    { path: ['permittedClusterIds', '0'], code: 'INVALID_FORMAT' },
  ],
  [
    'a name that is part of a path',
    () => 'updateGroup(input: { name: "..", roles: [VIEWER] })',
    { path: ['name'], code: 'NOT_ALLOWED' },
  ],
  ['an empty name', () => 'deleteGroup(input: { name: "" })', { path: ['name'], code: 'TOO_SHORT' }],
  [
    'a name of no valid form',
    () => `createKestraApiToken(input: { owner: { userId: "${ids.kestraUser}" }, name: "No Name" })`,
    { path: ['name'] },
  ],
  [
    'what the platform refuses',
    () => 'createKestraUser(input: { email: "no address" })',
    { path: ['email'], code: 'INVALID' },
  ],
])('an issue has the path of the input: %s', async (_, call, issue) => {
  expect(await issuesOf(call())).toMatchObject({ __typename: 'ValidationFailure', issues: [issue] });
});

test.each([
  ['Run:ai', () => 'createUser(input: { email: "no address" })', 'must be an email address, such as name@example.com'],
  [
    'Kestra',
    () => `createKestraApiToken(input: { owner: { userId: "${ids.kestraUser}" }, name: "No Name" })`,
    'must be 1 to 63 lower-case letters and digits, with single hyphens only between them',
  ],
])('what breaks a pattern of %s is told without the regular expression', async (_, call, message) => {
  const { data } = await facade.ask<{ it: { issues: { message: string }[] } }, never>(
    `mutation { it: ${call()} { ... on ValidationFailure { issues { message } } } }`,
  );
  expect(data.it.issues.map((issue) => issue.message)).toContain(message);
});

test.each([
  ['createUser', () => `createUser(input: { email: "${ids.taken}" }) # conflict`, [['email']]],
  [
    'createUserWithAccess',
    () =>
      `createUserWithAccess(input: { email: "${ids.taken}", password: "Sandbox!2026", roles: [VIEWER] }) # conflict`,
    [['email']],
  ],
  [
    'createUserWithAccess of an id, where either may be taken',
    () =>
      `createUserWithAccess(input: { email: "${ids.taken}", userId: "${crypto.randomUUID()}", password: "Sandbox!2026", roles: [VIEWER] }) # conflict`,
    [],
  ],
  ['createKestraUser', () => `createKestraUser(input: { email: "${ids.kestraTaken}" }) # conflict`, [['email']]],
])('a conflict names the value that is taken: %s', async (_, call, paths) => {
  expect(await issuesOf(call())).toEqual({
    __typename: 'ConflictFailure',
    issues: paths.map((path) => ({ path, code: 'TAKEN' })),
  });
});
