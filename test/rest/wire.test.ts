import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { largestAnswer } from '../../src/rest/connections.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { rawServer } from '../support/raw-server.ts';

let server: Awaited<ReturnType<typeof rawServer>>;
let facade: Facade;
beforeAll(async () => {
  server = await rawServer();
  facade = await graphOver({ users: 1 }, { RUNAI_URL: server.url });
});
afterAll(async () => {
  await facade.close();
  await server.close();
});

/** Answers whatever is asked, for as long as no other is given. */
function answers(body: Buffer, headers: readonly string[] = [], status = '200 OK', type = 'application/json'): void {
  server.behave((socket) => {
    const lines = [`HTTP/1.1 ${status}`, `content-type: ${type}`, `content-length: ${body.length}`, ...headers];
    socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]));
  });
}

const row = {
  id: 'a',
  username: 'zoë@example.com',
  createdBy: '',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  lastLogin: null,
  isLocal: true,
  groups: [],
};
const list = Buffer.from(JSON.stringify([row]));
const whole = '{ users(first: 1) { nodes { username } } }';
const searched = '{ user(by: { username: "zoë@example.com" }) { username } }';
const write = 'mutation { createUser(input: { email: "new@example.com" }) { __typename } }';

const coded = (coding: string) => [`content-encoding: ${coding}`];

describe('an answer that is compressed, which nobody asked for,', () => {
  test.each<[string, Buffer]>([
    ['gzip', gzipSync(list)],
    ['x-gzip', gzipSync(list)],
    ['GZIP', gzipSync(list)],
    ['br', brotliCompressSync(list)],
    ['zstd', zstdCompressSync(list)],
    ['deflate', deflateSync(list)],
    ['deflate', deflateRawSync(list)],
    ['identity', list],
    ['deflate, gzip', gzipSync(deflateSync(list))],
  ])('by %s is read', async (coding, body) => {
    answers(body, coded(coding));
    const { data, errors } = await facade.ask(whole);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ users: { nodes: [{ username: row.username }] } });
    expect(server.received()).toHaveLength(1);
  });

  test.each<[string, string, Buffer, RegExp]>([
    ['a coding that is not known', 'compress', list, /the content coding "compress"/],
    ['a coding of no such name, which is not repeated', 'cAnAry', list, /the content coding "another"/],
    ['a coding that its body is not in', 'gzip', list, /the content coding "gzip" that its body is not in/],
    ['a coding that breaks off', 'gzip', gzipSync(list).subarray(0, -12), /"gzip" that its body is not in/],
    ['more codings than anybody needs', 'gzip, gzip, gzip', list, /more than two/],
    ['a body that grows beyond what is accepted', 'gzip', gzipSync(Buffer.alloc(largestAnswer + 1, ' ')), /too large/],
  ])('by %s is refused, and the fate of a write is unknown', async (_, coding, body, message) => {
    answers(body, coded(coding));
    const read = await facade.ask(whole);
    expect(read.errors?.[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
    });
    expect(server.received()).toHaveLength(1);
    answers(body, coded(coding), '201 Created');
    const written = await facade.ask(write);
    expect(written.errors?.[0]?.extensions).toEqual({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' });
    expect(facade.lines.join('')).not.toContain('cAnAry');
  });

  test('and is a refusal is read for what it says; where it cannot be read, its status counts', async () => {
    const refusal = Buffer.from(JSON.stringify({ code: 409, message: 'exists' }));
    answers(gzipSync(refusal), coded('gzip'), '409 Conflict');
    const { data, errors } = await facade.ask(`${write.replace('__typename', '__typename ... on Failure { code }')}`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ createUser: { code: 'CONFLICT' } });
    answers(refusal, coded('br'), '401 Unauthorized');
    expect((await facade.ask(whole)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe.each([
  ['read whole', whole],
  ['searched', searched],
])('a text that is %s', (_, document) => {
  test('may begin with a byte order mark', async () => {
    answers(Buffer.concat([Buffer.from('\ufeff'), list]));
    const { data, errors } = await facade.ask(document);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toContain(row.username);
  });

  test.each<[string, Buffer]>([
    ['Latin-1', Buffer.from(JSON.stringify([row]), 'latin1')],
    ['UTF-16', Buffer.from(JSON.stringify([row]), 'utf16le')],
    ['cut within a character', Buffer.concat([list.subarray(0, -2), Buffer.from([0xc3]), list.subarray(-2)])],
    ['a surrogate on its own', Buffer.concat([list.subarray(0, 8), Buffer.from([0xed, 0xa0, 0x80]), list.subarray(8)])],
    ['marked twice', Buffer.concat([Buffer.from('\ufeff\ufeff'), list])],
  ])('is refused, not mended, where it is %s', async (_what, body) => {
    answers(body);
    const { errors } = await facade.ask(document);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_BAD_RESPONSE']);
    expect(server.received()).toHaveLength(1);
  });

  test('is refused where its media type names another encoding', async () => {
    answers(list, [], '200 OK', 'application/json; charset=iso-8859-1');
    const { errors } = await facade.ask(document);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_BAD_RESPONSE']);
  });
});
