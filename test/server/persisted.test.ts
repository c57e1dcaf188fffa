import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UsersTypeaheadDocument } from '../generated/graphql.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

const manifest = new URL('../generated/persisted-documents.json', import.meta.url).pathname;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const extensionsOf = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

/** By which way a request is served, and its headers. */
const ways = [
  ['fastPath', {}],
  ['yoga', { 'content-type': 'application/graphql+json' }],
] as const;

describe('automatic persisted queries', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver();
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  test.each(ways)('a hash that is not known is asked for, then it is enough: %s', async (way, headers) => {
    const query = `query ${way} { users(first: 1) { nodes { username } } }`;
    const extensions = extensionsOf(sha256(query));
    const unknown = await post(facade.url, JSON.stringify({ extensions }), headers);
    expect([unknown.status, unknown.codes]).toEqual([404, ['PERSISTED_QUERY_NOT_FOUND']]);
    expect(unknown.text, 'what clients wait for').toContain('"PersistedQueryNotFound"');
    expect(await facade.calls()).toEqual([]);
    const taught = await post(facade.url, JSON.stringify({ query, extensions }), headers);
    const known = await post(facade.url, JSON.stringify({ extensions }), headers);
    expect(JSON.parse(known.text)).toMatchObject({ data: { users: { nodes: [{ username: expect.any(String) }] } } });
    expect(known.text).toBe(taught.text);
    expect(await facade.calls()).toHaveLength(2);
    const search = new URLSearchParams({ extensions: JSON.stringify(extensions) });
    const got = await request(`${facade.url}/graphql?${search}`, {
      headers: { authorization: 'Bearer sandbox-admin', accept: 'application/json' },
    });
    expect(await got.body.text(), 'by GET, too').toBe(known.text);
  });

  test.each(ways)('a hash of another document is refused, and teaches nothing: %s', async (_, headers) => {
    const extensions = extensionsOf(sha256('{ other }'));
    const { codes } = await post(facade.url, JSON.stringify({ query: '{ __typename }', extensions }), headers);
    expect(codes).toEqual(['PERSISTED_QUERY_MISMATCH']);
    expect((await post(facade.url, JSON.stringify({ extensions }), headers)).codes).toEqual([
      'PERSISTED_QUERY_NOT_FOUND',
    ]);
  });

  test('a very long document is executed, but not kept', async () => {
    const query = `{ __typename } #${'x'.repeat(20_000)}`;
    const extensions = extensionsOf(sha256(query));
    expect((await post(facade.url, JSON.stringify({ query, extensions }))).codes).toEqual([]);
    expect((await post(facade.url, JSON.stringify({ extensions }))).codes).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });
});

describe('trusted documents', () => {
  const hashes = Object.entries(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>);
  const [hash = ''] = hashes.find(([, text]) => text.startsWith('query UsersTypeahead')) ?? [];
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({}, { TRUSTED_DOCUMENTS: manifest });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  test.each(
    ways.flatMap(([way, headers]) => [
      [way, 'extensions.persistedQuery', headers, { extensions: extensionsOf(hash) }] as const,
      [way, 'documentId', headers, { documentId: hash }] as const,
    ]),
  )('are served by the hash that the client preset gave them: %s, %s', async (_, __, headers, naming) => {
    expect(UsersTypeaheadDocument.__meta__?.hash).toBe(hash);
    const { codes, text } = await post(facade.url, JSON.stringify({ ...naming, variables: { text: 'a' } }), headers);
    expect(codes).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({ data: expect.any(Object) });
    expect(await facade.calls()).not.toEqual([]);
  });

  test.each(
    ways.flatMap(([way, headers]) => [
      [way, 'TRUSTED_DOCUMENTS_ONLY', headers, { query: '{ users { totalCount } }' }] as const,
      [way, 'TRUSTED_DOCUMENTS_ONLY', headers, { query: '{ users { totalCount } }', documentId: hash }] as const,
      [way, 'PERSISTED_QUERY_NOT_IN_LIST', headers, { documentId: sha256('x') }] as const,
      [way, 'PERSISTED_QUERY_NOT_IN_LIST', headers, { documentId: '__proto__' }] as const,
      [way, 'PERSISTED_QUERY_NOT_IN_LIST', headers, { extensions: extensionsOf('toString') }] as const,
      [way, 'PERSISTED_QUERY_ID_REQUIRED', headers, {}] as const,
    ]),
  )('are all that is served: %s, %s', async (_, code, headers, body) => {
    expect((await post(facade.url, JSON.stringify(body), headers)).codes).toEqual([code]);
    expect((await post(facade.url, JSON.stringify([body]), headers)).codes).toEqual([code]);
    expect(await facade.calls()).toEqual([]);
  });
});
