import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Config } from '../config.ts';
import { answerUnreadable } from './http-errors.ts';

/** Longer than the minute after which load balancers drop an idle connection, so that they never send on one that closes. */
const keepAliveMs = 65_000;
/** Milliseconds in which the headers of a request must arrive: they fit into a few packets. */
const headersMs = 10_000;
/** How often connections are checked for requests that are late. */
const checkEveryMs = 1000;

/**
 * The HTTP server, which bounds what a client can take up without sending a whole request: 431 for headers that are too
 * long, 408 for a request that does not arrive in time; a connection beyond the most that are allowed is closed at once.
 */
export function createHttpServer(listener: RequestListener, config: Config): Server {
  const { clientTimeoutMs, requestTimeoutMs, maxConnections, maxHeaderBytes } = config;
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: Math.min(headersMs, clientTimeoutMs),
      requestTimeout: clientTimeoutMs,
      connectionsCheckingInterval: Math.min(checkEveryMs, clientTimeoutMs),
      keepAliveTimeout: keepAliveMs,
    },
    listener,
  );
  answerUnreadable(server);
  server.maxConnections = maxConnections;
  // A connection on which nothing moves: the answer is late beyond its deadline, or the client does not read it.
  server.timeout = requestTimeoutMs + clientTimeoutMs;
  return server;
}

/** Listens as configured. Rejects with the code of what is wrong (`EADDRINUSE`). */
export async function listen(server: Server, { port, host }: Config): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

/** Takes no more connections, lets requests under way end, and after `mostMs` closes the connections that are left. */
export async function closeWithin(server: Server, mostMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const latest = setTimeout(() => server.closeAllConnections(), mostMs);
  await closed;
  clearTimeout(latest);
}

/** Where a server listens: `http://127.0.0.1:4000`. */
export function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
