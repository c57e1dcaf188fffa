import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { fixedAnswers } from '../support/fixed-answers.ts';
import { readPlatform } from '../support/platform.ts';

interface Result {
  readonly __typename: string;
  readonly code?: string;
  readonly ruleId?: string;
  readonly deletedId?: string;
  readonly accessRule?: { readonly id: string; readonly ruleId: string };
  readonly issues?: readonly { readonly path: readonly string[]; readonly code: string }[];
}
interface Bulk {
  readonly results: readonly ({ readonly index: number; readonly result: Result | null } & Record<string, unknown>)[];
  readonly succeededCount: number;
  readonly failedCount: number;
}

const path = '/api/v1/authorization/access-rules';
const failure = '... on Failure { code } ... on ValidationFailure { issues { path code } }';
const grantOne = `mutation ($input: GrantAccessInput!) { it: grantAccess(input: $input) {
  __typename ... on GrantAccessPayload { accessRule {
    id ruleId subject { type subjectId } role { roleId name } scope { type scopeId } createdBy
  } } ${failure}
} }`;
const grantMany = `mutation ($input: BulkGrantAccessInput!) { it: bulkGrantAccess(input: $input) {
  succeededCount failedCount results {
    index subjectId scopeId result { __typename ... on GrantAccessPayload { accessRule { id ruleId } } ${failure} }
  }
} }`;
const revokeOne = `mutation ($id: ID!) { it: revokeAccess(input: { ruleId: $id }) {
  __typename ... on RevokeAccessPayload { deletedId ruleId } ${failure}
} }`;
const revokeMany = `mutation ($ids: [ID!]!) { it: bulkRevokeAccess(input: { ruleIds: $ids }) {
  succeededCount failedCount results { index ruleId result { __typename ... on RevokeAccessPayload { ruleId } ${failure} } }
} }`;

