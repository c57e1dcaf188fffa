import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { settling } from '../support/real-time.ts';
import { type Fixtures, loadFixtures } from '../support/runai-operations.ts';

let facade: Facade;
let fixtures: Fixtures;
beforeAll(async () => {
  facade = await graphOver({}, { REQUEST_TIMEOUT_MS: '800', UPSTREAM_TIMEOUT_MS: '30000' });
  fixtures = await loadFixtures(facade);
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

test('the time of a request ends all its reads; what had finished is kept', async () => {
  await facade.misbehave({ operationId: 'get_users', connection: 'hold' });
  const start = performance.now();
  const { data, errors } = await facade.ask<Record<string, { username: string }>, never>(
    `{ slow: user(by: { username: "${fixtures.named.username}" }) { username }
       quick: user(by: { userId: "${fixtures.reader.userId}" }) { username } }`,
  );
  expect(performance.now() - start).toBeLessThan(15_000);
  expect(data).toEqual({ slow: null, quick: { username: fixtures.reader.username } });
  expect(errors).toHaveLength(1);
  expect(errors?.[0]).toMatchObject({ path: ['slow'], extensions: { code: 'UPSTREAM_TIMEOUT' } });
  await settling();
  await facade.misbehave();
  await settling();
  expect((await facade.served()).map(({ status }) => status).toSorted(), 'the slow call was cut').toEqual([200, null]);
});

test('a read that waits for its next try ends too, and does not try again', async () => {
  await facade.misbehave({ operationId: 'get_users', status: 503, retryAfter: 1 });
  const { errors } = await facade.ask('{ users(first: 1) { nodes { username } } }');
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_TIMEOUT');
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(await facade.calls()).toHaveLength(1);
});

test('of writes, the one under way has an unknown outcome and the next one is not sent', async () => {
  await facade.misbehave({ operationId: '*', connection: 'stall' });
  const { data, errors } = await facade.ask<object, never>(
    `mutation { first: logoutUser(input: { userId: "${fixtures.leaver.id}" }) { __typename }
                second: logoutUser(input: { userId: "${fixtures.reset.id}" }) { __typename } }`,
  );
  expect(data).toEqual({ first: null, second: null });
  expect(errors?.map(({ path, extensions }) => ({ path, ...extensions }))).toEqual([
    { path: ['first'], code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN' },
    { path: ['second'], code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_SENT' },
  ]);
  expect(await facade.calls()).toEqual([`POST /api/v1/users/${fixtures.leaver.userId}/logout`]);
});
