import type { Facade } from './facade.ts';

/** What a document is about: users who exist, one for each write, so that no write is in another's way. */
export interface Fixtures {
  readonly reader: Person;
  readonly named: Person;
  readonly deleted: Person;
  readonly leaver: Person;
  readonly reset: Person;
}
export interface Person {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
}

/** A document that makes one REST call of an operation for its field `it`, and another call for `other`, where there is one. */
export interface Case {
  readonly operationId: string;
  readonly isWrite: boolean;
  /** Failures of the mutation's union, by the status that means them. */
  readonly failures: Readonly<Record<number, string>>;
  /** Whether the contract declares a body that the facade has to understand. */
  readonly hasBody: boolean;
  document(fixtures: Fixtures): string;
  /** The path of its error, unless it is `it`. */
  readonly path?: readonly string[];
  /** The path of the error of a row whose id is odd, unless it is the same. */
  readonly oddPath?: readonly string[];
}

const common = { 400: 'ValidationFailure', 403: 'ForbiddenFailure' };
const onUser = { ...common, 404: 'NotFoundFailure' };
const failure = '__typename ... on Failure { code message }';

/** A case for each operation on users and access rules of the Run:ai 2.24 contract, and for the list of roles. */
export const runaiCases: readonly Case[] = [
  {
    operationId: 'get_users',
    isWrite: false,
    failures: {},
    hasBody: true,
    document: ({ named, reader }) =>
      `{ it: user(by: { username: "${named.username}" }) { id username } other: user(by: { userId: "${reader.userId}" }) { username } }`,
    oddPath: ['it', 'id'],
  },
  {
    operationId: 'count_users',
    isWrite: false,
    failures: {},
    hasBody: true,
    document: () => '{ it: users { totalCount } }',
    path: ['it', 'totalCount'],
  },
  {
    operationId: 'get_user_by_id',
    isWrite: false,
    failures: {},
    hasBody: true,
    document: ({ reader }) =>
      `{ it: user(by: { userId: "${reader.userId}" }) { username } other: users(first: 1) { nodes { username } } }`,
  },
  {
    operationId: 'create_user',
    isWrite: true,
    failures: { ...common, 409: 'ConflictFailure' },
    hasBody: true,
    document: () =>
      `mutation { it: createUser(input: { email: "new-${crypto.randomUUID()}@example.com" }) { ${failure} ... on CreateUserPayload { temporaryPassword } } }`,
  },
  {
    operationId: 'delete_user_by_id',
    isWrite: true,
    failures: onUser,
    hasBody: false,
    document: ({ deleted }) =>
      `mutation { it: deleteUser(input: { userId: "${deleted.id}" }) { ${failure} ... on DeleteUserPayload { userId } } }`,
  },
  {
    operationId: 'logout_user',
    isWrite: true,
    failures: onUser,
    hasBody: false,
    document: ({ leaver }) =>
      `mutation { it: logoutUser(input: { userId: "${leaver.id}" }) { ${failure} ... on LogoutUserPayload { userId } } }`,
  },
  {
    operationId: 'reset_user_password',
    isWrite: true,
    failures: onUser,
    hasBody: true,
    document: ({ reset }) =>
      `mutation { it: resetUserPassword(input: { userId: "${reset.id}" }) { ${failure} ... on ResetUserPasswordPayload { temporaryPassword } } }`,
  },
  {
    operationId: 'change_user_password',
    isWrite: true,
    failures: onUser,
    hasBody: true,
    document: () =>
      `mutation { it: changeMyPassword(input: { currentPassword: "Sandbox!2024", newPassword: "Sandbox!2024" }) { ${failure} ... on ChangeMyPasswordPayload { isChanged } } }`,
  },
  {
    operationId: 'get_access_rules',
    isWrite: false,
    failures: {},
    hasBody: true,
    document: () => '{ it: accessRules(first: 1) { nodes { ruleId } } other: users(first: 1) { nodes { username } } }',
  },
  {
    operationId: 'create_access_rule',
    isWrite: true,
    failures: { ...onUser, 409: 'ConflictFailure' },
    hasBody: true,
    document: () =>
      `mutation { it: grantAccess(input: { subject: { type: GROUP, subjectId: "g-${crypto.randomUUID()}" }, roleId: "53142648", scope: { type: TENANT, scopeId: "1001" } }) { ${failure} ... on GrantAccessPayload { accessRule { ruleId } } } }`,
  },
  {
    operationId: 'delete_access_rule',
    isWrite: true,
    failures: onUser,
    hasBody: false,
    document: () =>
      `mutation { it: revokeAccess(input: { ruleId: "2" }) { ${failure} ... on RevokeAccessPayload { ruleId } } }`,
  },
];

/** Five users of the facade, none of them the caller. */
export async function loadFixtures(facade: Facade): Promise<Fixtures> {
  const { data } = await facade.ask<{ users: { nodes: Person[] } }, never>(
    '{ users(first: 5, filter: { isLocal: true, username: { contains: "example" } }) { nodes { id userId username } } }',
  );
  const [reader, named, deleted, leaver, reset] = data.users.nodes;
  if (!reader || !named || !deleted || !leaver || !reset) throw new Error('The sandbox holds too few users.');
  return { reader, named, deleted, leaver, reset };
}

/** The value at a path of an answer's data; null where something above it is null. */
export function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name] ?? null, data);
}
