import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RestClient } from '../../src/rest/client.ts';
import { ClientPresence } from '../../src/rest/client-presence.ts';
import { largestAnswer } from '../../src/rest/connections.ts';
import { RestSession } from '../../src/rest/session.ts';
import type { SessionOptions } from '../../src/rest/session-options.ts';
import { RunaiApi } from '../../src/runai/api.ts';
import { runaiContract, runaiDialects } from '../../src/runai/connection.ts';
import { runaiRefusal } from '../../src/runai/error-body.ts';
import { onHttp2Writes, onWrites } from '../support/cannot-be-asked.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { type Http2Conduct, rawHttp2Server } from '../support/raw-http2-server.ts';
import { type Conduct, rawAnswer, rawServer } from '../support/raw-server.ts';
import { selfSigned } from '../support/self-signed.ts';
import { silentServer } from '../support/silent-server.ts';

/*
 * The ways in which an exchange can end, and what a client is told of the fate of its write. Of what ends before a
 * connection is asked for there are tests of their own: the time of the request (deadline.test.ts), its budget
 * (budget.test.ts), a platform that is suspended (circuit-breaker.test.ts).
 */

const timeoutMs = 400;

const write = 'mutation { createUser(input: { email: "new@example.com" }) { __typename } }';
/** What finds out its fate, and is denied here. */
const look = 'GET /api/v1/users?search=new%40example.com&offset=0&limit=500';
const created = JSON.stringify({
  id: 'made',
  username: 'new@example.com',
  createdBy: 'admin@sandbox.test',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  lastLogin: null,
  isLocal: true,
  groups: [],
  tempPassword: 'made-up',
});

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, selfSigned.cert]));
afterAll(() => setDefaultCACertificates(trusted));

const facadeAt = ({ url }: { readonly url: string }) =>
  graphOver({ users: 1 }, { RUNAI_URL: url, UPSTREAM_TIMEOUT_MS: String(timeoutMs) });

async function failureOf(facade: Facade): Promise<object | undefined> {
  const { errors } = await facade.ask(write);
  return errors?.[0]?.extensions;
}

const unavailable = 'UPSTREAM_UNAVAILABLE';
const bad = 'UPSTREAM_BAD_RESPONSE';
const late = 'UPSTREAM_TIMEOUT';

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

const answers201: Http2Conduct = (stream) => {
  stream.respond({ ':status': 201, 'content-type': 'application/json' });
  stream.end(created);
};
/** Answers in part, and then does the rest. */
const answersThen =
  (then: Http2Conduct, headers = {}): Http2Conduct =>
  (stream, session, call) => {
    stream.respond({ ':status': 201, 'content-type': 'application/json', ...headers });
    stream.write(created.slice(0, 20), () => setTimeout(() => then(stream, session, call), 10));
  };
const leavesWith =
  (code: number, last: 'served' | 'any'): Http2Conduct =>
  (stream, session) => {
    session.goaway(code, last === 'served' ? stream.id : 2 ** 31 - 1);
    setTimeout(() => session.destroy(), 10);
  };

const http2: readonly { readonly how: string; readonly conduct: Http2Conduct; readonly code: string }[] = [
  ...Object.entries({
    NO_ERROR: 0,
    PROTOCOL_ERROR: 1,
    INTERNAL_ERROR: 2,
    CANCEL: 8,
    ENHANCE_YOUR_CALM: 11,
    HTTP_1_1_REQUIRED: 13,
  }).map(([name, code]) => ({
    how: `resets the stream with ${name}`,
    conduct: ((stream) => stream.close(code)) satisfies Http2Conduct as Http2Conduct,
    code: unavailable,
  })),
  { how: 'says that it refuses the stream', conduct: (stream) => stream.close(7), code: unavailable },
  { how: 'goes away, and closes', conduct: leavesWith(0, 'served'), code: unavailable },
  { how: 'goes away with an error', conduct: leavesWith(2, 'served'), code: unavailable },
  {
    how: 'goes away with REFUSED_STREAM after it has served the stream',
    conduct: leavesWith(7, 'served'),
    code: unavailable,
  },
  { how: 'goes away with REFUSED_STREAM, whatever it has served', conduct: leavesWith(7, 'any'), code: unavailable },
  { how: 'ends the session', conduct: (_, session) => session.destroy(), code: unavailable },
  { how: 'ends the session with an error', conduct: (_, session) => session.destroy(undefined, 2), code: unavailable },
  { how: 'never answers', conduct: () => undefined, code: late },
  {
    how: 'resets the stream within the body',
    conduct: answersThen((stream) => stream.destroy(new Error('cut'))),
    code: unavailable,
  },
  {
    how: 'ends the session within the body',
    conduct: answersThen((_, session) => session.destroy()),
    code: unavailable,
  },
  {
    how: 'sends less than its length',
    conduct: answersThen((stream) => stream.end(), { 'content-length': 900 }),
    code: unavailable,
  },
  { how: 'never ends the body', conduct: answersThen(() => undefined), code: late },
  {
    how: 'sends more headers than are accepted',
    conduct: (stream) => {
      const more = Array.from({ length: 20 }, (_, index) => [`x-more-${index}`, 'a'.repeat(15_000)]);
      stream.respond({ ':status': 201, ...Object.fromEntries(more) });
      stream.end(created);
    },
    code: unavailable,
  },
  {
    how: 'resets the stream after an interim answer',
    conduct: (stream) => {
      stream.additionalHeaders({ ':status': 103 });
      setTimeout(() => stream.close(2), 10);
    },
    code: unavailable,
  },
];