describe.each(['3.0', '2.24'] as const)('changes of access on Run:ai %s', (version) => {
  let facade: Facade;
  let user: { id: string; userId: string; username: string };
  let scopes: readonly { readonly scopeId: string; readonly scopeType: string }[];
  let roleId: string;
  beforeAll(async () => {
    facade = await graphOver({ version, users: 40 });
    const { data } = await facade.ask<
      { users: { nodes: (typeof user)[] }; runaiRoles: { nodes: { roleId: string }[] } },
      never
    >('{ users(first: 1) { nodes { id userId username } } runaiRoles(first: 2) { nodes { roleId } } }');
    [user = user] = data.users.nodes;
    // Nobody but a caller holds it in a fresh sandbox.
    roleId = data.runaiRoles.nodes[1]?.roleId ?? '';
    const page = await readPlatform<{ accessRules: typeof scopes }>(facade, `${path}?filterBy=scopeType==project`);
    scopes = page?.accessRules ?? [];
  });
  afterAll(() => facade.close());
  beforeEach(async () => {
    await facade.misbehave();
    await facade.forgetCalls();
  });

  const project = (index: number) => {
    const ids = [...new Set(scopes.map(({ scopeId }) => scopeId))];
    return { type: 'PROJECT', scopeId: ids[index] ?? '' };
  };
  const ask = async <It>(document: string, variables: object) =>
    (await facade.ask<{ it: It }, object>(document, variables)).data.it;
  const calls = async () => (await facade.calls()).map((call) => call.replace(/\/\d+$/, '/{id}'));

  test('a role is granted, seen by those who ask, and revoked', async () => {
    const input = { subject: { type: 'USER', subjectId: user.username }, roleId, scope: project(0) };
    const granted = await ask<Result>(grantOne, { input });
    expect(granted).toMatchObject({
      __typename: 'GrantAccessPayload',
      accessRule: {
        subject: { type: 'USER', subjectId: user.username },
        role: { roleId, name: 'Viewer' },
        scope: project(0),
        createdBy: 'admin@sandbox.test',
      },
    });
    expect(await calls()).toEqual([`POST ${path}`]);
    expect(await ask<Result>(grantOne, { input })).toEqual({ __typename: 'ConflictFailure', code: 'CONFLICT' });

    const { id = '', ruleId } = granted.accessRule ?? {};
    await facade.forgetCalls();
    expect(await ask<Result>(revokeOne, { id })).toEqual({ __typename: 'RevokeAccessPayload', deletedId: id, ruleId });
    expect(await calls()).toEqual([`DELETE ${path}/{id}`]);
    expect(await ask<Result>(revokeOne, { id: ruleId })).toMatchObject({ __typename: 'NotFoundFailure' });
  });

  test("a user's id is read as the username, by which rules name users", async () => {
    const input = { subject: { type: 'USER', subjectId: user.id }, roleId, scope: project(1) };
    const { accessRule } = await ask<Result>(grantOne, { input });
    expect(accessRule).toMatchObject({ subject: { subjectId: user.username } });
    expect(await facade.calls()).toHaveLength(2);
    const stranger = { ...input, subject: { type: 'USER', subjectId: btoa('User:nobody') } };
    expect(await ask<Result>(grantOne, { input: stranger })).toMatchObject({ __typename: 'NotFoundFailure' });
    const mixed = { ...input, subject: { type: 'GROUP', subjectId: user.id } };
    expect(await ask<Result>(grantOne, { input: mixed })).toMatchObject({
      __typename: 'ValidationFailure',
      issues: [{ path: ['subject', 'subjectId'], code: 'INVALID_FORMAT' }],
    });
    await ask(revokeOne, { id: accessRule?.id });
  });

  test.each([
    ['everyone', { subject: { type: 'ALL_AUTHENTICATED_USERS', subjectId: 'x' } }, ['subject'], 'NOT_ALLOWED'],
    ['a cluster that is none', { clusterId: 'x' }, ['clusterId'], 'INVALID_FORMAT'],
    ['a role that is none', { roleId: 'x' }, ['roleId'], 'INVALID_FORMAT'],
  ])('%s is refused before any call', async (_, change, at, code) => {
    const input = { subject: { type: 'GROUP', subjectId: 'x' }, roleId, scope: project(0), ...change };
    expect(await ask<Result>(grantOne, { input })).toMatchObject({
      __typename: 'ValidationFailure',
      issues: [{ path: at, code }],
    });
    expect(await facade.calls()).toEqual([]);
  });

  test('which rules could be revoked is asked in one call, which changes nothing and is repeated as a read', async () => {
    const input = { subject: { type: 'GROUP', subjectId: 'checked' }, roleId, scope: project(3) };
    const { accessRule } = await ask<Result>(grantOne, { input });
    const { id = '', ruleId = '' } = accessRule ?? {};
    await facade.misbehave({ operationId: 'access_rules_batch', status: 503, retryAfter: 0, times: 1 });
    await facade.forgetCalls();
    const document = `query ($ids: [ID!]!) { it: viewer { revocableRules(ruleIds: $ids) { ruleId isRevocable code } } }`;
    const answered = await ask<object>(document, { ids: [id, '999999', ruleId] });
    const revocable = { ruleId, isRevocable: true, code: null };
    expect(answered).toEqual({
      revocableRules: [revocable, { ruleId: '999999', isRevocable: false, code: 'NOT_FOUND' }, revocable],
    });
    expect(await calls()).toEqual([`POST ${path}/batch`, `POST ${path}/batch`]);
    expect(
      facade.lines.filter((line) => line.includes('"msg":"write"') && line.includes('access_rules_batch')),
    ).toEqual([]);
    expect(await ask<Result>(revokeOne, { id: ruleId })).toMatchObject({ __typename: 'RevokeAccessPayload' });
  });

  test('many are granted and revoked by one call each, every one with its own result', async () => {
    const subjects = [
      { type: 'GROUP', subjectId: 'night-shift' },
      { type: 'USER', subjectId: user.id },
    ];
    const input = { subjects, roleId, scopes: [project(2), { type: 'PROJECT', scopeId: 'nowhere' }] };
    const { results, ...counts } = await ask<Bulk>(grantMany, { input });
    expect(counts).toEqual({ succeededCount: 2, failedCount: 2 });
    expect(
      results.map(({ index, subjectId, scopeId, result }) => [index, subjectId, scopeId, result?.__typename]),
    ).toEqual([
      [0, 'night-shift', project(2).scopeId, 'GrantAccessPayload'],
      [1, 'night-shift', 'nowhere', 'NotFoundFailure'],
      [2, user.username, project(2).scopeId, 'GrantAccessPayload'],
      [3, user.username, 'nowhere', 'NotFoundFailure'],
    ]);
    expect((await facade.calls()).filter((call) => call.startsWith('POST'))).toEqual([`POST ${path}/batch-create`]);
    const again = await ask<Bulk>(grantMany, { input: { ...input, scopes: [project(2)] } });
    expect(again.results.map(({ result }) => result?.code)).toEqual(['CONFLICT', 'CONFLICT']);

    await facade.forgetCalls();
    const [first, , third] = results.map(({ result }) => result?.accessRule);
    const revoked = await ask<Bulk>(revokeMany, { ids: ['99999', first?.id, third?.ruleId] });
    expect(revoked).toEqual({
      succeededCount: 2,
      failedCount: 1,
      results: [
        { index: 0, ruleId: '99999', result: { __typename: 'NotFoundFailure', code: 'NOT_FOUND' } },
        ...[first, third].map((rule, index) => ({
          index: index + 1,
          ruleId: rule?.ruleId,
          result: { __typename: 'RevokeAccessPayload', ruleId: rule?.ruleId },
        })),
      ],
    });
    expect(await facade.calls()).toEqual([`POST ${path}/batch`]);
  });

  test('a batch names each item once, and has no more items than are allowed', async () => {
    const subject = { type: 'GROUP', subjectId: 'a' };
    const other = (index: number) => ({ type: 'GROUP', subjectId: `group-${index}` });
    const codeOf = async (document: string, variables: object) => {
      const { errors } = await facade.ask(document, variables);
      return errors?.[0]?.extensions.issues;
    };
    const scope = [project(0)];
    expect(await codeOf(grantMany, { input: { subjects: [subject, subject], roleId, scopes: scope } })).toMatchObject([
      { path: ['subjects'], code: 'NOT_ALLOWED' },
    ]);
    const subjects = Array.from({ length: 51 }, (_, index) => other(index));
    expect(await codeOf(grantMany, { input: { subjects, roleId, scopes: [project(0), project(1)] } })).toMatchObject([
      { path: ['subjects'], code: 'TOO_LONG' },
    ]);
    expect(await codeOf(revokeMany, { ids: ['1', '1'] })).toMatchObject([{ path: ['ruleIds'], code: 'NOT_ALLOWED' }]);
    expect(await facade.calls()).toEqual([]);
  });

  test('a batch that is denied fails each item; one that is not answered leaves each open', async () => {
    await facade.misbehave({ operationId: 'access_rules_batch', status: 403 });
    const denied = await ask<Bulk>(revokeMany, { ids: ['1', '2'] });
    expect(denied.results.map(({ result }) => result?.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    await facade.misbehave({ operationId: 'access_rules_batch', connection: 'reset' });
    const { data, errors } = await facade.ask<{ it: Bulk }, object>(revokeMany, { ids: ['1', '2'] });
    expect(data.it).toMatchObject({ succeededCount: 0, failedCount: 2 });
    expect(errors?.map(({ extensions: { outcome }, path: at }) => [at?.[2], outcome])).toEqual([
      [0, 'UNKNOWN'],
      [1, 'UNKNOWN'],
    ]);
  });

  test('a rule that is granted in an operation is seen by what the operation reads after it', async () => {
    const subject = { type: 'GROUP', subjectId: 'robotics' };
    const { data } = await facade.ask<Record<'one' | 'two', Counted>, object>(
      `mutation ($one: GrantAccessInput!, $two: GrantAccessInput!) {
        one: grantAccess(input: $one) { ...Count }
        two: grantAccess(input: $two) { ...Count }
      }
      fragment Count on GrantAccessPayload { accessRule { id subject { group { accessRules { totalCount } } } } }`,
      { one: { subject, roleId, scope: project(3) }, two: { subject, roleId, scope: project(4) } },
    );
    const [one = 0, two = 0] = [data.one, data.two].map(
      ({ accessRule }) => accessRule.subject.group.accessRules.totalCount,
    );
    expect(two).toBe(one + 1);
    await ask(revokeMany, { ids: [data.one.accessRule.id, data.two.accessRule.id] });
  });
});
interface Counted {
  readonly accessRule: {
    readonly id: string;
    readonly subject: { readonly group: { readonly accessRules: { readonly totalCount: number } } };
  };
}

test('what the answer to a batch says nothing of, or two things, is not told as a success', async () => {
  const platform = await fixedAnswers();
  const facade = await graphOver({ version: '2.24', users: 1 }, { RUNAI_URL: platform.url });
  platform.answer({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: crypto.randomUUID(),
      succeeded: [1, '2', 5],
      failed: [
        { id: 3, code: 404, message: 'x' },
        { id: '5', code: 500, message: 'x' },
        { id: '6', code: 500, message: 'x' },
      ],
    }),
  });
  const { data, errors } = await facade.ask<{ it: Bulk }, object>(revokeMany, { ids: ['1', '2', '3', '4', '5', '6'] });
  expect(data.it.results.map(({ result }) => result?.__typename ?? null)).toEqual([
    'RevokeAccessPayload',
    'RevokeAccessPayload',
    'NotFoundFailure',
    ...[null, null, null],
  ]);
  expect(errors?.map(({ extensions }) => extensions)).toEqual(
    [0, 1, 2].map(() => ({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' })),
  );
  await facade.close();
  await platform.close();
});
