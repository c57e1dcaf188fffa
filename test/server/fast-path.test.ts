import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { assert, asyncProperty, gen } from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { limits } from '../../src/server/limits.ts';
import { type Draw, drawFrom } from '../support/arbitraries.ts';
import type { Fault } from '../support/facade.ts';
import { knownValues } from '../support/known-values.ts';
import { randomDocument } from '../support/random-document.ts';
import { type Leaf, randomOperation } from '../support/random-operation.ts';
import type { RawRequest } from '../support/raw-answer.ts';
import { runs } from '../support/runs.ts';
import { asJson, type Pair, pipelined, startPair, usual } from '../support/server-pair.ts';

/** How many random documents are tried. */
const documents = runs(80);
const manifest = new URL('../generated/persisted-documents.json', import.meta.url).pathname;

const page = '{ users(first: 3) { totalCount nodes { username groups { nodes { name } } } } }';

/** Values of each header that clients send: the fast path serves all but the last two of `accept`. */
const headerValues = {
  accept: [
    'application/json',
    'application/graphql-response+json',
    '*/*',
    '',
    'application/graphql-response+json, application/json;q=0.9',
    'application/json; charset=utf-8',
    'text/*, application/*;q=0.1',
    'multipart/mixed, application/json',
    'text/event-stream',
  ],
  origin: ['https://app.example.com', 'https://evil.example', 'null'],
  'accept-encoding': ['gzip', 'br', 'gzip, deflate, br', 'identity'],
  'x-request-id': ['abc-123', 'not acceptable!', ''],
  'x-explain': ['1', '0'],
  authorization: ['Bearer sandbox-viewer', 'Bearer nobody', ''],
  'kestra-authorization': ['Bearer sandbox-viewer', 'Bearer nobody'],
  'content-type': ['application/json; charset=utf-8', 'APPLICATION/JSON;charset=UTF-8', 'application/json'],
  traceparent: ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
} as const;

function randomHeaders({ int }: Draw): Readonly<Record<string, string>> {
  const chosen = Object.entries(headerValues).flatMap(([name, values]) =>
    int(0, 3) === 0 ? [[name, values[int(0, values.length - 1)] ?? ''] as const] : [],
  );
  return Object.fromEntries(chosen);
}

const env = { CORS_ORIGINS: 'https://app.example.com', MAX_COST: '200', MAX_LIST_ITEMS: '50', JIT_AFTER: '1' };

