import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { settling } from '../support/real-time.ts';
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

/** Asks, and leaves once the platform has so many calls and no more have come. */
async function leaveDuring(calls: number, document: string): Promise<void> {
  const leaver = new AbortController();
  const asked = facade.ask(document, undefined, { signal: leaver.signal }).catch((error: Error) => error.name);
  await expect.poll(() => facade.served()).toHaveLength(calls);
  await settling();
  leaver.abort();
  expect(await asked).toBe('AbortError');
  await settling();
}

/** What became of the calls, once those that are held may go on. */
async function outcomes() {
  await facade.misbehave();
  await settling(200);
  return (await facade.served()).map(({ operationId, status }) => [operationId, status]);
}

describe('a client that leaves', () => {
  test('has its reads cut, and those that wait are never sent', async () => {
    await facade.misbehave({ operationId: '*', connection: 'hold' });
    await leaveDuring(concurrency, reads(9));
    expect(await outcomes(), 'none was answered').toEqual(Array(concurrency).fill(['get_users', null]));
  });

  test('has no read tried again', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 503, retryAfter: 1 });
    await leaveDuring(1, reads(1));
    await settling(1200);
    expect(await outcomes()).toEqual([['get_users', 503]]);
  });

  test('has the write under way carried through, and those after it not sent', async () => {
    await facade.misbehave({ operationId: 'create_user', connection: 'hold' });
    const create = (email: string) => `createUser(input: { email: "${email}@example.com" }) { __typename }`;
    await leaveDuring(1, `mutation { first: ${create('stays')} second: ${create('never')} }`);
    expect(await outcomes()).toEqual([['create_user', 201]]);
  });

  test('has one line in the log like anybody else', async () => {
    await facade.misbehave({ operationId: '*', connection: 'hold' });
    const before = facade.lines.length;
    await leaveDuring(1, reads(1));
    await outcomes();
    expect(facade.lines).toHaveLength(before + 1);
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
    await facade.misbehave({ operationId: '*', connection: 'hold' });
    const both = [facade.ask(reads(6)), facade.ask(reads(6), undefined, { token: 'sandbox-viewer' })];
    await expect.poll(() => facade.served()).toHaveLength(2 * concurrency);
    await facade.misbehave();
    await Promise.all(both);
    expect(proxy.peak()).toBe(2 * concurrency);
  });
});
