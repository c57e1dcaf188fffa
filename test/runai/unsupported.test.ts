import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runaiVersions } from '../../src/runai/versions.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { operationCoverage } from '../support/operation-coverage.ts';

type Result = { __typename: string; code: string; message: string; versions: string[] };

const unsupported = {
  code: 'UNSUPPORTED_BY_VERSION',
  message: expect.stringMatching(/^Run:ai 2\.24 cannot .* Versions that can: 2\.22, legacy\.$/),
};
const asked = '__typename ... on UnsupportedFailure { code message versions }';

describe('Run:ai 2.24, without the deprecated family', () => {
  let facade: Facade;
  let id: string;
  beforeAll(async () => {
    facade = await graphOver({ version: '2.24' });
    const { data } = await facade.ask<{ users: { nodes: { id: string }[] } }, never>(
      '{ users(first: 1) { totalCount nodes { id } } }',
    );
    id = data.users.nodes[0]?.id ?? '';
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  test.each([
    ['roles', '{ it: roles }'],
    [
      'usersByAccess',
      '{ it: usersByAccess(first: 5, roles: [ADMIN]) { totalCount nodes { username access { roles } } } }',
    ],
    ['groups by roles', '{ it: groups(roles: [ADMIN]) { nodes { name } } }'],
    ['groups by their creator', '{ it: groups(createdByMe: false) { totalCount } }'],
  ])('%s is null with its own error, and costs no call', async (_, document) => {
    const { data, errors } = await facade.ask<{ it: null }, never>(document);
    expect(data).toEqual({ it: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      message: unsupported.message,
      path: ['it'],
      extensions: { code: unsupported.code, versions: ['2.22', 'legacy'] },
    });
    expect(await facade.calls()).toEqual([]);
  });

  const mutations = [
    ['createUserWithAccess', 'email: "a@example.com", password: "Secret!123", roles: [VIEWER]'],
    ['updateUserAccess', 'userId: $id, roles: [VIEWER]'],
    ['deleteUserWithAccess', 'userId: $id, type: SSO_USER'],
    ['createGroup', 'name: "a", roles: [VIEWER]'],
    ['updateGroup', 'name: "a", roles: [VIEWER]'],
    ['deleteGroup', 'name: "a"'],
  ] as const;

  test.each(mutations)('%s is a failure of its own kind, and costs no call', async (name, input) => {
    const { data, errors } = await facade.ask<{ it: Result }, never>(
      `mutation { it: ${name}(input: { ${input.replace('$id', `"${id}"`)} }) { ${asked} } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.it).toEqual({ __typename: 'UnsupportedFailure', ...unsupported, versions: ['2.22', 'legacy'] });
    expect(await facade.calls()).toEqual([]);
  });

  test('that Run:ai cannot change a user at all is said to who tries', async () => {
    const { data } = await facade.ask<{ it: Result }, object>(
      `mutation M($id: ID!) { it: updateUserAccess(input: { userId: $id }) { ${asked} } }`,
      { id },
    );
    expect(data.it.message).toContain('nor change a user in any other way');
  });

  test('the rest of a document is answered as if nothing had been asked', async () => {
    const document = (extra: string) => `{
      users(first: 10) { totalCount nodes { username createdBy ${extra && 'access { roles tenantId } roles: access { roles }'} } }
      group(by: { name: "robotics" }) { name members(first: 3) { nodes { username } } ${extra && 'access { roles } creator { username }'} }
      ${extra}
    }`;
    const plain = await facade.ask<Record<string, unknown>, never>(document(''));
    const cost = (await facade.calls()).length;
    await facade.forgetCalls();
    const { data, errors } = await facade.ask<Record<string, unknown>, never>(
      document('roles usersByAccess { totalCount }'),
    );
    expect(plain.errors).toBeUndefined();
    expect(data).toMatchObject(plain.data);
    expect(data).toMatchObject({ roles: null, usersByAccess: null, group: { access: null, creator: null } });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set([unsupported.code]));
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual(
      [
        'group.access',
        'group.creator',
        'roles',
        'usersByAccess',
        ...Array.from({ length: 10 }, (_, index) => [
          `users.nodes.${index}.access`,
          `users.nodes.${index}.roles`,
        ]).flat(),
      ].toSorted(),
    );
    expect(await facade.calls()).toHaveLength(cost);
  });

  test('nothing that is deprecated was forgotten here', () => {
    const graph = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
    const fields = Object.values(graph.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap((field) => [
          { at: `${type.name}.${field.name}`, deprecationReason: field.deprecationReason },
          ...field.args.map((arg) => ({ ...arg, at: `${type.name}.${field.name}(${arg.name}:)` })),
        ]),
      );
    const deprecated = fields.filter(({ deprecationReason }) => deprecationReason).map(({ at }) => at);
    const mutating = mutations.map(([name]) => `Mutation.${name}`);
    expect(deprecated.toSorted()).toEqual(
      [
        ...mutating,
        'Query.roles',
        'Query.usersByAccess',
        'Query.groups(createdByMe:)',
        'Query.groups(roles:)',
        'User.access',
        'Group.access',
        'Group.creator',
      ].toSorted(),
    );
    expect(operationCoverage.map(({ at }) => at)).toEqual(expect.arrayContaining(mutating));
  });
});

describe.each(['2.22', 'legacy'] as const)('Run:ai %s, which sends no mail', (version) => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ version });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  test('createUser with notify is a failure that costs no call', async () => {
    const { data, errors } = await facade.ask<{ it: Result }, never>(
      `mutation { it: createUser(input: { email: "a@example.com", notify: true }) { ${asked} } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.it).toEqual({
      __typename: 'UnsupportedFailure',
      code: 'UNSUPPORTED_BY_VERSION',
      message: `Run:ai ${version} cannot tell a new user by mail. Versions that can: 3.0, 2.26, 2.25, 2.24.`,
      versions: ['3.0', '2.26', '2.25', '2.24'],
    });
    expect(await facade.calls()).toEqual([]);
  });

  test('notify: false or null asks for nothing that it cannot do', async () => {
    const { data } = await facade.ask<{ it: { results: { result: Result }[] } }, never>(
      'mutation { it: createUsers(input: { users: [{ email: "b@example.com", notify: false }, { email: "c@example.com", notify: null }, { email: "d@example.com", notify: true }] }) { results { result { __typename } } } }',
    );
    expect(data.it.results.map(({ result }) => result.__typename)).toEqual([
      'CreateUserPayload',
      'CreateUserPayload',
      'UnsupportedFailure',
    ]);
    expect(await facade.calls()).toEqual(['POST /api/v1/users', 'POST /api/v1/users']);
  });
});

test('the graph is the same for every version', async () => {
  const graphs = await Promise.all(
    runaiVersions.map(async (version) => {
      const facade = await graphOver({ version, users: 30 });
      const { data } = await facade.ask<object, never>(getIntrospectionQuery({ inputValueDeprecation: true }));
      await facade.close();
      return data;
    }),
  );
  expect(graphs[0]).toHaveProperty('__schema.types');
  for (const graph of graphs) expect(graph).toEqual(graphs[0]);
});
