import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { group } from '../support/kestra-server.ts';
import { globalIdOf } from '../support/sent-ids.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], kestraVersion: '2.0', users: 20 });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());
afterEach(() => facade.misbehave());

const role = (name: string) => rolesOf('main').find((one) => one.name === name)?.id ?? '';
const groupId = group('main', 'Operators');
const sent = 'POST /api/v1/main/bindings/bulk';
const looked = `GET /api/v1/main/bindings/search?type=GROUP&id=${groupId}&page=1&size=100`;

interface Result {
  readonly succeededCount: number;
  readonly failedCount: number;
  readonly results: readonly {
    readonly index: number;
    readonly roleId: string;
    readonly result: { readonly __typename: string; readonly code?: string } | null;
  }[];
}

/** Gives roles of these ids to a group in a namespace, as a tenant admin. */
function give(namespace: string, ...roleIds: string[]) {
  const bindings = roleIds.map((roleId) => ({ roleId, namespace, holder: { groupId } }));
  return facade.ask<{ it: Result | null }, object>(
    `mutation ($bindings: [KestraBindingInput!]!) { it: createKestraBindings(input: { bindings: $bindings }) {
      succeededCount failedCount results { index roleId holder holderId namespace result {
        __typename ... on CreateKestraBindingPayload { binding { role { name } } } ... on Failure { code }
    } } } }`,
    { bindings },
    { token: 'sandbox-tenant-admin' },
  );
}

const payload = (name: string) => ({ __typename: 'CreateKestraBindingPayload', binding: { role: { name } } });

test('several roles are one call, with a result for each', async () => {
  const [editor, launcher] = [role('Editor'), role('Launcher')];
  const { data, errors } = await give('both', editor, launcher);
  expect(errors).toBeUndefined();
  const item = { holder: 'GROUP', holderId: groupId, namespace: 'both' };
  expect(data.it).toEqual({
    succeededCount: 2,
    failedCount: 0,
    results: [
      { index: 0, roleId: editor, ...item, result: payload('Editor') },
      { index: 1, roleId: launcher, ...item, result: payload('Launcher') },
    ],
  });
  expect(await facade.calls()).toEqual([sent]);
});

test('where Kestra refuses them together, the holders show which they have', async () => {
  await give('refused', role('Editor'));
  await facade.forgetCalls();
  const { data, errors } = await give('refused', role('Editor'), 'none', role('Launcher'));
  expect(errors).toBeUndefined();
  expect(data.it).toMatchObject({ succeededCount: 1, failedCount: 2 });
  expect(data.it?.results.map(({ result }) => result?.code)).toEqual([undefined, 'NOT_FOUND', 'NOT_FOUND']);
  expect(await facade.calls()).toEqual([sent, looked]);
});

test('one that is refused alone is not looked for', async () => {
  const { data } = await give('alone', 'none');
  expect(data.it).toMatchObject({ succeededCount: 0, results: [{ result: { code: 'NOT_FOUND' } }] });
  expect(await facade.calls()).toEqual([sent]);
});

test('a lost answer is made up for by what the holders have, and audited so', async () => {
  const from = facade.lines.length;
  await facade.misbehave({ operationId: 'bulkCreateBinding', times: 1, connection: 'reset' });
  const { data, errors } = await give('lost', role('Editor'), role('Launcher'));
  expect(errors).toBeUndefined();
  expect(data.it).toMatchObject({ succeededCount: 2, failedCount: 0 });
  expect(await facade.calls()).toEqual([sent, looked]);
  const [line = '{}'] = facade.lines.slice(from).filter((text) => text.includes('"msg":"write"'));
  expect(JSON.parse(line)).toMatchObject({ operation: 'bulkCreateBinding', outcome: 'OK' });
});

test.each([
  ['the holders lack what a lost answer is about', [{ operationId: 'bulkCreateBinding', connection: 'reset-before' }]],
  ['the holders cannot be read after a refusal', [{ operationId: 'searchBindings', status: 403 }]],
] as const)('it is not known what was given where %s', async (name, faults) => {
  await facade.misbehave(...faults);
  const { data, errors } = await give(name, role('Editor'), 'none');
  expect(data.it).toMatchObject({ succeededCount: 0, failedCount: 2, results: [{ result: null }, { result: null }] });
  expect(errors?.map(({ path, extensions: { outcome } }) => [path, outcome])).toEqual(
    [0, 1].map((index) => [['it', 'results', index, 'result'], 'UNKNOWN']),
  );
});

test.each([
  ['none', [], ['bindings'], 'TOO_SHORT'],
  ['too many', Array.from({ length: 101 }, (_, index) => `r${index}`), ['bindings'], 'TOO_LONG'],
  ['one twice', ['a', 'b', 'a'], ['bindings', '2'], 'NOT_ALLOWED'],
  [
    'one of another tenant',
    ['a', globalIdOf('KestraRole', 'research', 'r')],
    ['bindings', '1', 'roleId'],
    'NOT_ALLOWED',
  ],
] as const)('%s is refused without a call', async (_, roleIds, path, code) => {
  const { data, errors } = await give('refused early', ...roleIds);
  expect(data.it).toBeNull();
  expect(errors?.map(({ extensions: { issues } }) => issues)).toMatchObject([[{ path, code }]]);
  expect(await facade.calls()).toEqual([]);
});
