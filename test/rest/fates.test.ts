import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { largestAnswer } from '../../src/rest/connections.ts';
import { onHttp2Writes, onWrites } from '../support/cannot-be-asked.ts';
import type { Facade } from '../support/facade.ts';
import { type Http2Conduct, rawHttp2Server } from '../support/raw-http2-server.ts';
import { type Conduct, rawAnswer, rawServer } from '../support/raw-server.ts';
import { selfSigned } from '../support/self-signed.ts';
import { bad, clientAt, created, facadeAt, failureOf, late, look, unavailable, writing } from '../support/writing.ts';

/*
 * The ways in which an exchange can end, and what a client is told of the fate of its write. Over HTTP/2: fates-http2.test.ts;
 * what ends before anything is sent: unsent-writes.test.ts, the time of the request (deadline.test.ts), its budget
 * (budget.test.ts), a platform that is suspended (circuit-breaker.test.ts).
 */

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, selfSigned.cert]));
afterAll(() => setDefaultCACertificates(trusted));

const json = 'content-type: application/json';
const wholeAnswer = rawAnswer('201 Created', created);
const half = (text: string) => text.slice(0, -10);
const sends =
  (text: string, then?: Conduct): Conduct =>
  (socket, wire, call) =>
    socket.write(text, () => then?.(socket, wire, call));
const ends: Conduct = (socket) => socket.end();
const resets: Conduct = (_, wire) => wire.resetAndDestroy();
const chunked = ['HTTP/1.1 201 Created', json, 'transfer-encoding: chunked', '', ''].join('\r\n');

/** All the platform may do after it has read the request whole, and done what it says. */
const http1: readonly { readonly how: string; readonly conduct: Conduct; readonly code: string }[] = [
  { how: 'closes without an answer', conduct: ends, code: unavailable },
  { how: 'resets without an answer', conduct: resets, code: unavailable },
  { how: 'never answers', conduct: () => undefined, code: late },
  { how: 'closes within the status line', conduct: sends('HTTP/1.1 20', ends), code: unavailable },
  { how: 'closes within the headers', conduct: sends('HTTP/1.1 201 Created\r\ncontent-le', ends), code: unavailable },
  {
    how: 'resets within the headers',
    conduct: sends('HTTP/1.1 201 Created\r\ncontent-le', resets),
    code: unavailable,
  },
  { how: 'never ends the headers', conduct: sends('HTTP/1.1 201 Created\r\ncontent-le'), code: late },
  {
    how: 'sends more than 16 KiB of headers',
    conduct: sends(rawAnswer('201 Created', created, [json, `x-more: ${'a'.repeat(17_000)}`])),
    code: bad,
  },
  {
    how: 'sends two lengths',
    conduct: sends(rawAnswer('201 Created', created, [json, 'content-length: 3'])),
    code: bad,
  },
  {
    how: 'sends a length twice',
    conduct: sends(rawAnswer('201 Created', created, [json, `content-length: ${created.length}`])),
    code: bad,
  },
  {
    how: 'sends a length that is no number',
    conduct: sends(rawAnswer('201 Created', '', [json, 'content-length: many'])),
    code: bad,
  },
  {
    how: 'sends a length and chunks',
    conduct: sends(rawAnswer('201 Created', '0\r\n\r\n', [json, 'transfer-encoding: chunked'])),
    code: bad,
  },
  { how: 'sends a chunk of no size', conduct: sends(`${chunked}some\r\n`), code: bad },
  { how: 'sends what is not HTTP', conduct: sends('220 smtp.example.com ESMTP\r\n'), code: bad },
  { how: 'sends an HTTP that there is not', conduct: sends('HTTP/7.0 201 Created\r\n\r\n'), code: bad },
  { how: 'closes within a body', conduct: sends(half(wholeAnswer), ends), code: unavailable },
  {
    how: 'closes within the body of its last answer',
    conduct: sends(half(rawAnswer('201 Created', created, [json, 'connection: close'])), ends),
    code: unavailable,
  },
  { how: 'closes within a chunk', conduct: sends(`${chunked}20\r\n{"id"`, ends), code: unavailable },
  { how: 'closes before the last chunk', conduct: sends(`${chunked}2\r\n{}\r\n`, ends), code: unavailable },
  {
    how: 'closes within a chunk of its last answer',
    conduct: sends(`${chunked.replace('\r\n', '\r\nconnection: close\r\n')}20\r\n{"id"`, ends),
    code: unavailable,
  },
  {
    how: 'resets within a body',
    conduct: sends(half(wholeAnswer), resets),
    code: unavailable,
  },
  { how: 'never ends the body', conduct: sends(half(wholeAnswer)), code: late },
  {
    how: 'asks for the rest of a request that it has whole',
    conduct: sends(`HTTP/1.1 100 Continue\r\n\r\n${wholeAnswer}`),
    code: unavailable,
  },
  {
    how: 'changes to another protocol',
    conduct: sends('HTTP/1.1 101 Switching Protocols\r\nupgrade: other\r\nconnection: upgrade\r\n\r\n'),
    code: unavailable,
  },
  {
    how: 'closes after an interim answer',
    conduct: sends('HTTP/1.1 103 Early Hints\r\n\r\n', ends),
    code: unavailable,
  },
  { how: 'never answers after an interim answer', conduct: sends('HTTP/1.1 103 Early Hints\r\n\r\n'), code: late },
];

