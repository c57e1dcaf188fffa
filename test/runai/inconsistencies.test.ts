import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';

/* What the published documents contradict each other or themselves in, and how the facade reads it: a test for each. */

const graph = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

/** The names of a type's fields or values. */
function namesIn(typeName: string): string[] {
  const type = graph.getType(typeName);
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (isObjectType(type) || isInputObjectType(type)) return Object.keys(type.getFields());
  throw new Error(`The graph has no ${typeName}.`);
}

let facade: Facade;
let proxy: Awaited<ReturnType<typeof rewritingProxy>>;
let userId: string;
beforeAll(async () => {
  proxy = await rewritingProxy();
  facade = await graphOver({ version: '2.22' }, { RUNAI_URL: proxy.url });
  proxy.forwardTo(facade.sandboxUrl);
  userId = (await readPlatform<{ id: string }[]>(facade, '/api/v1/users?limit=8'))?.at(-1)?.id ?? '';
});
afterAll(async () => {
  await facade.close();
  await proxy.close();
});
beforeEach(async () => {
  proxy.rewrite();
  proxy.sent.length = 0;
  await facade.misbehave();
  await facade.forgetCalls();
});

async function ask<Data>(document: string, variables?: object): Promise<Data> {
  const { data, errors } = await facade.ask<Data, object>(document, variables);
  expect(errors).toBeUndefined();
  return data;
}

const failure = '__typename ... on Failure { code message }';
const globalId = () => Buffer.from(`User:${userId}`).toString('base64');

test('1: a group has no password, whatever createGroup requires', async () => {
  expect(namesIn('CreateGroupInput')).not.toContain('password');
  const { it } = await ask<{ it: object }>(
    `mutation { it: createGroup(input: { name: "one", roles: [VIEWER] }) { ${failure} } }`,
  );
  expect(it).toEqual({ __typename: 'CreateGroupPayload' });
  expect(proxy.sent).toMatchObject([
    {
      call: 'POST /v1/k8s/groups',
      body: { username: 'one', userId: 'one', email: '', entityType: 'group', roles: ['viewer'] },
    },
  ]);
});

test.each([[{ currentPassword: 'Canary-1', newPassword: 'Canary-2' }], [{ tempPassword: 'Canary-3' }], [{}]])(
  '2: a changed password is a success and no more, whatever body says so',
  async (body) => {
    expect(namesIn('ChangeMyPasswordPayload')).toEqual(['isChanged']);
    proxy.rewrite(() => body);
    const answer = await ask(
      `mutation { it: changeMyPassword(input: { currentPassword: "Sandbox!2024", newPassword: "Sandbox!2024" }) { ${failure} ... on ChangeMyPasswordPayload { isChanged } } }`,
    );
    expect(answer).toEqual({ it: { __typename: 'ChangeMyPasswordPayload', isChanged: true } });
    expect(facade.lines.join('')).not.toContain('Canary');
  },
);

test('3: the password that k8s createUser requires in its answer is never exposed', async () => {
  expect(namesIn('CreateUserWithAccessPayload')).toEqual(['access', 'user', 'username']);
  const echoed: unknown[] = [];
  proxy.rewrite((answer: object) => {
    echoed.push(answer);
    return answer;
  });
  const answer = await ask(
    `mutation { it: createUserWithAccess(input: { email: "three@example.com", password: "Canary!33", roles: [VIEWER] }) { ${failure} ... on CreateUserWithAccessPayload { username access { roles } } } }`,
  );
  expect(JSON.stringify(echoed), 'the platform did echo it').toContain('Canary!33');
  expect(JSON.stringify(answer) + facade.lines.join('')).not.toContain('Canary!33');
});

test('4: dates have one name outside, whatever the query calls them', async () => {
  expect(namesIn('User')).toEqual(expect.arrayContaining(['createdAt', 'updatedAt']));
  expect(namesIn('UserFilter')).toEqual(expect.arrayContaining(['createdAt', 'updatedAt']));
  expect(namesIn('UserOrderField')).toEqual(expect.arrayContaining(['CREATED_AT', 'UPDATED_AT']));
  const after = '2023-01-01T00:00:00Z';
  const { users } = await ask<{ users: { nodes: { createdAt: string; updatedAt: string }[] } }>(
    `{ users(first: 50, filter: { createdAt: { gte: "${after}" }, updatedAt: { gte: "${after}" } }, orderBy: { field: UPDATED_AT }) { nodes { createdAt updatedAt } } }`,
  );
  expect(await facade.calls()).toEqual([
    `GET /api/v1/users?filterBy=creationTime>=${after},lastUpdated>=${after}&sortBy=lastUpdated&sortOrder=asc&offset=0&limit=50`,
  ]);
  expect(users.nodes.map(({ updatedAt }) => updatedAt)).toEqual(
    users.nodes.map(({ updatedAt }) => updatedAt).toSorted(),
  );
  for (const { createdAt } of users.nodes) expect(Date.parse(createdAt)).toBeGreaterThanOrEqual(Date.parse(after));
});