describe('what the fast path answers is byte for byte what Yoga answers', () => {
  let pair: Pair;
  let schema: GraphQLSchema;
  let leaf: Leaf;
  beforeAll(async () => {
    pair = await startPair(env);
    schema = await buildSchema(['runai', 'kestra']);
    // What a facade learns of a platform counts in later estimates: both are asked the same.
    for (const facade of pair.facades) leaf = await knownValues(facade);
  });
  afterAll(() => pair.close());

  test(`to ${documents} random documents with random headers`, async () => {
    let fast = 0;
    await assert(
      asyncProperty(gen(), async (value) => {
        const draw = drawFrom(value);
        const make = draw.int(0, 1) === 0 ? randomDocument : randomOperation;
        const { query, variables } = make(schema, draw, { type: 'query', leaf, fields: draw.int(1, 12) });
        const [some] = Object.keys(variables);
        const values = some && draw.int(0, 9) === 0 ? { ...variables, [some]: { [some]: [some] } } : variables;
        const { isFast } = await pair.same(asJson({ query, variables: values }, randomHeaders(draw)), 2);
        await pair.same(asJson({ query, variables }, randomHeaders(draw)), 1);
        if (isFast) fast++;
      }),
      { numRuns: documents, endOnFailure: true },
    );
    expect(fast).toBeGreaterThan(documents / 3);
  });

  const answered: readonly (readonly [string, RawRequest])[] = [
    ['a query', asJson({ query: page })],
    [
      'a query with variables',
      asJson({ query: 'query ($n: Int) { users(first: $n) { totalCount } }', variables: { n: 2 } }),
    ],
    [
      'one of several operations',
      asJson({ query: 'query A { __typename } query B { users(first: 1) { totalCount } }', operationName: 'B' }),
    ],
    ['an empty operation name', asJson({ query: '{ a: __typename }', operationName: '' })],
    [
      'nulls for what is not given',
      asJson({ query: '{ b: __typename }', variables: null, operationName: null, extensions: null }),
    ],
    ['other extensions', asJson({ query: '{ c: __typename }', extensions: { client: 'test' } })],
    ['characters of several bytes', asJson({ query: '{ users(search: "Zoë 🦊", first: 2) { nodes { username } } }' })],
    ['rows in letters of many alphabets', asJson({ query: '{ kestraUsers(first: 60) { nodes { displayName } } }' })],
    [
      'a deferred fragment for who takes no parts',
      asJson({ query: '{ users(first: 1) { ... @defer { totalCount } } }' }),
    ],
    ['introspection', asJson({ query: '{ __schema { queryType { name } } }' })],
    ['a response name that is a prototype', asJson({ query: '{ __proto__: __typename }' })],
    [
      'an error of one field',
      asJson({ query: '{ node(id: "nonsense") { id } users(first: 501) { totalCount } __typename }' }),
    ],
    ['no credentials', asJson({ query: page }, { authorization: '', 'kestra-authorization': '' })],
    [
      'a mutation that fails',
      asJson({
        query: 'mutation { logoutUser(input: { userId: "nobody" }) { __typename ... on Failure { code message } } }',
      }),
    ],
    [
      'a mutation that is kept by nobody',
      asJson({ query: 'mutation { createUser(input: { email: "" }) { __typename } }' }, { 'accept-encoding': 'gzip' }),
    ],
    ['an explained query', asJson({ query: page }, { 'x-explain': '1' })],
    [
      'a compressed answer',
      asJson({ query: '{ users(first: 100) { nodes { id username createdAt } } }' }, { 'accept-encoding': 'br' }),
    ],
    ['a body of many packets', { headers: usual, body: JSON.stringify({ query: page }).padEnd(65_536) }],
    ['a body that arrives in pieces', { ...asJson({ query: page }), pieces: 4 }],
    ['a body in white space', { headers: usual, body: ` \n${JSON.stringify({ query: page })}\t ` }],
  ];
  test.each(answered)('to %s', async (_, asked) => {
    expect(await pair.same(asked)).toMatchObject({ isFast: true });
  });

  const refused: readonly (readonly [string, RawRequest])[] = [
    ['a batch', asJson([{ query: page }, { query: '{ nonsense }' }])],
    ['an empty batch', asJson([])],
    ['a batch that arrives in pieces', { ...asJson([{ query: page }, { query: page }]), pieces: 3 }],
    ['null', asJson(null)],
    ['a number', asJson(1)],
    ['no query', asJson({})],
    ['a query that is no text', asJson({ query: 1 })],
    ['variables that are a list', asJson({ query: page, variables: [] })],
    ['variables that are text', asJson({ query: page, variables: '{}' })],
    ['extensions that are text', asJson({ query: page, extensions: 'none' })],
    ['an operation name that is a number', asJson({ query: page, operationName: 1 })],
    ['an operation name that is not there', asJson({ query: page, operationName: 'Other' })],
    ['a name that is missing', asJson({ query: 'query A { __typename } query B { __typename }' })],
    ['a parameter that is not known', asJson({ query: page, id: 'x' })],
    ['a document id where none is trusted', asJson({ query: page, documentId: 'x' })],
    ['a body that is no JSON', { headers: usual, body: '{"query":' }],
    ['a body with a byte order mark', { headers: usual, body: `\uFEFF${JSON.stringify({ query: page })}` }],
    ['an empty body', { headers: usual, body: '' }],
    ['bytes that are no UTF-8', { headers: usual, body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }],
    [
      'a body that is too long',
      { headers: usual, body: JSON.stringify({ query: page, variables: { x: 'x'.repeat(limits.body) } }) },
    ],
    ['a body that is as long as it may be', { headers: usual, body: '['.padEnd(limits.body, ' ') }],
    ['another content type', asJson({ query: page }, { 'content-type': 'text/plain' })],
    ['another charset', asJson({ query: page }, { 'content-type': 'application/json; charset=latin1' })],
    ['a content type that is none', asJson({ query: page }, { 'content-type': 'json' })],
    ['a coded body', asJson({ query: page }, { 'content-encoding': 'gzip' })],
    ['an answer in a form that there is not', asJson({ query: page }, { accept: 'image/png' })],
    ['a path that is not served', { ...asJson({ query: page }), path: '/other' }],
    ['a method that is not served', { ...asJson({ query: page }), method: 'PUT' }],
    [
      'a preflight',
      {
        method: 'OPTIONS',
        headers: {
          origin: 'https://app.example.com',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      },
    ],
    [
      'a preflight of another page',
      { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } },
    ],
    ['a document with a syntax error', asJson({ query: '{ users(' })],
    ['a field that is not there', asJson({ query: '{ nonsense }' }, { accept: 'application/graphql-response+json' })],
    ['a document that is too deep', asJson({ query: `{ ${'nodes { '.repeat(16)} ${'} '.repeat(16)} }` })],
    [
      'an operation that costs too much',
      asJson({
        query: `{ ${Array.from({ length: 150 }, (_, i) => `a${i}: users(search: "${i}") { totalCount nodes { id } }`).join(' ')} }`,
      }),
    ],
    [
      'a list that is too long',
      asJson({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array(51).fill('x') } }),
    ],
    ['a variable that is missing', asJson({ query: 'query ($id: ID!) { node(id: $id) { id } }' })],
    [
      'a variable of another type',
      asJson({ query: 'query ($n: Int) { users(first: $n) { totalCount } }', variables: { n: 'many' } }),
    ],
    [
      'a deferred fragment, in parts',
      asJson({ query: '{ users(first: 1) { ... @defer { totalCount } } }' }, { accept: 'multipart/mixed' }),
    ],
    ['a page', asJson({ query: '{ __typename }' }, { accept: 'text/html' })],
    ['a body in pieces', { ...asJson({ query: page }, { 'transfer-encoding': 'chunked' }) }],
  ];
  test.each(refused)('to %s, which goes to Yoga untouched', async (_, asked) => {
    await pair.same(asked);
  });

  test('to requests that are sent before the answers to others have come', async () => {
    const bodies = [{ query: page }, [{ query: page }], { query: '{ nonsense }' }, { query: page }, 1, { query: page }];
    const [fast, plain] = await Promise.all(pair.facades.map(({ url }) => pipelined(url, bodies)));
    expect(fast).toEqual(plain);
    expect(fast?.match(/HTTP\/1\.1 /g)).toHaveLength(bodies.length);
  });

  test('to a document that is known by its hash', async () => {
    const query = 'query Hashed { users(first: 2) { totalCount } }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
    await pair.same(asJson({ extensions }));
    await pair.same(asJson({ query, extensions }));
    await pair.same(asJson({ query: `${query} `, extensions }));
    expect(await pair.same(asJson({ extensions }))).toMatchObject({ isFast: true });
    await pair.same(asJson({ extensions: { persistedQuery: { version: 2, sha256Hash: 'x' } } }));
    await pair.same(asJson({ query, extensions: { persistedQuery: 'x' } }));
  });

  const faults: readonly Partial<Fault>[] = [
    { status: 403 },
    { status: 404 },
    { status: 429, retryAfter: 7 },
    { status: 501 },
    { body: 'not-json' },
    { body: 'wrong-shape' },
    { body: 'truncated' },
  ];
  test.each(faults)('to a query whose platform fails: %j', async (fault) => {
    await pair.same(asJson({ query: page }), 1);
    await pair.facades[0]?.misbehave({ operationId: '*', ...fault });
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      expect(await pair.same(asJson({ query: page }, { accept }), 2)).toMatchObject({ isFast: true });
      await pair.same(asJson({ query: '{ users(first: 2) { totalCount } groups { totalCount } }' }, { accept }), 2);
    }
    await pair.facades[0]?.misbehave();
  });
});

test('of trusted documents, what the fast path answers is what Yoga answers', async () => {
  const pair = await startPair({ ...env, TRUSTED_DOCUMENTS: manifest, INTROSPECTION: 'off' });
  const trusted: Readonly<Record<string, string>> = JSON.parse(readFileSync(manifest, 'utf8'));
  const [id = ''] = Object.entries(trusted).find(([, text]) => text.startsWith('query UsersTypeahead')) ?? [];
  const variables = { text: 'a' };
  for (const body of [
    { documentId: id, variables },
    { extensions: { persistedQuery: { version: 1, sha256Hash: id } }, variables },
  ]) {
    expect(await pair.same(asJson(body))).toMatchObject({ isFast: true });
  }
  for (const body of [
    { documentId: 'nothing' },
    { documentId: 1 },
    { documentId: id, query: page },
    { query: page },
    {},
    { documentId: id, variables: { text: 1 } },
    { documentId: id, operationName: 'Other' },
  ]) {
    expect(await pair.same(asJson(body))).toMatchObject({ isFast: false });
  }
  await pair.close();
});
