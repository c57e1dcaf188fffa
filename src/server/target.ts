import type { IncomingMessage } from 'node:http';

/**
 * Gives the target of a request the usual form, a path and a query, whatever form it came in (RFC 9112, §3.2).
 * @returns false where the target or the `Host` header is not valid, so that the request must be refused
 */
export function normalizeTarget(message: IncomingMessage): boolean {
  const { url = '/', headers } = message;
  const target = URL.parse(url, `http://${headers.host ?? 'localhost'}`);
  if (!target) return false;
  if (!url.startsWith('/') || url.startsWith('//')) message.url = target.pathname + target.search;
  return true;
}
