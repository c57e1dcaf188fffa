import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { inRealTime } from '../support/real-time.ts';
import { validatingProxy } from '../support/validating-proxy.ts';

const concurrency = 3;

let facade: Facade;
let proxy: Awaited<ReturnType<typeof validatingProxy>>;
beforeAll(async () => {
  proxy = await validatingProxy('runai-2.24');
  facade = await graphOver({}, { RUNAI_URL: proxy.url, UPSTREAM_CONCURRENCY: String(concurrency) });
  proxy.forwardTo(facade.sandboxUrl);
});
afterAll(async () => {
  await facade.close();
  await proxy.close();
});
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
  proxy.peak();
});

const reads = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `_${index}: users(search: "${index}") { nodes { username } }`).join(' ')} }`;

async function leaveAfter(milliseconds: number, document: string): Promise<void> {
  const leaver = new AbortController();
  const asked = facade.ask(document, undefined, { signal: leaver.signal }).catch((error: Error) => error.name);
  await setTimeout(milliseconds);
  leaver.abort();
  expect(await asked).toBe('AbortError');
}

describe('a client that leaves', inRealTime, () => {
  test('has its reads cut, and those that wait are never sent', async () => {
    await facade.misbehave({ operationId: '*', latencyMs: 500 });
    await leaveAfter(250, reads(9));
    await setTimeout(600);
    const served = await facade.served();
    expect(
      served.map(({ status }) => status),
      'none was answered',
    ).toEqual([null, null, null]);
  });

  test('has no read tried again', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 503, retryAfter: 1 });
    await leaveAfter(300, reads(1));
    await setTimeout(900);
    expect((await facade.served()).map(({ status }) => status)).toEqual([503]);
  });

  test('has the write under way carried through, and those after it not sent', async () => {
    await facade.misbehave({ operationId: 'create_user', latencyMs: 400 });
    const create = (email: string) => `createUser(input: { email: "${email}@example.com" }) { __typename }`;
    await leaveAfter(150, `mutation { first: ${create('stays')} second: ${create('never')} }`);
    await setTimeout(600);
    expect((await facade.served()).map(({ operationId, status }) => [operationId, status])).toEqual([
      ['create_user', 201],
    ]);
  });

  test('has one line in the log like anybody else', async () => {
    const before = facade.lines.length;
    await facade.misbehave({ operationId: '*', latencyMs: 400 });
    await leaveAfter(150, reads(1));
    await expect.poll(() => facade.lines.length).toBe(before + 1);
    expect(JSON.parse(facade.lines.at(-1) ?? '')).toMatchObject({
      msg: 'operation',
      errors: ['CLIENT_CLOSED_REQUEST'],
    });
  });
});

describe('UPSTREAM_CONCURRENCY', () => {
  test('is the most calls under way for one request', async () => {
    await facade.misbehave({ operationId: '*', latencyMs: 60 });
    const { errors } = await facade.ask(reads(10));
    expect(errors).toBeUndefined();
    expect(proxy.peak()).toBe(concurrency);
    expect(await facade.calls()).toHaveLength(10);
  });

  test('counts the writes of a plural mutation, too', async () => {
    await facade.misbehave({ operationId: '*', latencyMs: 60 });
    const users = Array.from({ length: 10 }, () => ({ email: `${crypto.randomUUID()}@example.com` }));
    const { errors } = await facade.ask<object, object>(
      'mutation M($input: CreateUsersInput!) { createUsers(input: $input) { succeededCount } }',
      { input: { users } },
    );
    expect(errors).toBeUndefined();
    expect(proxy.peak()).toBe(concurrency);
  });

  test('is of each request alone', async () => {
    await facade.misbehave({ operationId: '*', latencyMs: 100 });
    await Promise.all([facade.ask(reads(6)), facade.ask(reads(6), undefined, { token: 'sandbox-viewer' })]);
    expect(proxy.peak()).toBe(2 * concurrency);
  });
});
