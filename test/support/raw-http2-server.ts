import { once } from 'node:events';
import { createSecureServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import { selfSigned } from './self-signed.ts';

/** What becomes of a request that has come whole: `POST /api/v1/users`. */
export type Http2Conduct = (stream: ServerHttp2Stream, session: ServerHttp2Session, call: string) => void;

/** A server that speaks HTTP/2 only, and ends streams and sessions as it is told to. */
export async function rawHttp2Server() {
  let conduct: Http2Conduct = (stream) => stream.close();
  let received: string[] = [];
  let missed = 0;
  const sessions = new Set<ServerHttp2Session>();
  const forgotten = new WeakSet<object>();
  const server = createSecureServer({ ...selfSigned });
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined);
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    stream.on('error', () => undefined);
    if (stream.session && forgotten.has(stream.session)) {
      missed++;
      stream.session.destroy();
      return;
    }
    stream.resume();
    stream.on('end', () => {
      const call = `${headers[':method']} ${headers[':path']}`;
      received.push(call);
      if (stream.session) conduct(stream, stream.session as ServerHttp2Session, call);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as { port: number }).port}`,
    /** The requests that have come whole: `POST /api/v1/users`. */
    received: (): readonly string[] => received,
    /** What becomes of requests from now on; what came before is forgotten. */
    behave(next: Http2Conduct): void {
      conduct = next;
      received = [];
    },
    /** Drops the sessions that are open: without a word, until somebody writes to them. */
    forget(): void {
      for (const session of sessions) forgotten.add(session);
    },
    /** How often somebody wrote to a session that was dropped. */
    missed: (): number => missed,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const session of sessions) session.destroy();
      }),
  };
}
