import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cannotBeAsked } from '../support/cannot-be-asked.ts';
import { type AskOptions, type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
let from: number;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['runai', 'kestra'] }, { UPSTREAM_TIMEOUT_MS: '1000' });
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  from = facade.lines.length;
});

/** What an operation left in the audit log, without time and level. */
async function auditOf(document: string, variables: object = {}, options?: AskOptions): Promise<object[]> {
  await facade.ask<unknown, object>(document, variables, options);
  const lines = facade.lines.slice(from).map((line) => JSON.parse(line) as Record<string, unknown>);
  return lines.filter(({ msg }) => String(msg).startsWith('write')).map(({ time, level, ...line }) => line);
}

const admin = expect.stringMatching(/^[0-9a-f]{12}$/);
const requestId = 'audit-1';
const options = { headers: { 'x-request-id': requestId } };
const id = encodeGlobalID('User', 'nobody');

test('a write tells who did what to which object, and that it was done', async () => {
  const { data } = await facade.ask<{ createUser: { userId: string } }, object>(
    'mutation { createUser(input: { email: "audited@example.com" }) { ... on CreateUserPayload { userId } } }',
  );
  const { userId } = data.createUser;
  const shared = { requestId: expect.any(String), who: admin, platform: 'Run:ai', msg: 'write' };
  expect(facade.lines.slice(from).map((line) => JSON.parse(line) as object)[0]).toMatchObject({
    ...shared,
    mutation: 'createUser',
    operation: 'create_user',
    ids: { created: userId },
    outcome: 'OK',
  });
  from = facade.lines.length;
  const remove = 'mutation ($id: ID!) { gone: deleteUser(input: { userId: $id }) { __typename } }';
  expect(await auditOf(remove, { id: encodeGlobalID('User', userId) }, options)).toEqual([
    { ...shared, requestId, mutation: 'deleteUser', operation: 'delete_user_by_id', ids: { userId }, outcome: 'OK' },
  ]);
});

test.each([
  ['FORBIDDEN', {}, { ...options, token: 'sandbox-viewer' }],
  ['NOT_FOUND', {}, options],
  ['RATE_LIMITED', { status: 429 }, options],
  ['UNKNOWN', { status: 503 }, options],
  ['UNKNOWN', { connection: 'reset' }, options],
  ['UNKNOWN', { connection: 'stall' }, options],
] as const)('a write that fails says %s after %o', async (outcome, fault, asked) => {
  const faults = [{ operationId: 'delete_user_by_id', ...fault }, ...cannotBeAsked()];
  if (Object.keys(fault).length > 0) await facade.misbehave(...faults);
  const document = 'mutation ($id: ID!) { deleteUser(input: { userId: $id }) { __typename } }';
  expect(await auditOf(document, { id }, asked)).toMatchObject([
    { mutation: 'deleteUser', ids: { userId: 'nobody' }, outcome, msg: 'write' },
  ]);
});

test.each([
  ['BAD_USER_INPUT', { id: encodeGlobalID('Group', 'x') }, {}],
  ['UNAUTHENTICATED', { id }, { token: null }],
])('a mutation that sends nothing says so: %s', async (outcome, variables, asked) => {
  const document = 'mutation ($id: ID!) { deleteUser(input: { userId: $id }) { __typename } }';
  expect(await auditOf(document, variables, { ...options, ...asked })).toEqual([
    { requestId, mutation: 'deleteUser', outcome, msg: 'write refused' },
  ]);
});

test('a mutation whose arguments are rejected sends nothing, and says so', async () => {
  const document = 'mutation { deleteUsers(input: { userIds: [] }) { failedCount } }';
  expect(await auditOf(document, {}, options)).toEqual([
    { requestId, mutation: 'deleteUsers', outcome: 'BAD_USER_INPUT', msg: 'write refused' },
  ]);
});

test('mutations of many leave a line for each item, and those of several platforms one each, in order', async () => {
  const document = `mutation ($id: ID!, $kestra: ID!) {
    one: logoutUser(input: { userId: $id }) { __typename }
    two: deleteKestraUser(input: { userId: $kestra }) { __typename }
    three: logoutUsers(input: { userIds: [$id, "VXNlcjph"] }) { failedCount }
  }`;
  const lines = await auditOf(document, { id, kestra: encodeGlobalID('KestraUser', 'k') });
  expect(lines).toMatchObject([
    { mutation: 'logoutUser', platform: 'Run:ai', ids: { userId: 'nobody' } },
    { mutation: 'deleteKestraUser', platform: 'Kestra', ids: { id: 'k' } },
    { mutation: 'logoutUsers', platform: 'Run:ai', ids: { userId: 'nobody' } },
    { mutation: 'logoutUsers', platform: 'Run:ai', ids: { userId: 'a' } },
  ]);
});

test('the hash is the same for the same credentials, and of a Basic user whatever the password', async () => {
  const who = async (header: string) => {
    from = facade.lines.length;
    const document = 'mutation ($id: ID!) { deleteUser(input: { userId: $id }) { __typename } }';
    const [line] = await auditOf(document, { id }, { token: null, headers: { authorization: header } });
    return (line as { who: string }).who;
  };
  const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;
  const bearer = await who('Bearer sandbox-admin');
  expect(await who('Bearer sandbox-admin')).toBe(bearer);
  expect(await who('Bearer sandbox-viewer')).not.toBe(bearer);
  const ada = await who(basic('ada:one'));
  expect(await who(basic('ada:two'))).toBe(ada);
  expect(await who(basic('bob:one'))).not.toBe(ada);
});

test('a query leaves none', async () => {
  expect(await auditOf('{ users(first: 1) { nodes { id } } }')).toEqual([]);
});
