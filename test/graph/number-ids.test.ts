import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { globalIdOf, IdAsker } from '../support/sent-ids.ts';
import { auto } from '../support/version-probes.ts';

/*
 * The contract of Run:ai says that the ids of access rules and roles are numbers, and that those of users are text of any
 * form: what cannot be an id is refused without a call, and what can be one is asked for.
 */

let facade: Facade;
let asker: IdAsker;
beforeAll(async () => {
  facade = await graphOver({ version: '3.0', users: 5 });
  asker = new IdAsker(facade);
});
afterAll(() => facade.close());
beforeEach(() => asker.forgetCalls());

const wrong = ['nonsense', '', '-1', '1.5', '4008188b-ab50-4aa5-a3f2-b78091ccf92d', globalIdOf('User', '1')];
const codeOf = (id: string) => (id === '' ? 'TOO_SHORT' : 'INVALID_FORMAT');

test.each([
  ['revokeAccess(input: { ruleId: $ })', 'ruleId'],
  ['updateRunaiRole(input: { roleId: $, name: "x" })', 'roleId'],
  ['deleteRunaiRole(input: { roleId: $ })', 'roleId'],
  [
    'grantAccess(input: { roleId: $, subject: { type: GROUP, subjectId: "g" }, scope: { type: TENANT, scopeId: "t" } })',
    'roleId',
  ],
])('%s takes a number or the global id of one', async (field, name) => {
  for (const id of wrong) {
    const { data, errors } = await asker.ask(`mutation { it: ${field.replace('$', JSON.stringify(id))} { $failure } }`);
    expect(errors).toBeUndefined();
    const issues = [{ path: [name], code: codeOf(id) }];
    expect(data.it, id).toEqual({ __typename: 'ValidationFailure', code: 'BAD_USER_INPUT', issues });
  }
  expect(await asker.calls()).toEqual([]);
});

test.each([
  ['accessRule', 'ruleId'],
  ['runaiRole', 'roleId'],
])('%s(by:) takes a number or the global id of one', async (field, name) => {
  for (const id of wrong) {
    const { data, errors } = await asker.ask(`{ it: ${field}(by: { ${name}: ${JSON.stringify(id)} }) { __typename } }`);
    expect(data.it).toBeNull();
    expect(errors?.map(({ extensions: { issues } }) => issues)).toMatchObject([
      [{ path: ['by', name], code: codeOf(id) }],
    ]);
  }
  expect(await asker.calls()).toEqual([]);
  expect((await asker.ask(`{ it: ${field}(by: { ${name}: "999999" }) { __typename } }`)).data.it).toBeNull();
  expect(await asker.calls()).toHaveLength(1);
});

test('a filter takes a number or the global id of a role', async () => {
  for (const id of wrong) {
    const filter = `filter: { roleId: ${JSON.stringify(id)} }`;
    const { data, errors } = await asker.ask(`{ it: accessRules(${filter}) { totalCount } }`);
    expect(data.it).toBeNull();
    expect(errors?.map(({ extensions: { issues } }) => issues)).toMatchObject([
      [{ path: ['filter', 'roleId'], code: codeOf(id) }],
    ]);
  }
  expect(await asker.calls()).toEqual([]);
});

test('of several rules, one that cannot be fails alone, and is not sent', async () => {
  const { data } = await facade.ask<{ it: object }, object>(
    `mutation ($ids: [ID!]!) { it: bulkRevokeAccess(input: { ruleIds: $ids }) {
      succeededCount results { ruleId result { __typename ... on ValidationFailure { issues { path } } } }
    } }`,
    { ids: ['nonsense', '7', globalIdOf('User', 'u'), 'nonsense'] },
  );
  const refused = (index: number) => ({
    __typename: 'ValidationFailure',
    issues: [{ path: ['ruleIds', String(index)] }],
  });
  expect(data.it).toEqual({
    succeededCount: 1,
    results: [
      { ruleId: 'nonsense', result: refused(0) },
      { ruleId: '7', result: { __typename: 'RevokeAccessPayload' } },
      { ruleId: 'u', result: refused(2) },
      { ruleId: 'nonsense', result: refused(3) },
    ],
  });
  expect(await asker.calls()).toEqual(['POST /api/v1/authorization/access-rules/batch']);
  await asker.forgetCalls();
  const none = await asker.ask(
    'mutation { it: bulkRevokeAccess(input: { ruleIds: ["a", "b"] }) { __typename failedCount } }',
  );
  expect(none.data.it).toMatchObject({ failedCount: 2 });
  expect(await asker.calls()).toEqual([]);
});

test('whether text is the id of a user, Run:ai alone can tell', async () => {
  const { data } = await asker.ask('mutation { it: deleteUser(input: { userId: "nonsense" }) { $failure } }');
  expect(data.it?.__typename).toBe('NotFoundFailure');
  expect(await asker.calls()).toEqual(['DELETE /api/v1/users/nonsense']);
});

test('a role is found by its name, in the list of roles', async () => {
  const { data } = await facade.ask<{ it: object; none: null }, never>(
    '{ it: runaiRole(by: { name: "System administrator" }) { roleId } none: runaiRole(by: { name: "system administrator" }) { roleId } }',
  );
  expect(data).toEqual({ it: { roleId: '53142648' }, none: null });
  expect(await facade.calls()).toEqual(['GET /api/v2/authorization/roles?offset=0&limit=500']);
});

test('the read that tells an absent rule from a version without rules counts against no budget', async () => {
  const found = await graphOver({ version: '3.0', users: 2 }, auto);
  const headers = { 'x-explain': '1' };
  const document = '{ accessRule(by: { ruleId: "999999" }) { id } }';
  const { data, extensions } = await found.ask<{ accessRule: null }, object>(document, {}, { headers });
  const calls = await found.calls();
  await found.close();
  expect(data.accessRule).toBeNull();
  expect(calls.slice(-2)).toEqual([
    'GET /api/v1/authorization/access-rules/999999',
    'GET /api/v1/authorization/access-rules/count',
  ]);
  expect(extensions?.cost).toEqual({ asked: 1, actual: 1 });
});
