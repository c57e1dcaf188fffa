import { globSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { platformNames } from '../../src/platforms.ts';
import { explorerTabs } from '../support/explorer-tabs.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 700, version: '2.22', platforms: platformNames });
  // Pages of all lengths have been seen: that one may have been cut need not be paid for.
  const pages = '{ users(first: 500) { nodes { id } } kestraUsers(first: 100) { nodes { id } } }';
  await facade.ask(pages, undefined, { token: 'sandbox-viewer' });
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.forgetCalls();
  await facade.kestra.forgetCalls();
});

interface Cost {
  readonly asked: number;
  readonly actual: number;
}

const explained = { headers: { 'x-explain': '1' } };

async function costOf(document: string, variables: object = {}, at = facade): Promise<Cost> {
  const { extensions, errors } = await at.ask(document, variables, explained);
  expect(extensions, JSON.stringify(errors)).toHaveProperty('cost');
  return extensions?.cost as Cost;
}

const refused = { code: 'COST_LIMIT_EXCEEDED', asked: expect.any(Number), allowed: 1000 };
const list = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(' ');

describe('the price of an operation is what it comes to', () => {
  const page = (args: string) => `users(${args}, search: "a")`;

  test.each([
    ['nothing', '{ __typename }', 0],
    ['a page', `{ ${page('first: 20')} { nodes { username } } }`, 1],
    ['a page and a total', `{ ${page('first: 20')} { totalCount nodes { username } } }`, 2],
    ['a total', `{ ${page('first: 20')} { totalCount } }`, 1],
    ['the last page', `{ ${page('last: 20')} { nodes { username } } }`, 2],
    ['500 rows and whether there are more', `{ ${page('first: 500')} { nodes { id } pageInfo { hasNextPage } } }`, 2],
    ['one user', '{ user(by: { userId: "nobody" }) { id } }', 1],
    ['five users', `{ ${list(5, (index) => `u${index}: user(by: { userId: "${index}" }) { id }`)} }`, 5],
    ['what is left out', `{ users { nodes @skip(if: true) { id } totalCount @include(if: false) } }`, 0],
    ['roles', '{ roles }', 1],
    ['a page of Kestra and its total', '{ kestraUsers(first: 20) { totalCount nodes { username } } }', 1],
    ['five whole users of Kestra', '{ kestraUsers(first: 5) { nodes { email firstName groups { groupId } } } }', 6],
    [
      'tokens of five service accounts',
      '{ kestraServiceAccounts(first: 5) { nodes { apiTokens { nodes { name } } } } }',
      6,
    ],
    ['suggestions', '{ kestraUserSuggestions(search: "a") { nodes { username } } }', 1],
  ])('%s', async (_, document, calls) => {
    expect(await costOf(document)).toEqual({ asked: calls, actual: calls });
  });

  test('depends on variables, and on their defaults', async () => {
    const document = `query ($first: Int = 500, $with: Boolean = false) {
      users(first: $first, search: "a") { nodes { id } totalCount @include(if: $with) pageInfo { hasNextPage } }
    }`;
    expect((await costOf(document)).asked).toBe(2);
    expect((await costOf(document, { first: 20 })).asked).toBe(1);
    // The page, the total, and the row that follows where the total says that none does.
    expect((await costOf(document, { first: 500, with: true })).asked).toBe(3);
    expect((await costOf(document, { first: 20 })).asked).toBe(1);
  });

  test('counts a batch of keys as it will be planned, once the length of the list is known', async () => {
    await facade.ask('{ users { totalCount } }');
    const creators = await costOf('{ users(first: 100) { nodes { creator { creator { username } } } } }');
    expect(creators.actual).toBeLessThanOrEqual(creators.asked);
    // The page, and a look beyond it should it end too soon; single calls until pages would have been cheaper; two pages.
    expect(creators.asked).toBeLessThanOrEqual(2 + 4 + 2);
    const scan = await costOf('{ users(first: 50) { nodes { groups { nodes { members { nodes { id } } } } } } }');
    expect(scan).toEqual({ asked: 4, actual: 3 });
  });

  test('foresees that the total of Kestra is looked at where it says that no row follows', async () => {
    const document = '{ kestraUsers(first: 20) { totalCount nodes { username } pageInfo { hasNextPage } } }';
    expect(await costOf(document)).toEqual({ asked: 2, actual: 1 });
  });

  test('foresees that a cursor has moved', async () => {
    const { data } = await facade.ask<{ users: { pageInfo: { endCursor: string } } }, object>(
      '{ users(first: 5) { pageInfo { endCursor } } }',
    );
    const { endCursor } = data.users.pageInfo;
    const cost = await costOf('query ($after: String) { users(first: 5, after: $after) { nodes { id } } }', {
      after: endCursor,
    });
    expect(cost).toEqual({ asked: 5, actual: 1 });
  });

  test('of mutations is their writes, what finds out their fate, what they read before and what is read back', async () => {
    const change = 'updateUserAccess(input: { userId: "none" }) { ... on UpdateUserAccessPayload { user { id } } }';
    expect((await costOf(`mutation { ${change} }`)).asked).toBe(5);
    expect((await costOf(`mutation { a: ${change} b: ${change} }`)).asked).toBe(10);
    const emails = Array.from({ length: 30 }, (_, index) => ({ email: `new${index}@example.com` }));
    const many = 'mutation ($users: [CreateUserInput!]!) { createUsers(input: { users: $users }) { succeededCount } }';
    expect(await costOf(many, { users: emails })).toEqual({ asked: 90, actual: 30 });
  });

  test('of entities is that of finding them', async () => {
    const document = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
    const of = (typename: string, key: object) => Array.from({ length: 4 }, () => ({ __typename: typename, ...key }));
    expect((await costOf(document, { of: of('User', { userId: 'x' }) })).asked).toBe(4);
    expect((await costOf(document, { of: of('KestraUser', { userId: 'x' }) })).asked).toBe(4);
  });
});