describe('over HTTP/2 a write has an unknown fate when the platform', () => {
  let server: Awaited<ReturnType<typeof rawHttp2Server>>;
  let facade: Facade;
  beforeAll(async () => {
    server = await rawHttp2Server();
    facade = await facadeAt(server);
  });
  afterAll(async () => {
    await facade.close();
    await server.close();
  });

  test.each(http2)('$how: $code', async ({ conduct, code }) => {
    server.behave(onHttp2Writes(conduct));
    expect(await failureOf(facade)).toEqual({ code, outcome: 'UNKNOWN' });
    expect(server.received(), 'it was sent once, and looked for once').toEqual(['POST /api/v1/users', look]);
  });

  test('and none when it answers, early hints before it or not', async () => {
    server.behave(answers201);
    expect(await failureOf(facade)).toBeUndefined();
    server.behave((stream, session, call) => {
      stream.additionalHeaders({ ':status': 103 });
      answers201(stream, session, call);
    });
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

describe('a write was not sent when', () => {
  async function fateAt(url: string): Promise<object | undefined> {
    const facade = await facadeAt({ url });
    try {
      return await failureOf(facade);
    } finally {
      await facade.close();
    }
  }

  /** A port at which bytes are said to whoever connects, or which closes at once. */
  async function greeter(greet: (socket: Socket) => void) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      greet(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as { port: number }).port, close: () => server.close() };
  }

  const notSent = (code: string) => ({ code, outcome: 'NOT_SENT' });

  test('the host name is unknown', async () => {
    expect(await fateAt('http://no-such-host.invalid')).toEqual(notSent(unavailable));
  });

  test('nothing listens', async () => {
    const gone = await silentServer();
    await gone.close();
    expect(await fateAt(`http://127.0.0.1:${gone.port}`)).toEqual(notSent(unavailable));
    expect(await fateAt(`https://127.0.0.1:${gone.port}`)).toEqual(notSent(unavailable));
  });

  test('TLS is never agreed on', async () => {
    const silent = await silentServer();
    expect(await fateAt(`https://127.0.0.1:${silent.port}`)).toEqual(notSent(late));
    await silent.close();
  });

  test.each<[string, (socket: Socket) => void]>([
    ['closed', (socket) => socket.end()],
    ['reset', (socket) => socket.resetAndDestroy()],
    ['answered in the clear', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    // RFC 8446 §6: a fatal alert, handshake_failure.
    ['refused by an alert', (socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40]))],
  ])('agreeing on TLS is %s', async (_, greet) => {
    const server = await greeter((socket) => socket.once('data', () => greet(socket)));
    expect(await fateAt(`https://127.0.0.1:${server.port}`)).toEqual(notSent(unavailable));
    server.close();
  });

  test('the certificate is not trusted', async () => {
    const server = await rawServer({ secure: true });
    setDefaultCACertificates(trusted);
    expect(await fateAt(server.url)).toEqual(notSent(unavailable));
    setDefaultCACertificates([...trusted, selfSigned.cert]);
    expect(server.received()).toEqual([]);
    await server.close();
  });

  test('the certificate is for another name', async () => {
    const server = await rawServer({ secure: true, host: '0.0.0.0' });
    expect(await fateAt(`https://127.0.0.2:${server.port}`)).toEqual(notSent(unavailable));
    expect(server.received()).toEqual([]);
    await server.close();
  });

  test('all connections are taken until its time is up', async () => {
    const server = await rawServer();
    const client = clientAt(server.url);
    server.behave(() => undefined);
    const under = (id: number) => writing(client, { deadline: Date.now() + 1000 }).deleteUser(`${id}`);
    const blocking = Array.from({ length: 64 }, (_, id) => under(id).catch((error) => error.outcome));
    await expect.poll(() => server.received()).toHaveLength(64);
    const error = await writing(client, { deadline: Date.now() + 50 })
      .deleteUser('late')
      .catch((reason) => reason);
    expect(error).toMatchObject(notSent(late));
    expect(new Set(await Promise.all(blocking))).toEqual(new Set(['UNKNOWN']));
    expect(server.received()).toHaveLength(64);
    await client.close();
    await server.close();
  });

  test('it holds what HTTP does not carry', async () => {
    const server = await rawServer();
    const client = clientAt(server.url);
    const asked = writing(client, { authorization: 'Bearer one\r\nx-other: two' }).deleteUser('x');
    await expect(asked).rejects.toMatchObject({ code: 'BAD_USER_INPUT', outcome: undefined });
    expect(server.received()).toEqual([]);
    await client.close();
    await server.close();
  });
});

const clientAt = (url: string) =>
  new RestClient({
    name: 'Run:ai',
    headers: ['Authorization'],
    url: new URL(url),
    contract: runaiContract('2.24'),
    timeoutMs: 5000,
    breaker: { failures: 1000, pauseMs: 1000 },
    ownRefusal: runaiRefusal,
    probe: { operation: 'get_users' },
  });

/** The API as one request has it. */
const writing = (client: RestClient, options: Partial<SessionOptions>) =>
  new RunaiApi(
    new RestSession(client, {
      authorization: 'Bearer sandbox-admin',
      requestId: 'test',
      client: new ClientPresence(),
      deadline: Date.now() + 5000,
      concurrency: 100,
      budget: { allowed: 100, made: 0 },
      ledger: { calls: [], plans: [], writes: [] },
      ...options,
    }),
    runaiDialects('2.24').now,
  );
