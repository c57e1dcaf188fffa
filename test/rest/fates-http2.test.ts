import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onHttp2Writes } from '../support/cannot-be-asked.ts';
import type { Facade } from '../support/facade.ts';
import { type Http2Conduct, rawHttp2Server } from '../support/raw-http2-server.ts';
import { selfSigned } from '../support/self-signed.ts';
import { created, facadeAt, failureOf, late, look, unavailable } from '../support/writing.ts';

/* The ways in which an exchange over HTTP/2 can end, and what a client is told of the fate of its write. */

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, selfSigned.cert]));
afterAll(() => setDefaultCACertificates(trusted));

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