describe('beyond MAX_COST an operation is refused before any call', () => {
  const deep = list(
    50,
    (index) => `a${index}: users(last: 500, search: "${index}") { totalCount nodes { kestraUser { email } } }`,
  );

  test.each([
    ['deep pages under aliases', `{ ${deep} }`],
    ['a call for each of many rows', '{ kestraUsers(first: 500) { nodes { email apiTokens { nodes { name } } } } }'],
    [
      'pages whose cursors may have moved',
      `{ ${list(199, (index) => `a${index}: users(first: 500, after: "x", search: "${index}") { nodes { id } }`)} }`,
    ],
  ])('%s', async (_, document) => {
    const { errors, data } = await facade.ask(document);
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions)).toEqual([refused]);
    const [{ message, extensions } = { message: '', extensions: { asked: 0 } }] = errors ?? [];
    expect(message).toContain(`may need ${extensions.asked} REST calls, but 1000 are allowed. Ask for smaller pages`);
    expect([...(await facade.calls()), ...(await facade.kestra.calls())]).toEqual([]);
  });

  test('each of a batch by itself', async () => {
    const { codes } = await post(facade.url, JSON.stringify([{ query: '{ __typename }' }, { query: `{ ${deep} }` }]));
    expect(codes).toEqual(['COST_LIMIT_EXCEEDED']);
  });

  test('by the answer that it asks for, though it costs few calls', async () => {
    const members = 'groups(first: 500) { nodes { members(first: 500) { nodes { username } } } }';
    const { errors } = await facade.ask(`{ users(first: 500) { nodes { ${members} } } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'COST_LIMIT_EXCEEDED', allowed: 85_000 });
    expect(errors?.[0]?.message).toContain('fields in its answer');
  });

  test('by its fragments, which unfold', async () => {
    const fragments = list(
      13,
      (index) => `fragment F${index} on User { creator { ...F${index + 1} } kestraUser { user { ...F${index + 1} } } }`,
    );
    const { codes } = await post(
      facade.url,
      JSON.stringify({ query: `{ user(by: { userId: "x" }) { ...F0 } } ${fragments} fragment F13 on User { id }` }),
    );
    expect(codes).toHaveLength(1);
    expect(await facade.calls()).toEqual([]);
  });

  test('and counts by its code', async () => {
    const counted = async () => {
      const text = await (await request(`${facade.url}/metrics`)).body.text();
      return Number(/errors_total\{code="COST_LIMIT_EXCEEDED"\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    const before = await counted();
    await facade.ask(`{ ${deep} }`);
    expect(await counted()).toBe(before + 1);
    expect(facade.lines.at(-1)).toContain('COST_LIMIT_EXCEEDED');
  });
});

describe('our own documents pass with room', () => {
  const root = new URL('../../', import.meta.url);
  const folder = new URL('test/operations/', root);
  const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const tabs = explorerTabs().map(({ query, variables }) => [query ?? '', JSON.parse(variables ?? '{}')] as const);
  const pages = ['README.md', ...globSync('docs/*.md', { cwd: root.pathname })];
  const guides = pages.map((name) => readFileSync(new URL(name, root), 'utf8')).join('\n');
  const shown = [...guides.matchAll(/```graphql\n(.*?)```/gs)].map(([, document = '']) => document);

  test('there are such', () => {
    expect([files.length > 5, tabs.length > 5, shown.length > 3]).toEqual([true, true, true]);
  });

  // As dear as they can be: the largest pages, and no length of a list known.
  const others = [...files, ...shown].map((document) => [document, {}] as const);
  test.each([...others, ...tabs].map((one) => [one[0].slice(0, 60).replaceAll(/\s+/g, ' '), ...one] as const))(
    '%s',
    async (_, document, own) => {
      const cold = { token: `nobody-${Math.random()}`, kestraToken: 'nobody', headers: { 'x-explain': '1' } };
      const items = Array.from({ length: 100 }, (_, index) => ({ email: `new${index}@example.com` }));
      const variables = {
        ...own,
        ...{
          first: 100,
          offset: 100,
          groups: 100,
          ids: items.map(() => 'VXNlcjox'),
          by: { userId: 'x' },
          id: 'x',
          user: 'x',
        },
        ...{
          username: 'x',
          names: items.map(({ email }) => email),
          name: 'x',
          department: 'x',
          text: 'x',
          since: '2024-01-01T00:00:00Z',
          until: '2024-01-01T00:00:00Z',
          email: 'new@example.com',
          users: items,
          owner: { userId: 'x' },
          representations: items.map(() => ({ __typename: 'User', username: 'x' })),
          currentPassword: 'x',
          newPassword: 'x',
        },
        input: document.includes('CreateUsersInput') ? { users: items } : { email: 'new@example.com' },
        ...(document.includes('BulkGrantAccessInput') && {
          input: {
            subjects: items.map(({ email }) => ({ type: 'USER', subjectId: email })),
            roleId: '1',
            scopes: [{ type: 'TENANT', scopeId: '1' }],
          },
        }),
      };
      const { extensions, errors } = await facade.ask(document, variables, cold);
      expect(errors?.map((error) => error.extensions.code) ?? []).not.toContain('COST_LIMIT_EXCEEDED');
      expect(extensions).toMatchObject({ cost: { asked: expect.toSatisfy((asked: number) => asked <= 600) } });
    },
  );
});
