import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { platformsOf } from './platforms.ts';

/** The REST side of the benchmark. */
export interface Upstream {
  readonly runaiUrl: string;
  readonly kestraUrl: string;
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** REST calls answered so far, refusals included. */
  readonly calls: () => number;
  /** Answers so far that were not 200. */
  readonly refusals: () => number;
  close(): Promise<void>;
}

const credentials = /\r\nauthorization: Bearer bench-\d+\r\n/i;
const endOfHead = '\r\n\r\n';
const mostRemembered = 10_000;

/**
 * Serves the platforms over plain sockets: it reads GET requests and nothing else, and remembers each answer as the bytes
 * to send. A call without a token `bench-<number>` is 401.
 */
export async function startUpstream(users: number): Promise<Upstream> {
  const answerTo = platformsOf(users);
  const remembered = new Map<string, Buffer>();
  const sockets = new Set<Socket>();
  let calls = 0;
  let refusals = 0;

  function bytesFor(head: string): Buffer {
    calls++;
    const path = head.startsWith('GET ') ? head.slice(4, head.indexOf(' ', 4)) : '';
    const known = credentials.test(head) ? (remembered.get(path) ?? remember(path)) : unauthenticated;
    if (!known.subarray(0, 15).equals(success)) refusals++;
    return known;
  }

  function remember(path: string): Buffer {
    const { status, body } = answerTo(path);
    const bytes = message(status, body);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(path, bytes);
    return bytes;
  }

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    let unread = '';
    socket.on('data', (chunk: string) => {
      unread += chunk;
      for (let end = unread.indexOf(endOfHead); end >= 0; end = unread.indexOf(endOfHead)) {
        const bytes = bytesFor(unread.slice(0, end + 2));
        unread = unread.slice(end + endOfHead.length);
        if (upstream.latencyMs > 0) setTimeout(() => socket.write(bytes), upstream.latencyMs);
        else socket.write(bytes);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;

  const upstream: Upstream = {
    runaiUrl: url,
    kestraUrl: `${url}/kestra`,
    latencyMs: 0,
    calls: () => calls,
    refusals: () => refusals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return upstream;
}

function message(status: number, body: string): Buffer {
  const head = [`HTTP/1.1 ${status} _`, 'content-type: application/json', `content-length: ${Buffer.byteLength(body)}`];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const success = Buffer.from('HTTP/1.1 200 _\r');
const unauthenticated = message(401, '{"code":401,"message":"Who are you?"}');
