import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kestraContract } from '../../src/kestra/connection.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import type { Case, Fixtures } from '../support/kestra-case.ts';
import { casesUnderTest, loadFixtures } from '../support/kestra-operations.ts';
import { kestraVersion } from '../support/kestra-under-test.ts';
import { documentedReads, endingOf, explained, templatesOf, textOfUnsettled } from '../support/settled-writes.ts';

/* What becomes of each write of Kestra whose answer is lost, as the table in docs/errors.md says. */

let facade: Facade;
let fixtures: Fixtures;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], users: 60 }, { KESTRA_IMPERSONATION: 'on' });
  fixtures = await loadFixtures(facade);
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

const reads = documentedReads('Kestra');
const templates = templatesOf(kestraContract(kestraVersion), reads);
const endOf = async ({ document, path }: Case) =>
  endingOf(await facade.ask(document(fixtures), undefined, explained), templates, path);

const writes = casesUnderTest.filter(({ isWrite }) => isWrite);
const isSettled = ({ operationId }: Case) => reads.has(operationId);

/** Those of which nothing proves that they were not done. */
const unproved = ['createTenantAccess', 'setUserMembershipForGroup', 'createInvitation', 'bulkCreateBinding'];

test('every write that is not in the table is named below it', () => {
  const others = writes.filter((one) => !isSettled(one)).map(({ operationId }) => operationId);
  for (const operationId of others) expect(textOfUnsettled).toContain(`\`${operationId}\``);
});

test('a write that was never done is told as that, or as unknown where nothing proves it', async () => {
  // A token that there is not is gone, and the caller and the account are as these ask already, whatever became of the write.
  const undone = writes.filter(
    (one) =>
      isSettled(one) && !/^(deleteApiToken|patchCurrentUser|patchServiceAccountSuperAdmin)/.test(one.operationId),
  );
  await facade.misbehave(...undone.map(({ operationId }) => ({ operationId, connection: 'reset-before' as const })));
  const endings = await Promise.all(undone.map(async (one) => [one.operationId, await endOf(one)]));
  const expected = undone.map(({ operationId }) => {
    const isProved = !unproved.includes(operationId);
    const [read = ''] = reads.get(operationId) ?? [];
    return [operationId, { end: isProved ? 'NOT_DONE' : 'UNKNOWN', reads: isProved ? [read, read] : [read] }];
  });
  expect(endings).toEqual(expected);
});

describe('a write that was done, and whose answer was lost, ends with its payload', () => {
  test.each(writes)('$operationId', async (one) => {
    const { operationId } = one;
    await facade.misbehave({ operationId, connection: 'reset', times: 1 });
    expect(await endOf(one)).toEqual(
      isSettled(one) ? { end: 'Payload', reads: reads.get(operationId) } : { end: 'UNKNOWN', reads: [] },
    );
    const sent = (await facade.served()).filter((call) => call.operationId === operationId);
    expect(sent, 'it is sent once').toHaveLength(1);
  });
});

describe('an account whose creation was cut before it began', () => {
  const create = (input: string) => `mutation { it: createKestraUser(input: { ${input} }) { ${asked} } }`;
  const asked =
    '__typename ... on ConflictFailure { code } ... on CreateKestraUserPayload { userId user { username lastName } }';

  async function cut(input: string) {
    await facade.misbehave({ operationId: 'createUser', connection: 'reset-before' });
    const { data, errors } = await facade.ask<{ it: object | null }, never>(create(input));
    return { it: data.it, outcome: errors?.[0]?.extensions.outcome };
  }

  test.each([
    ['is a conflict where the account of this name has another', 'lastName: "Other"', { it: { code: 'CONFLICT' } }],
    ['is unknown where a password was asked for', 'lastName: "Same", password: "Password!234"', { outcome: 'UNKNOWN' }],
    ['is unknown where the account has other rights', 'lastName: "Same", isSuperAdmin: true', { outcome: 'UNKNOWN' }],
    [
      'is what was asked for where the account is exactly that',
      'lastName: "Same"',
      { it: { user: { lastName: 'Same' } } },
    ],
  ])('%s', async (_, rest, expected) => {
    const email = `before.${crypto.randomUUID()}@example.com`;
    await facade.ask(create(`email: "${email}", lastName: "Same"`));
    expect(await cut(`email: "${email.toUpperCase()}", ${rest}`)).toMatchObject(expected);
  });

  test('is done where it was performed after the first look, and read back whole', async () => {
    await facade.misbehave({ operationId: 'createUser', connection: 'reset-during', latencyMs: 250 });
    const email = `late.${crypto.randomUUID()}@example.com`;
    const { data, errors } = await facade.ask<{ it: object }, never>(create(`email: "${email}", lastName: "Late"`));
    expect(errors).toBeUndefined();
    expect(data.it).toMatchObject({ user: { username: email, lastName: 'Late' } });
  });
});

test('a token that was issued, and lost with its answer, is null with the way to another one', async () => {
  await facade.misbehave({ operationId: 'createApiTokensForUser_1', connection: 'reset', times: 1 });
  const { data, errors } = await facade.ask<{ it: object }, never>(
    `mutation { it: createKestraApiToken(input: { owner: { userId: "${fixtures.reader.id}" }, name: "lost" }) { ... on CreateKestraApiTokenPayload { name fullToken } } }`,
  );
  expect(data.it).toEqual({ name: 'lost', fullToken: null });
  expect(errors).toMatchObject([
    {
      path: ['it', 'fullToken'],
      message: expect.stringContaining('Delete this token'),
      extensions: { code: 'SECRET_LOST' },
    },
  ]);
});