describe.each([
  ['HTTP/1.1', false],
  ['HTTP/1.1 with TLS', true],
])('over %s a write has an unknown fate when the platform', (_, secure) => {
  let server: Awaited<ReturnType<typeof rawServer>>;
  let facade: Facade;
  beforeAll(async () => {
    server = await rawServer({ secure });
    facade = await facadeAt(server);
  });
  afterAll(async () => {
    await facade.close();
    await server.close();
  });

  test.each(http1)('$how: $code', async ({ conduct, code }) => {
    server.behave(onWrites(conduct));
    expect(await failureOf(facade)).toEqual({ code, outcome: 'UNKNOWN' });
    expect(server.received(), 'it was sent once, and looked for once').toEqual(['POST /api/v1/users', look]);
  });

  test('and none when it answers, early hints before it or not', async () => {
    server.behave(sends(wholeAnswer));
    expect(await failureOf(facade)).toBeUndefined();
    server.behave(sends(`HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n${wholeAnswer}`));
    expect(await failureOf(facade)).toBeUndefined();
    expect(server.received()).toEqual(['POST /api/v1/users']);
  });
});

describe('a write has an unknown fate when the platform sends a body larger than is accepted', () => {
  const large = Buffer.alloc(largestAnswer + 1, ' ');

  test.each<[string, () => Promise<{ url: string; received: () => readonly string[]; close: () => unknown }>]>([
    [
      'HTTP/1.1',
      async () => {
        const server = await rawServer();
        server.behave(onWrites(sends(`${chunked}${large.length.toString(16)}\r\n`, (socket) => socket.write(large))));
        return server;
      },
    ],
    [
      'HTTP/2',
      async () => {
        const server = await rawHttp2Server();
        const answers: Http2Conduct = (stream) => {
          stream.respond({ ':status': 201, 'content-type': 'application/json' });
          stream.end(large);
        };
        server.behave(onHttp2Writes(answers));
        return server;
      },
    ],
  ])('over %s', async (_, start) => {
    const server = await start();
    const client = clientAt(server.url);
    await expect(writing(client, {}).deleteUser('x')).rejects.toMatchObject({ code: bad, outcome: 'UNKNOWN' });
    expect(server.received(), 'it was sent once').toEqual(['DELETE /api/v1/users/x', 'GET /api/v1/users/x']);
    await client.close();
    await server.close();
  });
});
