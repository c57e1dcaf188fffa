import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cannotBeAsked } from '../support/cannot-be-asked.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { type Case, type Fixtures, loadFixtures, runaiCases, valueAt } from '../support/runai-operations.ts';

let facade: Facade;
let fixtures: Fixtures;
beforeAll(async () => {
  facade = await graphOver();
  fixtures = await loadFixtures(facade);
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

type Data = { it: { __typename: string; code: string; message: string } | null; other?: unknown };

/** What each status ends in; `outcome` is of writes, `tries` of reads. */
const statuses = [
  { status: 302, code: 'UPSTREAM_BAD_RESPONSE', tries: 1, outcome: 'REFUSED' },
  { status: 400, code: 'BAD_USER_INPUT', tries: 1 },
  { status: 401, code: 'UNAUTHENTICATED', tries: 1 },
  { status: 403, code: 'FORBIDDEN', tries: 1 },
  { status: 404, code: 'NOT_FOUND', tries: 1 },
  { status: 409, code: 'CONFLICT', tries: 1 },
  { status: 418, code: 'UPSTREAM_BAD_RESPONSE', tries: 1, outcome: 'UNKNOWN' },
  { status: 429, code: 'RATE_LIMITED', tries: 3 },
  { status: 500, code: 'UPSTREAM_UNAVAILABLE', tries: 3, outcome: 'UNKNOWN' },
  { status: 503, code: 'UPSTREAM_UNAVAILABLE', tries: 3, outcome: 'UNKNOWN' },
];

/** What 404 ends in where a call names no object: nothing can be absent, so it is the path that the platform does not have. */
const noSuchPath = { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'REFUSED' };
const namingNone = ['get_users', 'count_users', 'create_user', 'get_access_rules'];

async function answerTo({ operationId, document, isWrite }: Case, status: number) {
  // Retried at once: how long a client waits is proven elsewhere.
  await facade.misbehave({ operationId, status, retryAfter: 0 }, ...(isWrite ? cannotBeAsked() : []));
  const { data, errors } = await facade.ask<Data | null, never>(document(fixtures));
  const served = await facade.served();
  return { data, errors, tries: served.filter((call) => call.operationId === operationId).length };
}

describe.each(runaiCases.map((one) => ({ ...one, one })))('$operationId', ({ one, operationId, isWrite, failures }) => {
  test.each(statuses)('answered with $status', async ({ status, tries, ...expected }) => {
    const isNoPath = status === 404 && namingNone.includes(operationId);
    const { code, outcome } = isNoPath ? noSuchPath : { outcome: undefined, ...expected };
    const answer = await answerTo(one, status);
    expect(answer.tries).toBe(isWrite ? 1 : tries);
    if (operationId === 'get_user_by_id' && status === 404) {
      expect(answer.data?.it, 'nobody has this id').toBeNull();
      expect(answer.errors).toBeUndefined();
    } else if (failures[status]) {
      expect(answer.data?.it).toMatchObject({ __typename: failures[status], code });
      expect(answer.errors).toBeUndefined();
    } else {
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]).toMatchObject({ path: one.path ?? ['it'], extensions: { code } });
      expect(answer.errors?.[0]?.extensions.outcome).toBe(isWrite ? outcome : undefined);
      expect(valueAt(answer.data, one.path ?? ['it'])).toBeNull();
    }
    if (one.document(fixtures).includes('other:')) expect(answer.data?.other, 'what did not fail is kept').toBeTruthy();
  });
});

