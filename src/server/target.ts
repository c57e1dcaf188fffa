import type { IncomingMessage } from 'node:http';

/**
 * Gives the target of a request the usual form, a path and a query, whatever form it came in (RFC 9112, §3.2).
 * @param basePath is cut off where the path begins with it: some proxies leave it, others do not
 * @returns false where the target or the `Host` header is not valid, so that the request must be refused
 */
export function normalizeTarget(message: IncomingMessage, basePath = ''): boolean {
  const { url = '/', headers } = message;
  const target = URL.parse(url, `http://${headers.host ?? 'localhost'}`);
  if (!target) return false;
  if (!url.startsWith('/') || url.startsWith('//')) message.url = target.pathname + target.search;
  if (basePath !== '' && message.url) message.url = withoutBase(message.url, basePath);
  return true;
}

function withoutBase(url: string, basePath: string): string {
  if (!url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

/** The path of a target in the usual form. */
export const pathOf = ({ url = '/' }: IncomingMessage) => url.split('?', 1)[0] ?? '/';
