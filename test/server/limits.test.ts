import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { platformNames } from '../../src/platforms.ts';
import { limits } from '../../src/server/limits.ts';
import { explorerTabs } from '../support/explorer-tabs.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ version: '3.0', platforms: platformNames }, { MAX_LIST_ITEMS: String(listItems) });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

const listItems = 50;
const nobody = Buffer.from('User:nobody').toString('base64');
const ofIds = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

const send = (query: string) => post(facade.url, JSON.stringify({ query }));
const list = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(' ');

/** A document with exactly so many levels of fields. */
const nested = (depth: number) => {
  const levels = depth - 2;
  return `{ user(by: { userId: "nobody" }) { ${'creator { '.repeat(levels)}username ${'} '.repeat(levels)} } }`;
};
const aliased = (count: number) => `{ ${list(count, (index) => `_${index}: __typename`)} }`;
const directed = (count: number) => `{ __typename ${list(count, () => '@include(if: true)')} }`;
/** Names and braces are a token each. */
const worded = (count: number) => `{ ${'__typename '.repeat(count - 2)}}`;
const batch = (count: number) => JSON.stringify(Array.from({ length: count }, () => ({ query: '{ __typename }' })));

describe('what is within the limits passes', () => {
  test.each([
    { what: 'depth', document: nested(limits.depth) },
    { what: 'aliases', document: aliased(limits.aliases) },
  ])('$what', async ({ document }) => {
    const { text, codes } = await send(document);
    expect(codes, text).toEqual([]);
    expect(text).toContain('"data"');
  });

  test('lines and the length of a name', async () => {
    const name = 'x'.repeat(limits.name);
    const { text } = await send(`{ ${name}: __typename ${'\n'.repeat(limits.lines - 1)} }`);
    expect(JSON.parse(text)).toEqual({ data: { [name]: 'Query' } });
  });

  test('lists', async () => {
    const ids = Array(listItems).fill(nobody);
    for (const answer of [
      await send(`{ nodes(ids: ${JSON.stringify(ids)}) { id } }`),
      await post(facade.url, JSON.stringify({ query: ofIds, variables: { ids } })),
    ]) {
      expect(answer.codes).toEqual([]);
      expect(JSON.parse(answer.text)).toEqual({ data: { nodes: Array(listItems).fill(null) } });
    }
  });

  test('tokens', async () => {
    // graphql-js has a limit of its own for so many equal fields: it is met only by what the tokens did not stop.
    expect((await send(worded(limits.tokens))).text).toContain('Validation aborted');
  });

  test('batch', async () => {
    const { status, text } = await post(facade.url, batch(limits.batch));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual(Array.from({ length: limits.batch }, () => ({ data: { __typename: 'Query' } })));
  });

  test('body', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { unused: '' } });
    const { codes } = await post(facade.url, body.replace('""', `"${'x'.repeat(limits.body - body.length)}"`));
    expect(codes).toEqual([]);
  });
});

