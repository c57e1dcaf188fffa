import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';

const path = '/api/v1/authorization/access-rules';

let facade: Facade;
let roleIds: readonly number[];
let scopes: readonly { readonly scopeId: string; readonly scopeType: string }[];
beforeAll(async () => {
  facade = await graphOver({ version: '3.0', users: 60 });
  const roles = await readPlatform<{ roles: { id: number }[] }>(facade, '/api/v2/authorization/roles');
  roleIds = roles?.roles.map(({ id }) => id) ?? [];
  const page = await readPlatform<{ accessRules: typeof scopes }>(facade, `${path}?limit=500`);
  scopes = [...new Map(page?.accessRules.map(({ scopeId, scopeType }) => [scopeId, { scopeId, scopeType }])).values()];
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

/** Gives each of the groups the roles in the scopes. */
async function grant(groups: readonly string[], roles: readonly number[], inScopes: typeof scopes): Promise<void> {
  const subjects = groups.map((subjectId) => ({ subjectId, subjectType: 'group' }));
  for (const roleId of roles) {
    const { statusCode, body } = await request(`${facade.sandboxUrl}${path}/batch-create`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-admin', 'content-type': 'application/json' },
      body: JSON.stringify({ payload: { roleId, subjects, scopes: inScopes } }),
    });
    expect({ statusCode, answer: await body.json() }).toMatchObject({ statusCode: 200, answer: { failed: [] } });
  }
  await facade.forgetCalls();
}

/** The numbers of rules of groups, which need no members to hold some, and the paths of the calls for them. */
async function rulesOfGroups(search: string) {
  const { data, errors } = await facade.ask<Listed, object>(
    `query ($search: String!) { accessRules(first: 100, filter: { subjectId: { contains: $search }, scopeType: TENANT }) {
      nodes { subject { group { name accessRules(first: 0) { totalCount } } } }
    } }`,
    { search },
  );
  expect(errors).toBeUndefined();
  const groups = data.accessRules.nodes.map(({ subject }) => subject.group);
  const [, ...calls] = await facade.calls();
  return { counts: Object.fromEntries(groups.map(({ name, accessRules }) => [name, accessRules.totalCount])), calls };
}
interface Listed {
  readonly accessRules: {
    readonly nodes: readonly {
      readonly subject: {
        readonly group: { readonly name: string; readonly accessRules: { readonly totalCount: number } };
      };
    }[];
  };
}

const tenantOnly = () => scopes.filter(({ scopeType }) => scopeType === 'tenant');

test('more rules than a page holds are read to the last one', async () => {
  await grant(['many-a', 'many-b'], roleIds, scopes);
  const { counts, calls } = await rulesOfGroups('many-');
  const each = roleIds.length * scopes.length;
  expect(2 * each).toBeGreaterThan(500);
  expect(counts).toEqual({ 'many-a': each, 'many-b': each });
  expect(calls.map((call) => /offset=.*$/.exec(call)?.[0])).toEqual([
    'offset=0&limit=500',
    `offset=500&limit=${2 * each - 500}`,
  ]);
});

test('a name with a comma, which a list of names cannot hold, is found by a part of it', async () => {
  const odd = 'odd, but long';
  await grant([odd, 'other but long', 'odd'], roleIds.slice(0, 1), tenantOnly());
  const { counts, calls } = await rulesOfGroups('odd');
  expect(counts).toEqual({ [odd]: 1, odd: 1 });
  expect(calls).toEqual([
    `GET ${path}?subjectType=group&subjectIds=odd&sortBy=createdAt&sortOrder=asc&offset=0&limit=500`,
    `GET ${path}?filterBy=subjectType==group,subjectId=@ but long&sortBy=createdAt&sortOrder=asc&offset=0&limit=500`,
  ]);
});

test('names that no path could hold together are asked for by several calls', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `long-${index}-${'ü'.repeat(40)}`);
  await grant(names, roleIds.slice(0, 1), tenantOnly());
  const { counts, calls } = await rulesOfGroups('long-');
  expect(counts).toEqual(Object.fromEntries(names.map((name) => [name, 1])));
  expect(calls).toHaveLength(2);
  for (const call of calls) expect(encodeURI(call).length).toBeLessThan(8000);
});

test('a group without members is one as long as a rule names it, for those who may see rules', async () => {
  const ask = async () =>
    (
      await facade.ask<Record<'group' | 'node' | 'none', object | null>, object>(
        `query ($id: ID!) {
          group(by: { name: "lonely" }) { name members { totalCount } } node(id: $id) { ... on Group { name } } none: group(by: { name: "nobody" }) { name }
        }`,
        { id: btoa('Group:lonely') },
      )
    ).data;
  expect(await ask()).toEqual({ group: null, node: null, none: null });
  await grant(['lonely'], roleIds.slice(0, 1), tenantOnly());
  expect(await ask()).toEqual({
    group: { name: 'lonely', members: { totalCount: 0 } },
    node: { name: 'lonely' },
    none: null,
  });
  expect((await facade.calls()).filter((call) => call.includes('access-rules'))).toEqual([
    `GET ${path}?subjectType=group&subjectIds=lonely,nobody&sortBy=createdAt&sortOrder=asc&offset=0&limit=500`,
  ]);
  await facade.misbehave({ operationId: 'get_access_rules', status: 403 });
  expect(await ask()).toEqual({ group: null, node: null, none: null });
  await facade.misbehave();
});
