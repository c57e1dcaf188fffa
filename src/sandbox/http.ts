import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { kindOf } from './auth.ts';
import { payload } from './broken-bodies.ts';
import { CallLog } from './call-log.ts';
import { control, controlPrefix } from './control.ts';
import { type Fault, Faults } from './faults.ts';
import type { Platform, Reply } from './platform.ts';
import type { Quirk } from './quirks.ts';
import { serveCall } from './serve-call.ts';

/** How an embedded platform is started. */
export interface SandboxOptions {
  /** 127.0.0.1 when absent. */
  readonly host?: string;
  /** Any free port when absent or 0. */
  readonly port?: number;
  /** How many people a fresh database is seeded with; 2000 when absent. */
  readonly users?: number;
  /** How long every operation waits before it begins. */
  readonly latencyMs?: number;
  /** The file that keeps the data; in memory when absent. A file that holds data already is taken as it is. */
  readonly database?: string;
  /** In which ways it behaves as real servers do and documents do not say. */
  readonly quirks?: readonly Quirk[];
  /** Seconds for which the tokens are good that it issues for calls to itself; an hour when absent. */
  readonly tokenSeconds?: number;
}

/** An embedded platform that is listening. */
export interface Sandbox {
  readonly url: string;
  /** Cuts what is open, forgets what is pending and frees the port. */
  close(): Promise<void>;
}

/** Puts a platform on a port, with the call log, the faults and their control endpoints. */
export async function listen(platform: Platform, options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, latencyMs = 0 } = options;
  const log = new CallLog();
  const faults = new Faults(platform.contract.operationIds);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const [path = '/', query = ''] = split(url);
    if (path.startsWith(controlPrefix)) {
      return send(response, control(method, path, await textOf(request), log, faults));
    }
    const match = platform.contract.match(method, path);
    const operationId = typeof match === 'string' ? null : match.operationId;
    const identity = platform.identify(request.headers.authorization);
    const entry = log.add({ method, path, query, operationId, status: null, token: kindOf(identity) });
    const fault = operationId === null ? undefined : faults.claim(operationId);
    const { replaced } = faults;
    const body = await textOf(request);
    if (match === 'unknown-path' && !platform.isOwnPath(path)) {
      entry.status = 404;
      return send(response, { status: 404 }, { body: 'not-json' });
    }
    if (fault?.connection === 'reset-before') {
      request.socket.resetAndDestroy();
      return;
    }
    if (fault?.connection === 'reset-during') {
      request.socket.resetAndDestroy();
      await delay(latencyMs + (fault.latencyMs ?? 0));
    } else if (operationId !== null && !(await pause(latencyMs + (fault?.latencyMs ?? 0), response))) return;
    if (fault?.connection === 'hold' && !(await hold(replaced, response))) return;

    const contentType = request.headers['content-type'] ?? '';
    const reply = serveCall(platform, { method, path, query, contentType, body }, match, identity, fault);
    if (fault?.connection === 'stall' || response.destroyed) return;
    if (fault?.connection === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    entry.status = reply.status;
    send(response, reply, fault);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!request.readableAborted) console.error(error);
      response.destroy();
    });
  });
  // Longer than any client keeps an idle connection, so that no request meets a socket that is just being closed.
  server.keepAliveTimeout = 75_000;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    platform.close();
    throw error;
  }
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => {
          platform.close();
          resolve();
        });
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function split(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

async function textOf(request: IncomingMessage): Promise<string> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if ((length === undefined || length === '0') && encoding === undefined) return '';
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Waits without keeping the server busy. False when the client has left meanwhile. */
function pause(milliseconds: number, response: ServerResponse): Promise<boolean> {
  if (milliseconds === 0 || response.destroyed) return Promise.resolve(!response.destroyed);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(!response.destroyed), milliseconds);
    response.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

/** Waits for what lets the call go on. False when the client has left meanwhile. */
async function hold(release: Promise<void>, response: ServerResponse): Promise<boolean> {
  await Promise.race([release, new Promise((resolve) => response.once('close', resolve))]);
  return !response.destroyed;
}

function send(response: ServerResponse, reply: Reply, fault?: Pick<Fault, 'body' | 'retryAfter'>): void {
  const body = payload(reply.body, fault?.body);
  const headers: Record<string, string | number> = { ...reply.headers };
  if (fault?.retryAfter !== undefined) headers['retry-after'] = fault.retryAfter;
  if (body) headers['content-type'] = body.type;
  // A 204 has no body and so no length.
  if (reply.status !== 204) headers['content-length'] = body?.bytes.length ?? 0;
  response.writeHead(reply.status, headers).end(reply.status === 204 ? undefined : body?.bytes);
}
