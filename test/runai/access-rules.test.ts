import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';

interface WireRule {
  readonly id: number;
  readonly subjectId: string;
  readonly subjectType: string;
  readonly roleId: number;
  readonly roleName: string;
  readonly scopeType: string;
  readonly scopeId: string;
  readonly createdAt: string;
}
interface Rule {
  readonly ruleId: string;
  readonly subject: { readonly subjectId: string };
}
interface Page<Node> {
  readonly totalCount: number;
  readonly nodes: readonly Node[];
}
interface Holder {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly accessRules: Page<Rule>;
}

const path = '/api/v1/authorization/access-rules';
const order = 'sortBy=createdAt&sortOrder=asc';

describe.each(['3.0', '2.24'] as const)('access rules of Run:ai %s', (version) => {
  let facade: Facade;
  let rules: readonly WireRule[];
  beforeAll(async () => {
    facade = await graphOver({ version, users: 120 });
    const page = await readPlatform<{ accessRules: WireRule[] }>(facade, `${path}?${order}&limit=500`);
    rules = page?.accessRules ?? [];
  });
  afterAll(() => facade.close());
  beforeEach(async () => {
    await facade.misbehave();
    await facade.forgetCalls();
  });

  const namesOf = (holders: readonly string[]) =>
    rules.filter(({ subjectId }) => holders.includes(subjectId)).map(({ id }) => String(id));
  const idsOf = ({ nodes }: Page<Rule>) => nodes.map(({ ruleId }) => ruleId);

  test('of 100 users cost the list of users and one call', async () => {
    const { data, errors } = await facade.ask<{ users: Page<Holder> }, never>(
      '{ users(first: 100) { nodes { userId username accessRules { totalCount nodes { ruleId subject { subjectId } } } } } }',
    );
    expect(errors).toBeUndefined();
    const { nodes } = data.users;
    for (const { userId, username, accessRules } of nodes) {
      expect(idsOf(accessRules), username).toEqual(namesOf([username, userId]));
    }
    const found = nodes.flatMap(({ accessRules }) => accessRules.nodes);
    expect(found.length).toBeGreaterThan(60);
    // One of them is named by the id.
    expect(found.filter(({ subject }) => !subject.subjectId.includes('@'))).not.toEqual([]);
    const ids = nodes.flatMap(({ userId, username }) => [username, userId]);
    expect(await facade.calls()).toEqual([
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=100',
      `GET ${path}?subjectType=user&subjectIds=${ids}&${order}&offset=0&limit=500`,
    ]);
  });

  test('of groups cost one call for all of them', async () => {
    const { data } = await facade.ask<Record<string, Holder>, never>(
      '{ a: group(by: { name: "robotics" }) { name accessRules { totalCount nodes { ruleId } } } b: group(by: { name: "speech" }) { name accessRules { totalCount nodes { ruleId } } } }',
    );
    for (const { name, accessRules } of Object.values(data)) expect(idsOf(accessRules)).toEqual(namesOf([name]));
    expect((await facade.calls()).filter((call) => call.includes('access-rules'))).toEqual([
      `GET ${path}?subjectType=group&subjectIds=robotics,speech&${order}&offset=0&limit=500`,
    ]);
  });

  test('are a list whose pages tell the total, and whose role, scope and holder come along', async () => {
    const { data, errors } = await facade.ask<{ accessRules: Page<object> }, never>(
      `{ accessRules(first: 2) {
        totalCount
        nodes {
          subject { type subjectId group { name } } role { roleId name } scope { type scopeId name } createdBy createdAt
          deletedAt tenantId status { phase }
        }
        pageInfo { hasNextPage }
      } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.accessRules).toMatchObject({ totalCount: rules.length, pageInfo: { hasNextPage: true } });
    const [rule] = rules;
    expect(data.accessRules.nodes[0]).toMatchObject({
      subject: { type: rule?.subjectType.toUpperCase().replace('-', '_'), subjectId: rule?.subjectId },
      role: { roleId: String(rule?.roleId), name: rule?.roleName },
      scope: { type: rule?.scopeType.toUpperCase(), scopeId: rule?.scopeId },
      createdAt: rule?.createdAt,
      deletedAt: null,
      tenantId: '1001',
      status: { phase: 'READY' },
    });
    expect(await facade.calls()).toEqual([`GET ${path}?${order}&offset=0&limit=2`]);
  });

  test('are filtered by the platform, and counted by the same conditions without a row', async () => {
    const conditions = 'scopeType: PROJECT, subjectType: USER, roleName: { startsWith: "R", notContains: "manager" }';
    const { data } = await facade.ask<Record<'all' | 'one', Page<Rule>>, never>(
      `{ all: accessRules(filter: { ${conditions} }) { totalCount }
        one: accessRules(first: 1, search: "example.org", orderBy: { field: SUBJECT_ID, direction: DESC }, filter: {
          subjectId: { contains: "example" } createdAt: { gte: "2023-02-01T00:00:00Z" } }) { nodes { ruleId } } }`,
    );
    const kept = rules.filter(
      ({ scopeType, subjectType, roleName }) =>
        scopeType === 'project' && subjectType === 'user' && roleName.startsWith('R') && !roleName.includes('manager'),
    );
    expect(kept).not.toEqual([]);
    expect(data.all.totalCount).toBe(kept.length);
    const operators = 'subjectType==user,roleName!@manager,roleName=^R,scopeType==project';
    expect(await facade.calls()).toEqual([
      `GET ${path}/count?filterBy=${operators}`,
      `GET ${path}?filterBy=subjectId=@example,createdAt>=2023-02-01T00:00:00Z&search=example.org&sortBy=subjectId&sortOrder=desc&offset=0&limit=1`,
    ]);
  });

  test('of a time of the last change are asked for by it, and counted by a page of one row', async () => {
    const { data } = await facade.ask<Record<'since' | 'total', Page<Rule>>, never>(
      `{ since: accessRules(first: 1, filter: { updatedAt: "2999-01-01T00:00:00Z" }) { nodes { ruleId } }
        total: accessRules(filter: { updatedAt: "2000-01-01T00:00:00Z" }) { totalCount } }`,
    );
    expect(data.since.nodes).toEqual([]);
    expect(data.total.totalCount).toBe(rules.length);
    const asked = (time: string) => `GET ${path}?${order}&lastUpdated=${time}&offset=0&limit=1`;
    expect(await facade.calls()).toEqual(['2999-01-01T00:00:00Z', '2000-01-01T00:00:00Z'].map(asked));
  });

  test('of several holders are counted by a page of one row, and of none by no call', async () => {
    const { data } = await facade.ask<Record<'some' | 'none', Page<Rule>>, never>(
      `{ some: accessRules(filter: { subjectId: { in: ["robotics", "speech"] } }) { totalCount }
        none: accessRules(filter: { subjectId: { in: [] } }) { totalCount nodes { ruleId } } }`,
    );
    expect(data.some.totalCount).toBe(namesOf(['robotics', 'speech']).length);
    expect(data.none).toEqual({ totalCount: 0, nodes: [] });
    expect(await facade.calls()).toEqual([`GET ${path}?${order}&subjectIds=robotics,speech&offset=0&limit=1`]);
  });

  test('who may do what in a scope is one document: rules, users and groups, and what the roles allow', async () => {
    const scopeId = rules.find(({ scopeType }) => scopeType === 'department')?.scopeId;
    const { data, errors } = await facade.ask<
      { accessRules: Page<{ subject: { type: string; user: object | null } }> },
      object
    >(
      `query ($scopeId: ID!) { accessRules(filter: { scopeId: $scopeId }) { nodes {
        subject { type user { username } group { name } } role { name permissions { resourceType actions } } scope { name }
      } } }`,
      { scopeId },
    );
    expect(errors).toBeUndefined();
    const { nodes } = data.accessRules;
    expect(nodes).toHaveLength(rules.filter((rule) => rule.scopeId === scopeId).length);
    for (const { subject } of nodes)
      expect(subject.user !== null, JSON.stringify(subject)).toBe(subject.type === 'USER');
    const roles = version === '3.0' ? '/api/v2/authorization/roles?offset=0&limit=500' : '/api/v1/authorization/roles';
    expect((await facade.calls()).filter((call) => call.includes('authorization'))).toEqual([
      `GET ${path}?filterBy=scopeId==${scopeId}&${order}&offset=0&limit=20`,
      `GET ${roles}`,
    ]);
  });

  test('a rule and a role are nodes, and have either kind of id', async () => {
    const { data } = await facade.ask<Record<'rule' | 'role', { id: string }>, never>(
      '{ rule: accessRule(by: { ruleId: "3" }) { id } role: runaiRole(by: { roleId: "53142648" }) { id } none: accessRule(by: { ruleId: "999999" }) { id } }',
    );
    await facade.forgetCalls();
    const again = await facade.ask<object, object>(
      `query ($rule: ID!, $role: ID!) {
        rule: accessRule(by: { ruleId: $rule }) { ruleId scopePath } role: runaiRole(by: { roleId: $role }) { name isEnabled }
        nodes(ids: [$rule, $role]) { ... on AccessRule { ruleId } ... on RunaiRole { roleId } }
        list: accessRules(filter: { roleId: $role }) { totalCount }
      }`,
      { rule: data.rule.id, role: data.role.id },
    );
    expect(again).toEqual({
      data: {
        rule: { ruleId: '3', scopePath: expect.stringMatching(/^runai/) },
        role: { name: 'System administrator', isEnabled: true },
        nodes: [{ ruleId: '3' }, { roleId: '53142648' }],
        list: { totalCount: rules.filter(({ roleId }) => roleId === 53_142_648).length },
      },
    });
    expect((await facade.served()).map(({ operationId }) => operationId).toSorted()).toEqual(
      ['count_access_rules', 'get_access_rule', version === '3.0' ? 'get_role' : 'get_role_v1'].toSorted(),
    );
  });

  test('the roles of a page of rules cost nothing but their names, and one list otherwise', async () => {
    await facade.ask('{ accessRules(first: 50) { nodes { role { id roleId name } } } }');
    expect(await facade.calls()).toHaveLength(1);
    await facade.forgetCalls();
    const { data } = await facade.ask<{ accessRules: Page<{ role: object }> }, never>(
      '{ accessRules(first: 50) { nodes { role { name description isCustom isDeprecated permissions { resourceType } } } } }',
    );
    expect(await facade.calls()).toHaveLength(2);
    expect(data.accessRules.nodes.map(({ role }) => role)).toContainEqual({
      name: 'User reader',
      description: 'May list users.',
      isCustom: version === '3.0' ? null : true,
      isDeprecated: version === '3.0' ? false : null,
      permissions: [{ resourceType: 'users' }],
    });
  });

  test('the caller is told what is permitted, and where', async () => {
    const { data } = await facade.ask<object, never>(
      `{ viewer { permissions { resourceType displayName group actions }
        permittedScopes(resourceType: "users") { create { tenantIds isEverywhere } read { tenantIds projectIds } } } }`,
      undefined,
      { token: 'sandbox-viewer' },
    );
    expect(data).toMatchObject({
      viewer: {
        permissions: expect.arrayContaining([
          { resourceType: 'users', displayName: 'Users', group: 'iam', actions: ['read'] },
        ]),
        permittedScopes: {
          create: { tenantIds: [], isEverywhere: false },
          read: { tenantIds: ['1001'], projectIds: [] },
        },
      },
    });
  });

  test("the caller's own rules need no right to see others, and are a list", async () => {
    await facade.misbehave({ operationId: 'get_access_rules', status: 403 });
    const { data, errors } = await facade.ask<{ viewer: { accessRules: Page<object> } }, never>(
      '{ viewer { accessRules(first: 1) { totalCount nodes { ruleId subject { type subjectId } role { name } scope { type name } } pageInfo { hasNextPage } } } }',
      undefined,
      { token: 'sandbox-viewer' },
    );
    expect(errors).toBeUndefined();
    const own = rules.filter(({ subjectId }) => subjectId === 'viewer@sandbox.test' || subjectId.startsWith('all-'));
    expect(data.viewer.accessRules.totalCount).toBeGreaterThanOrEqual(own.length);
    expect(data.viewer.accessRules.nodes).toHaveLength(1);
    expect(data.viewer.accessRules).toMatchObject({
      pageInfo: { hasNextPage: data.viewer.accessRules.totalCount > 1 },
    });
    expect((await facade.calls())[0]).toBe('GET /api/v1/authorization/me/access-rules?offset=0&limit=1');
  });

  const many = Array.from({ length: 500 }, (_, index) => `subject-${index}@x`);
  test.each([
    ['an empty text', '{ roleName: { eq: "" } }', ['filter', 'roleName', 'eq'], 'TOO_SHORT'],
    ['a comma', '{ subjectId: { in: ["a", "b,c"] } }', ['filter', 'subjectId', 'in', '1'], 'INVALID_FORMAT'],
    [
      'too many for an address',
      `{ subjectId: { in: ${JSON.stringify(many)} } }`,
      ['filter', 'subjectId', 'in'],
      'TOO_LONG',
    ],
    ['the id of another type', '{ roleId: "VXNlcjox" }', ['filter', 'roleId'], 'INVALID_FORMAT'],
  ])('%s in a filter is refused without a call', async (_, filter, at, code) => {
    const { errors } = await facade.ask(`{ accessRules(filter: ${filter}) { totalCount } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: at, code }] });
    expect(await facade.calls()).toEqual([]);
  });

  test('where they are refused, users keep the rest', async () => {
    await facade.misbehave({ operationId: 'get_access_rules', status: 403 });
    const { data, errors } = await facade.ask<{ users: Page<{ accessRules: null }> }, never>(
      '{ users(first: 3) { nodes { username accessRules { totalCount } } } }',
    );
    expect(data.users.nodes.map(({ accessRules }) => accessRules)).toEqual([null, null, null]);
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });

  test('cost what is told beforehand', async () => {
    for (const document of [
      '{ users(first: 100) { nodes { accessRules { nodes { role { name } } } } } }',
      '{ accessRules(first: 20) { totalCount nodes { role { description } } pageInfo { hasNextPage } } }',
      '{ accessRules { totalCount } runaiRoles { totalCount } viewer { permissions { actions } } }',
    ]) {
      const { extensions } = await facade.ask(document, undefined, { headers: { 'x-explain': '1' } });
      const cost = extensions?.cost as { asked: number; actual: number } | undefined;
      expect(cost?.asked, document).toBeGreaterThanOrEqual(cost?.actual ?? Infinity);
      expect(cost?.asked, document).toBeLessThanOrEqual((cost?.actual ?? 0) + 2);
    }
  });
});

test('before 2.24 they are unsupported, without a call, and the rest is answered', async () => {
  const older = await graphOver({ version: '2.22', users: 3 });
  const { data, errors } = await older.ask<object, never>(
    '{ users(first: 1) { nodes { username accessRules { totalCount } } } accessRules { totalCount } viewer { permissions { actions } } }',
  );
  expect(data).toEqual({
    users: { nodes: [{ username: expect.any(String), accessRules: null }] },
    accessRules: null,
    viewer: { permissions: null },
  });
  const versions = ['3.0', '2.26', '2.25', '2.24'];
  expect(errors).toHaveLength(3);
  for (const { extensions } of errors ?? []) expect(extensions).toEqual({ code: 'UNSUPPORTED_BY_VERSION', versions });
  expect((await older.served()).map(({ operationId }) => operationId)).toEqual(['get_users']);
  await older.close();
});
