import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/server/observability/log.ts';
import { cannotBeAsked } from '../support/cannot-be-asked.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 30 }, { REQUEST_TIMEOUT_MS: '3000' });
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

const fields = '__typename ... on CreateUserPayload { userId temporaryPassword } ... on Failure { code }';
const create = (email: string) => `mutation { it: createUser(input: { email: "${email}" }) { ${fields} } }`;
const someone = () => `${randomUUID()}@example.com`;

/** One of several fields of a mutation. */
const aliased = (alias: string) =>
  create(someone()).replace(/^mutation { it|}$/g, (part) => (part === '}' ? '' : alias));

interface Answer {
  readonly errors?: readonly {
    readonly path: readonly string[];
    readonly extensions: { readonly code: string; readonly outcome?: string };
  }[];
}

const send = (query: string, key?: string, headers: Record<string, string> = {}, variables?: object) =>
  post(facade.url, JSON.stringify({ query, variables }), {
    ...(key !== undefined && { 'idempotency-key': key }),
    accept: 'application/json',
    ...headers,
  });

const writes = async () => (await facade.calls()).filter((call) => !call.startsWith('GET'));
const resultOf = ({ text }: { readonly text: string }) =>
  (JSON.parse(text) as { data: { it: Record<string, unknown> | null } }).data.it;

describe('a repeat with the same key', () => {
  test('gets the first answer, byte for byte, and nothing is asked of the platform', async () => {
    const [key, document] = [randomUUID(), create(someone())];
    const first = await send(document, key);
    expect(resultOf(first)).toMatchObject({ temporaryPassword: expect.stringMatching(/./) });
    const calls = await facade.calls();
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
      const repeat = await send(document, `"${key}"`, { accept });
      expect(repeat.text).toBe(first.text);
      expect(repeat.headers['idempotent-replayed']).toBe('true');
    }
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(await facade.calls()).toEqual(calls);
  });

  test('gets errors of fields as they were, with their places and extensions', async () => {
    await facade.misbehave({ operationId: 'get_user_by_id', status: 503, retryAfter: 7 });
    const document = `mutation { it: createUser(input: { email: "${someone()}" }) { ... on CreateUserPayload { user { username } } } }`;
    const key = randomUUID();
    const first = await send(document, key);
    expect(first.text).toContain('"retryAfterMs":7000');
    expect(first.text).toContain('"locations"');
    await facade.misbehave();
    expect((await send(document, key)).text).toBe(first.text);
  });

  test('waits while the first is under way', async () => {
    await facade.misbehave({ operationId: 'create_user', latencyMs: 200 });
    const [key, document] = [randomUUID(), create(someone())];
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(document, key)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await writes()).toEqual(['POST /api/v1/users']);
  });

  test('by the directive is one, too', async () => {
    const document = `mutation M($key: String!, $email: String!) { ...Root } fragment Root on Mutation { it: createUser(input: { email: $email }) @idempotent(key: $key) { ${fields} } }`;
    const variables = { key: randomUUID(), email: someone() };
    const first = await send(document, undefined, {}, variables);
    const { email, key } = variables;
    const repeat = await send(document, key, {}, { email, key });
    expect([repeat.text, repeat.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
    expect(await writes()).toHaveLength(1);
  });

  test('is another request under other credentials', async () => {
    const [key, document] = [randomUUID(), create(someone())];
    await send(document, key);
    const other = await send(document, key, { authorization: 'Bearer sandbox-viewer' });
    expect(resultOf(other)).toMatchObject({ __typename: 'ForbiddenFailure' });
  });

  test('is executed where nothing was changed before', async () => {
    const [key, document] = [randomUUID(), create(someone())];
    await facade.misbehave(
      { operationId: 'create_user', status: 403, times: 1 },
      { operationId: 'create_user', connection: 'reset-before', times: 1 },
    );
    expect(resultOf(await send(document, key))).toMatchObject({ __typename: 'ForbiddenFailure' });
    expect((await send(document, key)).text).toContain('"outcome":"NOT_DONE"');
    expect(resultOf(await send(document, key))).toMatchObject({ __typename: 'CreateUserPayload' });
    expect(await writes()).toHaveLength(3);
  });

  test('of several fields finds out what became of each, and gets the answer of all', async () => {
    const [key, document] = [randomUUID(), `mutation { ${['a', 'b', 'c'].map(aliased).join(' ')} }`];
    await facade.misbehave(
      { operationId: 'create_user', latencyMs: 1, times: 1 },
      { operationId: 'create_user', connection: 'reset', times: 1 },
      { operationId: 'create_user', connection: 'reset-before', times: 1 },
      ...cannotBeAsked(),
    );
    const outcomes = ({ text }: { readonly text: string }) =>
      (JSON.parse(text) as Answer).errors?.map(({ path, extensions }) => [
        path[0],
        extensions.outcome ?? extensions.code,
      ]);
    expect(outcomes(await send(document, key))).toEqual([
      ['b', 'UNKNOWN'],
      ['c', 'UNKNOWN'],
    ]);
    await facade.misbehave();
    const known = await send(document, key);
    // The secret of the first stood in the first answer alone.
    expect(outcomes(known)).toEqual([
      ['a', 'SECRET_LOST'],
      ['b', 'SECRET_LOST'],
      ['c', 'NOT_DONE'],
    ]);
    expect((await send(document, key)).text).toBe(known.text);
    expect(await writes()).toHaveLength(3);
  });

  test('finds out what the first one could not, without another write', async () => {
    const [key, document] = [randomUUID(), create(someone())];
    await facade.misbehave({ operationId: 'create_user', connection: 'reset' }, ...cannotBeAsked());
    expect((await send(document, key)).text).toContain('"outcome":"UNKNOWN"');
    expect((await send(document, key)).text).toContain('"outcome":"UNKNOWN"');
    await facade.misbehave();
    const known = await send(document, key);
    expect(resultOf(known)).toMatchObject({ userId: expect.any(String), temporaryPassword: null });
    expect(known.text).toContain('"code":"SECRET_LOST"');
    expect((await send(document, key)).text).toBe(known.text);
    expect(await writes()).toEqual(['POST /api/v1/users']);
  });
});