describe('who may not', () => {
  test.each(runaiCases)('$operationId without a known token is UNAUTHENTICATED', async ({ document }) => {
    const { errors } = await facade.ask<Data | null, never>(document(fixtures), undefined, { token: 'no-such-token' });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['UNAUTHENTICATED']));
  });

  test.each(runaiCases)('$operationId without any token makes no call', async ({ document }) => {
    const { errors } = await facade.ask<Data | null, never>(document(fixtures), undefined, { token: null });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(await facade.calls()).toEqual([]);
  });

  test.each(runaiCases.filter(({ isWrite }) => isWrite))('$operationId by a viewer is denied', async ({ document }) => {
    const { data, errors } = await facade.ask<Data, never>(document(fixtures), undefined, { token: 'sandbox-viewer' });
    expect(data.it).toMatchObject({ __typename: 'ForbiddenFailure', code: 'FORBIDDEN' });
    expect(errors).toBeUndefined();
  });
});

interface Bulk {
  readonly succeededCount: number;
  readonly failedCount: number;
  readonly results: readonly { readonly index: number; readonly result: { readonly __typename: string } | null }[];
}

describe('one failure of a plural mutation fails one item', () => {
  const plurals = [
    {
      operationId: 'create_user',
      field: 'createUsers',
      input: () => ({
        users: ['a', 'b', 'c'].map((name) => ({ email: `${name}-${crypto.randomUUID()}@example.com` })),
      }),
      type: 'CreateUsersInput',
    },
    {
      operationId: 'delete_user_by_id',
      field: 'deleteUsers',
      input: () => ({ userIds: [fixtures.reader.id, fixtures.named.id, fixtures.leaver.id] }),
      type: 'DeleteUsersInput',
    },
    {
      operationId: 'logout_user',
      field: 'logoutUsers',
      input: () => ({ userIds: [fixtures.reader.id, fixtures.named.id, fixtures.leaver.id] }),
      type: 'LogoutUsersInput',
    },
  ].toReversed();

  test.each(plurals)('$field: as data where it is expected', async ({ operationId, field, input, type }) => {
    await facade.misbehave({ operationId, status: 403, times: 1 });
    const document = `mutation M($input: ${type}!) { it: ${field}(input: $input) { succeededCount failedCount results { index result { __typename } } } }`;
    const { data, errors } = await facade.ask<{ it: Bulk }, object>(document, { input: input() });
    expect(errors).toBeUndefined();
    expect(data.it).toMatchObject({ succeededCount: 2, failedCount: 1 });
    expect(data.it.results.map(({ index }) => index)).toEqual([0, 1, 2]);
    const types = data.it.results.map(({ result }) => result?.__typename ?? '');
    expect(types.filter((name) => name === 'ForbiddenFailure')).toHaveLength(1);
    expect(types.filter((name) => name.endsWith('Payload'))).toHaveLength(2);
    expect(await facade.calls()).toHaveLength(3);
  });

  test.each(plurals)('$field: as an error at its place otherwise', async ({ operationId, field, input, type }) => {
    await facade.misbehave({ operationId, status: 500, times: 1 });
    const document = `mutation M($input: ${type}!) { it: ${field}(input: $input) { succeededCount failedCount results { index result { __typename } } } }`;
    const { data, errors } = await facade.ask<{ it: Bulk }, object>(document, { input: input() });
    const { results, succeededCount, failedCount } = data.it;
    expect(succeededCount).toBe(results.filter(({ result }) => result?.__typename.endsWith('Payload')).length);
    expect(failedCount).toBe(3 - succeededCount);
    const failed = results.findIndex(({ result }) => result === null);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: ['it', 'results', failed, 'result'],
      extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: field === 'logoutUsers' ? 'UNKNOWN' : 'NOT_DONE' },
    });
    const sent = (await facade.served()).filter((call) => call.operationId === operationId);
    expect(sent, 'a write is sent once').toHaveLength(3);
  });
});

test('no status tells the client anything of the platform but its name', async () => {
  for (const { status } of statuses) {
    for (const one of runaiCases) {
      const answer = JSON.stringify(await answerTo(one, status));
      expect(answer).not.toContain('sandbox was told');
      expect(answer).not.toContain(new URL(facade.sandboxUrl).host);
    }
  }
});
