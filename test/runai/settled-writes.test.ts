import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runaiContract } from '../../src/runai/connection.ts';
import { everyVersion, type Versions } from '../support/fixtures.ts';
import { operationCoverage } from '../support/operation-coverage.ts';
import { documentedReads, endingOf, explained, templatesOf, textOfUnsettled } from '../support/settled-writes.ts';
import { contractVersions } from '../support/versions.ts';

/* What becomes of each write of Run:ai whose answer is lost, as the table in docs/errors.md says. */

let versions: Versions;
beforeAll(async () => {
  versions = await everyVersion(60);
});
afterAll(() => versions.close());

const reads = documentedReads('Run:ai');

describe.each(contractVersions)('on Run:ai %s', (version) => {
  const contract = runaiContract(version);
  const templates = templatesOf(contract, reads);
  const writes = operationCoverage.flatMap(({ at, document, reaches }) => {
    const [operationId] = reaches[version].filter((id) => contract.operation(id)?.safe === false);
    return operationId && at.startsWith('Mutation.') ? [{ operationId, document }] : [];
  });
  const settled = writes.filter(({ operationId }) => reads.has(operationId));

  async function endOf({ document }: (typeof writes)[number]) {
    const people = versions.people.filter(({ username }) => username.endsWith('example.com'));
    const [reader, deleted, changed, removed] = people
      .slice(10)
      .map(({ id }) => ({ id: btoa(`User:${id}`), userId: id }));
    if (!reader || !deleted || !changed || !removed) throw new Error('The sandbox holds too few users.');
    const asked = document({ reader, deleted, changed, removed });
    return endingOf(await versions.facades[version].ask(asked, undefined, explained), templates);
  }

  test('every write that is not in the table is named below it', () => {
    expect(settled.length).toBeGreaterThan(2);
    for (const { operationId } of writes.filter((one) => !settled.includes(one))) {
      expect(textOfUnsettled).toContain(`\`${operationId}\``);
    }
  });

  test('one that was never done is told as that', async () => {
    // The role to delete is made by a later test: one that there is not is gone.
    const undone = settled.filter(({ operationId }) => operationId !== 'delete_role');
    const faults = undone.map(({ operationId }) => ({ operationId, connection: 'reset-before' as const }));
    await versions.facades[version].misbehave(...faults);
    const endings = await Promise.all(undone.map(async (one) => [one.operationId, await endOf(one)]));
    const expected = undone.map(({ operationId }) => {
      const [read] = reads.get(operationId) ?? [];
      return [operationId, { end: 'NOT_DONE', reads: [read, read] }];
    });
    expect(endings).toEqual(expected);
  });

  test.each(writes)('$operationId ends with its payload where it was done', async (one) => {
    const { operationId } = one;
    const facade = versions.facades[version];
    await facade.misbehave({ operationId, connection: 'reset', times: 1 });
    await facade.forgetCalls();
    const expected = reads.has(operationId)
      ? { end: 'Payload', reads: reads.get(operationId) }
      : { end: 'UNKNOWN', reads: [] };
    expect(await endOf(one)).toEqual(expected);
    const sent = (await facade.served()).filter((call) => call.operationId === operationId);
    expect(sent, 'it is sent once').toHaveLength(1);
  });
});

describe('an account', () => {
  const create = (email: string) =>
    `mutation { it: createUser(input: { email: "${email}" }) { __typename ... on CreateUserPayload { username temporaryPassword user { username } } ... on ConflictFailure { issues { path code } } } }`;

  test('whose temporary password was lost has null in its place, with the way to another one', async () => {
    const facade = versions.facades['2.24'];
    await facade.misbehave({ operationId: 'create_user', connection: 'reset' });
    const { data, errors } = await facade.ask<{ it: object }, never>(create('lost@example.com'));
    expect(data.it).toMatchObject({
      username: 'lost@example.com',
      temporaryPassword: null,
      user: { username: 'lost@example.com' },
    });
    expect(errors).toMatchObject([
      {
        path: ['it', 'temporaryPassword'],
        message: expect.stringContaining('resetUserPassword'),
        extensions: { code: 'SECRET_LOST' },
      },
    ]);
  });

  test('of a name that was taken before is a conflict, whatever its case', async () => {
    const facade = versions.facades['2.24'];
    await facade.misbehave({ operationId: 'create_user', connection: 'reset-before' });
    const [someone] = versions.people.slice(5);
    const { data, errors } = await facade.ask<{ it: object }, never>(create(someone?.username.toUpperCase() ?? ''));
    expect(errors).toBeUndefined();
    expect(data.it).toEqual({ __typename: 'ConflictFailure', issues: [{ path: ['email'], code: 'TAKEN' }] });
  });

  test('that the platform makes between two looks is the new one', async () => {
    const facade = versions.facades['2.24'];
    await facade.misbehave({ operationId: 'create_user', connection: 'reset-during', latencyMs: 250 });
    const { data } = await facade.ask<{ it: object }, never>(create('between@example.com'));
    expect(data.it).toMatchObject({ __typename: 'CreateUserPayload', user: { username: 'between@example.com' } });
  });

  test('is audited as what was found out, also when the client has left', async () => {
    const facade = versions.facades['2.24'];
    const from = facade.lines.length;
    await facade.misbehave({ operationId: 'create_user', connection: 'reset', latencyMs: 200 });
    const leaver = new AbortController();
    const asked = facade.ask(create('left@example.com'), undefined, { signal: leaver.signal }).catch(() => 'left');
    await facade.forgetCalls();
    await expect.poll(() => facade.calls()).toContain('POST /api/v1/users');
    leaver.abort();
    expect(await asked).toBe('left');
    const line = () => facade.lines.slice(from).find((text) => text.includes('"msg":"write"'));
    await expect.poll(line).toBeDefined();
    expect(JSON.parse(line() ?? '')).toMatchObject({
      operation: 'create_user',
      ids: { created: expect.any(String) },
      outcome: 'OK',
    });
  });
});
