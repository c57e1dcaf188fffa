import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { graphOver } from '../support/facade.ts';
import { failingPlatforms, failuresOf, linesOf, readiness, reading } from '../support/failing-platforms.ts';
import type { FixedAnswer } from '../support/fixed-answers.ts';

/* When an operator is told of a platform that fails, and how often. */

const { closing, facadeAt, answering } = failingPlatforms();

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html', 'retry-after': '0' };
const page = '<title>pAgE</title>';
const own = (code: number) => JSON.stringify({ code, message: 'tExT' });

describe('/ready is true before a platform', () => {
  test.each<[string, FixedAnswer]>([
    ['that asks for credentials', { status: 401, headers: json, body: own(401) }],
    ['whose proxy asks for credentials', { status: 401, headers: html, body: page }],
    ['that denies it', { status: 403, headers: json, body: own(403) }],
    ['that asks for fewer calls', { status: 429, headers: html, body: page }],
    ['that needs no credentials', { status: 200, headers: json, body: '[]' }],
  ])('%s', async (_, answer) => {
    const facade = await facadeAt(await answering(answer));
    expect(await readiness(facade)).toEqual({ status: 200, body: { 'Run:ai': 'ready' } });
  });
});

test('/ready asks each platform once, without credentials, however many ask it at once', async () => {
  const facade = await graphOver({ platforms: ['runai', 'kestra'], users: 3 });
  closing.push(() => facade.close());
  await facade.misbehave({ operationId: '*', latencyMs: 500 });
  await facade.kestra.misbehave({ operationId: '*', latencyMs: 500 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => readiness(facade)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await facade.served()).map(({ token, status }) => [token, status])).toEqual([['none', 401]]);
  expect(await facade.calls()).toEqual(['GET /api/v1/users?offset=0&limit=1']);
  expect(await facade.kestra.calls()).toEqual(['GET /api/v1/users?page=1&size=1']);
  expect(linesOf(facade, 'platform failure')).toEqual([]);
  await facade.forgetCalls();
  await readiness(facade);
  expect(await facade.calls(), 'and each later one anew').toHaveLength(1);
});

test('an outage is told once for each operation and cause, not once for each call', async () => {
  const facade = await graphOver({ users: 3 });
  closing.push(() => facade.close());
  await facade.misbehave({ operationId: '*', status: 503, retryAfter: 0 });
  const search = (text: string) => `{ users(search: "${text}") { totalCount nodes { username } } }`;
  await Promise.all(Array.from({ length: 40 }, (_, index) => facade.ask(search(`${index}`))));
  await facade.misbehave({ operationId: '*', connection: 'reset' });
  await facade.ask(search('more'));
  const told = linesOf(facade, 'platform failure').map(({ operation, cause }) => `${operation} ${cause}`);
  const kinds = ['count_users', 'get_users'].flatMap((operation) => [
    `${operation} SERVER_ERROR`,
    expect.stringMatching(`^${operation} (ECONNRESET|UND_ERR_SOCKET)$`),
  ]);
  expect(told).toHaveLength(4);
  expect(told).toEqual(expect.arrayContaining(kinds));
});

test('a refusal is no failure', async () => {
  const facade = await graphOver({ users: 3 });
  closing.push(() => facade.close());
  await facade.ask(reading, undefined, { token: 'no-such-token' });
  await facade.ask('mutation { deleteUser(input: { userId: "VXNlcjp4" }) { __typename } }');
  const leaver = new AbortController();
  await facade.misbehave({ operationId: '*', connection: 'stall' });
  const left = facade.ask(reading, undefined, { signal: leaver.signal }).catch(() => undefined);
  await setTimeout(100);
  leaver.abort();
  await left;
  expect(linesOf(facade, 'platform failure')).toEqual([]);
  expect(await failuresOf(facade)).toEqual({});
});

test('what is found wrong with an answer later is told too', async () => {
  const facade = await facadeAt(await answering({ status: 200, headers: json, body: '{"count":-1}' }));
  const { errors } = await facade.ask('{ users { totalCount } }');
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
  expect(linesOf(facade, 'bad answer')).toMatchObject([
    { level: 'warn', what: 'Run:ai sent a count that is out of range.' },
  ]);
});