describe('what is beyond a limit is refused with a code and no REST call', () => {
  test.each([
    { what: 'depth', document: nested(limits.depth + 1) },
    { what: 'aliases', document: aliased(limits.aliases + 1) },
    { what: 'directives', document: directed(limits.directives + 1) },
    { what: 'tokens', document: worded(limits.tokens + 1) },
    { what: 'lines', document: `{ __typename ${'\n'.repeat(limits.lines)}}` },
    { what: 'lines', document: `{ ${'\r'.repeat(limits.lines)} é` },
    { what: 'nested', document: `${'{ a '.repeat(limits.nesting + 1)}${'} '.repeat(limits.nesting + 1)}` },
    { what: 'nested', document: '{ a(b: '.concat('['.repeat(4000)) },
    { what: 'name', document: `{ ${'x'.repeat(limits.name + 1)}: __typename }` },
    { what: 'lists', document: `{ nodes(ids: [${list(listItems + 1, () => '"x"')}]) { id } }` },
  ])('$what', async ({ what, document }) => {
    const { text, codes } = await send(document);
    expect(codes).not.toHaveLength(0);
    for (const code of codes) expect(code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_(PARSE|VALIDATION)_FAILED)$/);
    expect(text.toLowerCase()).toContain(what.replace(/e?s$/, ''));
    expect(text).not.toContain('Syntax Error');
    expect(text).not.toContain('"data"');
    expect(await facade.calls()).toEqual([]);
  });

  test.each<[string, object]>([
    ['of ids', { ids: Array(listItems + 1).fill(nobody) }],
    ['of what is none', { ids: Array(300_000).fill({}) }],
    ['of no use', { ids: [], other: { any: [Array(listItems + 1).fill(1)] } }],
  ])('a list in variables, %s', async (_, variables) => {
    // Interpreted, and known.
    for (let time = 0; time < 3; time++) {
      const { text, codes } = await post(facade.url, JSON.stringify({ query: ofIds, variables }));
      expect(codes).toEqual(['BAD_USER_INPUT']);
      expect(text).toContain(`${listItems} items at most`);
    }
    expect(await facade.calls()).toEqual([]);
  });

  test('ids that are none: each has the price of a call', async () => {
    const { codes, text } = await send(
      `{ ${list(21, (n) => `a${n}: nodes(ids: [${list(50, (i) => `"x${i}"`)}]) { id }`)} }`,
    );
    expect(codes).toEqual(['COST_LIMIT_EXCEEDED']);
    expect(text).toContain('1050');
  });

  test('fields of all answers of a batch together', async () => {
    const query = `{ ${list(5, (index) => `a${index}: users(first: 500) { nodes { id username isLocal createdAt lastLoginAt createdBy userId } }`)} }`;
    const { text } = await post(facade.url, JSON.stringify(Array(10).fill({ query })));
    const answers = JSON.parse(text) as { data?: object }[];
    expect(answers.filter(({ data }) => data).length).toBeLessThan(10);
    expect(answers[0]).toHaveProperty('data');
    expect(text).toContain('COST_LIMIT_EXCEEDED');
  });

  test('depth, through fragments', async () => {
    const document = `query { user(by: { userId: "nobody" }) { ...F0 } } ${list(limits.depth, (index) => `fragment F${index} on User { creator { ...F${index + 1} } }`)} fragment F${limits.depth} on User { username }`;
    const { codes } = await send(document);
    expect(codes).toHaveLength(1);
    expect(await facade.calls()).toEqual([]);
  });

  test('fields, counted with the page sizes that are asked for', async () => {
    const { text, codes } = await send(
      '{ users(first: 500) { nodes { groups(first: 500) { nodes { members(first: 500) { nodes { username } } } } } } }',
    );
    expect(codes).toEqual(['COST_LIMIT_EXCEEDED']);
    expect(text).toContain('smaller pages');
    expect(await facade.calls()).toEqual([]);
  });

  test('batch', async () => {
    const { status, codes } = await post(facade.url, batch(limits.batch + 1));
    expect(status).toBe(413);
    expect(codes).toHaveLength(1);
    expect(codes[0]).toBeTruthy();
  });

  test.each(['content-length', 'chunked'])('body, %s', async (how) => {
    const bytes = Buffer.from(
      JSON.stringify({ query: '{ users { totalCount } }', variables: { x: 'x'.repeat(limits.body) } }),
    );
    const answer = await request(`${facade.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
      body: how === 'chunked' ? Readable.from([bytes]) : bytes,
    });
    expect(answer.statusCode).toBe(413);
    const { errors } = (await answer.body.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions.code).toBeTruthy();
    expect(await facade.calls()).toEqual([]);
  });
});

describe('our own documents are within the limits', () => {
  const folder = new URL('../operations/', import.meta.url);
  const files = readdirSync(folder).map((name) => ({ name, document: readFileSync(new URL(name, folder), 'utf8') }));
  const tabs = explorerTabs().map(({ query, variables }, index) => ({
    name: `tab ${index + 1}`,
    document: query ?? '',
    variables,
  }));

  test('there are such', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(tabs.length).toBeGreaterThanOrEqual(5);
  });

  // Without a token nothing is read or written; what is left is whether the document itself is taken.
  test.each([...files, ...tabs])('$name', async ({ document }) => {
    const { text } = await post(facade.url, JSON.stringify({ query: document }), { authorization: '' });
    const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions: { code: string } }[] };
    const refusals = errors.filter(({ message }) => !/^Variable "\$\w+" of type|needs credentials/.test(message));
    expect(refusals).toEqual([]);
  });

  test.each(tabs.map((tab) => ({ ...tab, isMutation: tab.document.includes('mutation') })))(
    '$name runs as it stands',
    async ({ document, variables, isMutation }) => {
      const { data, errors } = await facade.ask<object, object>(document, JSON.parse(variables ?? '{}'), {
        token: 'sandbox-viewer',
        headers: { 'kestra-authorization': 'Bearer sandbox-viewer' },
      });
      // Of people with two accounts at Kestra, which is theirs cannot be told.
      expect(errors?.filter(({ extensions }) => extensions.code !== 'CONFLICT') ?? []).toEqual([]);
      // A dry run only reads, and finds nobody.
      const code = document.includes('dryRun: true') ? 'NOT_FOUND' : 'FORBIDDEN';
      if (isMutation) expect(Object.values(data)[0]).toMatchObject({ code });
    },
  );
});