test('5: IS_LOCAL orders by isLocal, and who has none comes last', async () => {
  for (const direction of ['ASC', 'DESC']) {
    await facade.forgetCalls();
    const { users } = await ask<{ users: { nodes: { isLocal: boolean | null }[] } }>(
      `{ users(first: 500, orderBy: { field: IS_LOCAL, direction: ${direction} }) { nodes { isLocal } } }`,
    );
    const kinds = users.nodes.map(({ isLocal }) => isLocal).filter((kind, at, all) => kind !== all[at - 1]);
    expect(kinds).toEqual(direction === 'ASC' ? [false, true, null] : [true, false, null]);
    expect((await facade.calls())[0]).toContain('sortBy=type');
  }
});

test('6: the platform is asked for text to be equal or contain, dates to be equal, at least or at most, isLocal to be equal; type is no filter', async () => {
  expect(namesIn('UserTextFilter')).toEqual(['contains', 'endsWith', 'eq', 'in', 'not', 'startsWith']);
  expect(namesIn('UserTimeFilter')).toEqual(['eq', 'gte', 'isNull', 'lte']);
  expect(namesIn('UserFilter')).toEqual([
    'createdAt',
    'createdBy',
    'isLocal',
    'lastLoginAt',
    'updatedAt',
    'userId',
    'username',
  ]);
  const date = '2024-01-01T00:00:00Z';
  const cases = [
    ['username: { eq: "a" }', 'username==a'],
    ['username: { contains: "a" }', 'username=@a'],
    ['createdBy: { eq: "a" }', 'createdBy==a'],
    ['createdBy: { contains: "a" }', 'createdBy=@a'],
    ['isLocal: false', 'isLocal==false'],
    [`lastLoginAt: { eq: "${date}" }`, `lastLogin==${date}`],
    [`lastLoginAt: { gte: "${date}" }`, `lastLogin>=${date}`],
    [`lastLoginAt: { lte: "${date}" }`, `lastLogin<=${date}`],
    ['lastLoginAt: { isNull: false }', 'lastLogin>=1970-01-01T00:00:00Z'],
  ];
  for (const [filter, condition] of cases) {
    await facade.forgetCalls();
    await ask(`{ users(filter: { ${filter} }) { totalCount } }`);
    expect(await facade.calls()).toEqual([`GET /api/v1/users/count?filterBy=${condition}`]);
  }
});

test('7: conditions are one parameter, joined by commas', async () => {
  await ask('{ users(filter: { username: { contains: "a", eq: "b" }, isLocal: true }) { totalCount } }');
  const [call] = await facade.served();
  expect(call?.query).toBe('filterBy=username%3D%3Db,username%3D%40a,isLocal%3D%3Dtrue');
});

test('8: a version that cannot change users says so, and points to no other path', async () => {
  const newest = await graphOver({ version: '2.24', users: 30 });
  const { data } = await newest.ask<{ it: { code: string; message: string } }, never>(
    `mutation { it: updateUserAccess(input: { userId: "${globalId()}", roles: [VIEWER] }) { ${failure} } }`,
  );
  await newest.close();
  expect(data.it).toMatchObject({ code: 'UNSUPPORTED_BY_VERSION' });
  expect(data.it.message).toContain('nor change a user');
});

test('9: the type of users by access is one of two', async () => {
  expect(namesIn('UserType')).toEqual(['REGULAR_USER', 'SSO_USER']);
  for (const [type, sent] of [
    ['REGULAR_USER', 'regular-user'],
    ['SSO_USER', 'sso-user'],
  ]) {
    await facade.forgetCalls();
    await ask(`{ usersByAccess(type: ${type}) { totalCount } }`);
    expect(await facade.calls()).toEqual([`GET /v1/k8s/users?usersType=${sent}`]);
  }
});

