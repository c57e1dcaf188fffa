import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { duplexPair } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { selfSigned } from './self-signed.ts';

/**
 * What becomes of a request that has come whole, `POST /api/v1/users`: its answer is written by hand, or not at all.
 * `wire` is the TCP connection itself, beneath TLS where that is spoken.
 */
export type Conduct = (socket: Socket, wire: Socket, call: string) => void;

/** An HTTP/1.1 answer as it goes on the wire. */
export const rawAnswer = (
  status: string,
  body: string,
  headers: readonly string[] = ['content-type: application/json'],
) => [`HTTP/1.1 ${status}`, ...headers, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');

/**
 * A server that reads HTTP/1.1 and answers with whatever bytes it is told to.
 * @param secure by TLS, with a certificate that is not to be trusted by default
 */
export async function rawServer({ secure = false, host = '127.0.0.1' } = {}) {
  let conduct: Conduct = (socket) => socket.destroy();
  let received: string[] = [];
  let missed = 0;
  let opened = 0;
  const sockets = new Set<Socket>();
  const forgotten = new WeakSet<Socket>();

  const serve = (socket: Socket, wire: Socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      if (forgotten.has(wire)) {
        missed++;
        wire.resetAndDestroy();
        return;
      }
      text += chunk.toString('latin1');
      for (let length = lengthOf(text); length > 0 && text.length >= length; length = lengthOf(text)) {
        const call = text.slice(0, text.indexOf(' HTTP/'));
        text = text.slice(length);
        received.push(call);
        conduct(socket, wire, call);
      }
    });
  };
  const keep = (socket: Socket) => {
    opened++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((wire) => {
    keep(wire);
    if (!secure) return serve(wire, wire);
    const [outer, inner] = duplexPair();
    wire.pipe(outer).pipe(wire, { end: false });
    outer.on('end', () => wire.end());
    const socket = new TLSSocket(inner as Socket, { isServer: true, ...selfSigned, ALPNProtocols: ['http/1.1'] });
    socket.on('error', () => undefined);
    serve(socket, wire);
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    port,
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    /** The requests that have come whole: `POST /api/v1/users`. */
    received: (): readonly string[] => received,
    /** What becomes of requests from now on; what came before is forgotten. */
    behave(next: Conduct): void {
      conduct = next;
      received = [];
    },
    /** How many connections are open, and how many ever were. */
    open: (): number => sockets.size,
    opened: (): number => opened,
    /** Accepts no more connections. */
    refuse: () => {
      server.close();
    },
    /** Drops the connections that are open as a balancer does: without a word, until somebody writes to them. */
    forget(): void {
      for (const socket of sockets) forgotten.add(socket);
    },
    /** How often somebody wrote to a connection that was dropped. */
    missed: (): number => missed,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Of the first request in a text; 0 while its headers are not whole. */
function lengthOf(text: string): number {
  const end = text.indexOf('\r\n\r\n') + 4;
  if (end < 4) return 0;
  return end + Number(/^content-length: (\d+)/im.exec(text.slice(0, end))?.[1] ?? 0);
}