describe('nothing is changed, and a key is refused,', () => {
  test('that another operation has, or the same with other variables', async () => {
    const document = `mutation ($email: String!) { it: createUser(input: { email: $email }) { ${fields} } }`;
    const key = randomUUID();
    await send(document, key, {}, { email: someone() });
    for (const [text, variables] of [
      [document, { email: someone() }],
      [create(someone()), undefined],
    ] as const) {
      expect((await send(text, key, {}, variables)).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    }
    expect(await writes()).toHaveLength(1);
  });

  test.each([
    ['is empty', create('a@example.com'), ''],
    ['is too long', create('a@example.com'), 'k'.repeat(256)],
    ['has spaces', create('a@example.com'), 'a b'],
    [
      'is another in the directive',
      'mutation { it: logoutUser(input: { userId: "x" }) @idempotent(key: "a") { __typename } }',
      'b',
    ],
    [
      'is below a field of the mutation',
      'mutation { it: logoutUser(input: { userId: "x" }) { __typename @idempotent(key: "a") } }',
      undefined,
    ],
    ['is of a query', '{ users(first: 1) @idempotent(key: "a") { totalCount } }', undefined],
  ])('that %s', async (_, document, key) => {
    expect((await send(document, key)).codes).toEqual(['BAD_USER_INPUT']);
    expect(await facade.calls()).toEqual([]);
  });

  test('where several processes have no store that they share', async () => {
    const app = await startedApp({}, { endpoints: {}, metricsText: async () => '' });
    const { codes } = await post(app.url, JSON.stringify({ query: create(someone()) }), { 'idempotency-key': 'a' });
    expect(codes).toEqual(['IDEMPOTENCY_UNAVAILABLE']);
    expect(await facade.calls()).toEqual([]);
    await app.close();
  });

  test('where the store cannot be reached', async () => {
    const app = await startedApp({ STORE_URL: 'redis://:s3cret@127.0.0.1:9' });
    const { codes, text } = await post(app.url, JSON.stringify({ query: create(someone()) }), {
      'idempotency-key': 'a',
    });
    expect(codes).toEqual(['IDEMPOTENCY_UNAVAILABLE']);
    expect(`${text} ${app.lines.join('')}`).not.toContain('s3cret');
    expect(app.lines.join('')).toContain('the store (STORE_URL) cannot be reached');
    expect(await facade.calls()).toEqual([]);
    await app.close();
  });
});

test('a query with the header is executed each time', async () => {
  for (let count = 0; count < 2; count++) await send('{ users(first: 1) { nodes { username } } }', 'key');
  expect(await facade.calls()).toHaveLength(2);
});

type Shared = NonNullable<Parameters<typeof startApp>[2]>['shared'];

async function startedApp(env: Readonly<Record<string, string>>, shared?: Shared) {
  const lines: string[] = [];
  const config = loadConfig({
    RUNAI_URL: facade.sandboxUrl,
    RUNAI_VERSION: '2.24',
    PLATFORMS: 'runai',
    PORT: '0',
    ...env,
  });
  const log = createLogger(config.logLevel, { write: (line) => lines.push(line) });
  return { ...(await startApp(config, log, { shared })), lines };
}