test('10: a group is known by its name; its id, e-mail and kind when created are hidden', async () => {
  expect(namesIn('Group')).toEqual(['access', 'accessRules', 'creator', 'id', 'members', 'name']);
  expect(namesIn('CreateGroupInput')).toEqual(['isForAllClusters', 'name', 'permittedClusterIds', 'roles', 'tenantId']);
  proxy.rewrite((answer: object, call) =>
    call.startsWith('POST') ? { ...answer, entityType: 'sso-user' } : { ...answer, entityType: 'a kind of its own' },
  );
  const { data, errors } = await facade.ask<{ it: object }, object>(
    'mutation { it: createGroup(input: { name: "ten", roles: [VIEWER] }) { ... on CreateGroupPayload { group { name access { roles entityType } } } } }',
  );
  expect(data.it).toEqual({ group: { name: 'ten', access: { roles: ['VIEWER'], entityType: null } } });
  expect(errors).toEqual([
    expect.objectContaining({
      path: ['it', 'group', 'access', 'entityType'],
      extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
    }),
  ]);
});

test.each([200, 201])('11: %i is a success, whichever of them the document names', async (status) => {
  const writes = ['createGroup', 'updateGroupByName', 'deleteGroupByName', 'createUser', 'create_user', 'logout_user'];
  await facade.misbehave(...writes.map((operationId) => ({ operationId, status })));
  const data = await ask<Record<string, { __typename: string }>>(`mutation {
    a: createGroup(input: { name: "eleven-${status}", roles: [] }) { __typename }
    b: updateGroup(input: { name: "eleven-${status}", roles: [VIEWER] }) { __typename }
    c: deleteGroup(input: { name: "eleven-${status}" }) { __typename }
    d: createUserWithAccess(input: { email: "eleven-${status}@example.com", password: "Secret!123", roles: [] }) { __typename }
    e: createUser(input: { email: "twelve-${status}@example.com" }) { __typename }
    f: logoutUser(input: { userId: "${globalId()}" }) { __typename }
  }`);
  expect(Object.values(data).map(({ __typename }) => __typename)).toEqual([
    'CreateGroupPayload',
    'UpdateGroupPayload',
    'DeleteGroupPayload',
    'CreateUserWithAccessPayload',
    'CreateUserPayload',
    'LogoutUserPayload',
  ]);
});

test.each([
  ['geGroupByName', '{ group(by: { name: "robotics" }) { name } }'],
  ['getGroups', '{ groups(first: 1) { nodes { name } } }'],
  ['getUserById', '{ user(by: { userId: "$id" }) { access { tenantId } } }'],
])('12: what has no declared type is an object: %s', async (operationId, document) => {
  await facade.misbehave({ operationId, body: 'wrong-shape' });
  const { errors } = await facade.ask(document.replace('$id', userId));
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_BAD_RESPONSE']);
});

test('13: a count is a 64-bit number, and one that GraphQL cannot carry is an error', async () => {
  proxy.rewrite(() => ({ count: 2 ** 31 - 1 }));
  expect(await ask('{ users { totalCount } }')).toEqual({ users: { totalCount: 2147483647 } });
  proxy.rewrite(() => ({ count: 2 ** 31 }));
  const { errors } = await facade.ask('{ users { totalCount } }');
  expect(errors?.[0]).toMatchObject({ path: ['users', 'totalCount'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } });
});

test('14: an id is any text: the sample that is no UUID, and worse', async () => {
  for (const id of ['3434c-12323ab-4ce2ea6-b44fc-db344d', 'a/b:c d', 'ключ']) {
    proxy.rewrite((answer: object | object[]) => (Array.isArray(answer) ? [{ ...answer[0], id }] : { ...answer, id }));
    const { users } = await ask<{ users: { nodes: { id: string; userId: string }[] } }>(
      '{ users(first: 1) { nodes { id userId access { tenantId } roles: access { roles } } } }',
    );
    expect(users.nodes[0], 'and has no access where ids must be UUIDs').toMatchObject({
      userId: id,
      access: null,
      roles: null,
    });
    await facade.forgetCalls();
    await facade.ask(`{ node(id: "${users.nodes[0]?.id}") { id } }`);
    expect(await facade.calls()).toEqual([`GET /api/v1/users/${id}`]);
  }
});
