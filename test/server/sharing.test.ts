import { request } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';
import { settling } from '../support/real-time.ts';

const held = { operationId: 'get_users', connection: 'hold' } as const;
let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 50 });
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave(held);
  await facade.forgetCalls();
  facade.lines.length = 0;
});
afterEach(() => facade.misbehave());

/** A query that no other test sends, and that was executed once: only what is known to be a query is shared. */
async function knownQuery(name: string): Promise<string> {
  const body = JSON.stringify({ query: `query ${name} { users(first: 3) { nodes { username } } }` });
  await facade.misbehave();
  await post(facade.url, body);
  await facade.misbehave(held);
  await facade.forgetCalls();
  facade.lines.length = 0;
  return body;
}

/** Lets calls be answered once so many are there and whatever else was asked has arrived. */
async function letGo(calls: number, { served, misbehave }: Pick<Facade, 'served' | 'misbehave'> = facade) {
  await expect.poll(served).toHaveLength(calls);
  await settling(50);
  await misbehave();
}

/** How many operations were executed. */
const executed = () => facade.lines.filter((line) => JSON.parse(line).msg === 'operation').length;

test('identical queries under way, under the same credentials, are executed once', async () => {
  const body = await knownQuery('Same');
  const asked = Promise.all(Array.from({ length: 20 }, () => post(facade.url, body)));
  await letGo(1);
  const answers = await asked;
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]?.text).toContain('ada.lovelace@example.com');
  expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(20);
  expect(executed()).toBe(1);
  expect(await facade.calls()).toEqual(['GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=3']);
});

test('other credentials, another body or another media type share nothing', async () => {
  const body = await knownQuery('Different');
  const asked = Promise.all([
    post(facade.url, body),
    post(facade.url, body, { authorization: 'Bearer sandbox-viewer' }),
    post(facade.url, body, { authorization: 'Bearer nobody' }),
    post(facade.url, `${body} `),
    post(facade.url, body, { accept: 'application/graphql-response+json' }),
    post(facade.url, body, { 'x-explain': '1' }),
  ]);
  // Their reads of the same credentials are one.
  await letGo(3);
  const answers = await asked;
  expect(executed()).toBe(6);
  expect(answers.map(({ codes }) => codes)).toEqual([[], [], ['UNAUTHENTICATED'], [], [], []]);
  expect(answers.map(({ text }) => text.includes('"plan"'))).toEqual([false, false, false, false, false, true]);
});

test('an operation that was not executed before is not shared, nor is a mutation', async () => {
  const query = 'query New { users(first: 4) { nodes { username } } }';
  const asked = Promise.all([1, 2].map(() => post(facade.url, JSON.stringify({ query }))));
  await letGo(1);
  await asked;
  expect(executed()).toBe(2);
  const mutation = JSON.stringify({
    query: 'mutation { createUser(input: { email: "one@example.com" }) { __typename } }',
  });
  await post(facade.url, mutation);
  const texts = (await Promise.all([1, 2].map(() => post(facade.url, mutation)))).map(({ text }) => text);
  expect(texts.every((text) => text.includes('ConflictFailure'))).toBe(true);
  expect((await facade.calls()).filter((call) => call.startsWith('POST'))).toHaveLength(3);
});

test('a query that starts after a mutation has ended joins none from before it', async () => {
  const body = await knownQuery('AfterWrite');
  const before = post(facade.url, body);
  await expect.poll(facade.served).toHaveLength(1);
  await facade.ask('mutation { createUser(input: { email: "two@example.com" }) { __typename } }');
  const after = post(facade.url, body);
  await letGo(3);
  await Promise.all([before, after]);
  expect((await facade.calls()).filter((call) => call.startsWith('GET'))).toHaveLength(2);
});

test('who leaves takes the answer from nobody, and the last to leave ends the work', async () => {
  const body = await knownQuery('Leaving');
  const leave = new AbortController();
  const leaving = request(`${facade.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
    body,
    signal: leave.signal,
  });
  await expect.poll(facade.served).toHaveLength(1);
  const staying = post(facade.url, body);
  await settling(50);
  leave.abort();
  await expect(leaving).rejects.toThrow();
  await letGo(1);
  expect((await staying).text).toContain('ada.lovelace@example.com');
  expect(executed()).toBe(1);
});

test('credentials for any platform part them, whichever header carries them', async () => {
  const both = await graphOver({ users: 20, platforms: ['runai', 'kestra'] });
  const body = JSON.stringify({ query: 'query Joined { kestraUsers(first: 2) { nodes { username } } }' });
  const ask = (token: string) => post(both.url, body, { 'kestra-authorization': `Bearer ${token}` });
  await ask('sandbox-admin');
  await both.kestra.forgetCalls();
  await both.kestra.misbehave({ operationId: 'listUsers', connection: 'hold' });
  const asked = Promise.all(['sandbox-admin', 'sandbox-viewer', 'nobody', 'sandbox-admin'].map(ask));
  await letGo(3, both.kestra);
  const answers = await asked;
  expect(answers.map(({ codes }) => codes)).toEqual([[], [], ['UNAUTHENTICATED'], []]);
  expect(await both.kestra.calls()).toHaveLength(3);
  await both.close();
});
