import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { person } from '../../src/sandbox/people.ts';
import { createLogger } from '../../src/server/logging.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

/** A facade that compiles every operation, and one that interprets every operation, before the same platforms. */
let compiled: Facade;
let interpreted: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  compiled = await graphOver({ platforms: ['runai', 'kestra'], users: 300, version: '2.22' });
  const config = loadConfig({
    RUNAI_URL: compiled.sandboxUrl,
    RUNAI_VERSION: '2.22',
    KESTRA_URL: compiled.kestra.sandboxUrl,
    PORT: '0',
    JIT_AFTER: '1000000',
    LOG_LEVEL: 'silent',
  });
  interpreted = await startApp(config, createLogger('silent'));
});
afterAll(async () => {
  await interpreted.close();
  await compiled.close();
});

const nobody = { authorization: 'Bearer nobody', 'kestra-authorization': 'Bearer nobody' };
const headers = { authorization: 'Bearer sandbox-viewer', 'kestra-authorization': 'Bearer sandbox-viewer' };

interface Told {
  readonly path?: readonly (string | number)[];
}

/**
 * Asks both. The errors of an answer are in no told order. Where a failure makes a parent null, the interpreter stops
 * there, and of further failures below that parent it tells those that it had met: so each of its errors must be among
 * those of the compiled operation, which may tell more of the same place and no other.
 */
async function expectSame(query: string, variables: object = {}, given: Record<string, string> = headers) {
  const body = JSON.stringify({ query, variables });
  const [fast, slow] = await Promise.all(
    [compiled.url, interpreted.url].map(async (url) => {
      const { status, text } = await post(url, body, given);
      const { errors = [], ...rest } = JSON.parse(text) as { errors?: Told[]; data?: unknown };
      return {
        answer: { status, ...rest },
        errors,
        places: [...new Set(errors.map((error) => nullOf(rest.data, error)))].sort(),
      };
    }),
  );
  expect(fast?.answer).toEqual(slow?.answer);
  expect(fast?.places).toEqual(slow?.places);
  expect(fast?.errors).toEqual(expect.arrayContaining([...(slow?.errors ?? [])]));
}

/** The place that an error made null. */
function nullOf(data: unknown, { path = [] }: Told): string {
  let place = data;
  const walked = path.findIndex((key) => {
    if (place === null || place === undefined) return true;
    place = (place as Record<string | number, unknown>)[key];
    return false;
  });
  return JSON.stringify(walked < 0 ? path : path.slice(0, walked));
}

const operations = new URL('../operations/', import.meta.url);
const documents = readdirSync(operations).map((name): [string, string] => [
  name,
  readFileSync(new URL(name, operations), 'utf8'),
]);

/** Variables that fit most operations, so that they do something; the rest tells how both refuse. */
const variables = {
  first: 7,
  last: null,
  search: 'a',
  username: person(2).email,
  id: Buffer.from('User:nobody').toString('base64'),
  ids: ['nonsense', Buffer.from('Group:finance').toString('base64')],
  by: { username: person(3).email },
  filter: { isLocal: true },
  orderBy: { field: 'USERNAME', direction: 'DESC' },
  input: { ids: ['x'] },
};

const more: readonly [string, string][] = [
  [
    'list items that fail late, the last ones too',
    'query { nodes(ids: ["bad", "R3JvdXA6ZmluYW5jZQ==", "VXNlcjpub2JvZHk=", "bad"]) { id } }',
  ],
  [
    'entities that fail',
    'query { _entities(representations: [{ __typename: "User", username: "ada.lovelace@example.com" }, { __typename: "User" }]) { ... on User { username } } }',
  ],
  [
    'plural mutations',
    'mutation { createUsers(input: { users: [{ email: "x" }, { email: "a@b.cd" }] }) { __typename ... on Failure { code message } } }',
  ],
  [
    'nested errors that null their parents',
    '{ users(first: 3) { nodes { username groups { nodes { members(first: -1) { totalCount } } } } } roles }',
  ],
  [
    'fragments, aliases and merged fields',
    '{ a: users(first: 2) { ...P } a: users(first: 2) { totalCount } b: users(first: 1) { nodes { ... on User { n: username } } } } fragment P on UserConnection { nodes { id } pageInfo { endCursor } }',
  ],
  [
    'skip and include',
    'query ($search: String, $first: Int, $no: Boolean = false) { users(first: $first, search: $search) { totalCount @include(if: $no) nodes { id @skip(if: $no) username } } }',
  ],
  ['a variable of a wrong type', 'query ($first: String) { users(first: 1, search: $first) { totalCount } }'],
  ['oneOf with two keys', '{ user(by: { username: "x", userId: "y" }) { id } }'],
  [
    'oneOf with two keys in a variable',
    'query ($by: UserBy = { username: "a", userId: "b" }) { user(by: $by) { id } }',
  ],
  [
    'introspection',
    '{ __schema { types { name fields(includeDeprecated: true) { name isDeprecated args { name defaultValue } } } } }',
  ],
  [
    'both platforms',
    '{ users(first: 5) { nodes { username kestraUser { displayName email groups { name } } access { roles entityType } } } kestraUsers(first: 3) { totalCount nodes { user { username } } } }',
  ],
  [
    'enums, deprecated fields and lists',
    '{ usersByAccess(roles: [VIEWER, ADMIN], first: 3) { totalCount nodes { access { roles permittedClusters entityType } } } groups(first: 2) { nodes { name creator { username } } } }',
  ],
];

describe('a compiled operation answers as an interpreted one', () => {
  test.each([...documents, ...more])('%s', async (_, query) => {
    await expectSame(query, variables);
  });

  test.each([...documents, ...more])('%s, with credentials that are none', async (_, query) => {
    await expectSame(query, variables, nobody);
  });

  test.each([
    { operationId: 'get_users', status: 403 },
    { operationId: 'get_users', body: 'wrong-shape' },
    { operationId: '*', status: 404 },
  ] as const)('when the platform answers %j', async (fault) => {
    await compiled.misbehave(fault);
    for (const [, query] of more) {
      await expectSame(query, variables);
    }
    await compiled.misbehave();
  });
});
