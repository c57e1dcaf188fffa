import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6, type Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { ProxyFault } from './proxy-fault.ts';

/** Milliseconds after which an idle connection is checked by TCP. */
const keepAliveMs = 60_000;

/**
 * Makes connections through an HTTP proxy by CONNECT (RFC 9110, §9.3.6): each tunnel is a connection of its own, which the
 * proxy neither reads nor shares nor repeats requests on, so that what holds for a direct connection holds for it.
 * undici's `ProxyAgent` brings pools of its own and gives its errors no code.
 * @param proxy may hold credentials
 * @param timeoutMs for the tunnel, TLS in it not included
 * @param secure speaks TLS in a tunnel
 */
export function tunnelConnector(
  proxy: URL,
  timeoutMs: number,
  secure: buildConnector.connector,
): buildConnector.connector {
  return (options, callback) => {
    const { protocol, hostname } = options;
    const port = options.port || (protocol === 'https:' ? '443' : '80');
    const tunnel = connectRequest(proxy, `${isIPv6(hostname) ? `[${hostname}]` : hostname}:${port}`);
    let isOver = false;
    const fail = (fault: ProxyFault) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      tunnel.destroy();
      callback(fault, null);
    };
    const timer = setTimeout(() => fail(new ProxyFault('PROXY_UNREACHABLE', 'TIMEOUT')), timeoutMs);
    tunnel.on('error', (error: NodeJS.ErrnoException) =>
      fail(new ProxyFault('PROXY_UNREACHABLE', error.code ?? error.name, error)),
    );
    tunnel.once('connect', ({ statusCode = 0 }: IncomingMessage, socket: Socket, head: Buffer) => {
      if (isOver || statusCode < 200 || statusCode > 299) {
        socket.on('error', () => undefined).destroy();
        return fail(new ProxyFault('PROXY_REFUSED', String(statusCode)));
      }
      isOver = true;
      clearTimeout(timer);
      if (head.length > 0) socket.unshift(head);
      socket.setNoDelay(true).setKeepAlive(true, keepAliveMs);
      if (protocol === 'https:') secure({ ...options, httpSocket: socket }, callback);
      else callback(null, socket);
    });
    tunnel.end();
  };
}

/** A request for a tunnel, over a connection of its own. */
function connectRequest(proxy: URL, authority: string): ClientRequest {
  const { protocol, hostname, port, username, password } = proxy;
  const credentials = [username, password].map(decodeURIComponent).join(':');
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return (protocol === 'https:' ? httpsRequest : httpRequest)({
    method: 'CONNECT',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || undefined,
    path: authority,
    headers: { host: authority, ...(username && { 'proxy-authorization': authorization }) },
    agent: false,
  });
}
