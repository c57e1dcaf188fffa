import type { IncomingMessage } from 'node:http';

/**
 * Makes a function that gives the target of a request the usual form, a path and a query, whatever form it came in (RFC 9112,
 * §3.2).
 * @param basePath is cut off where the path begins with it: some proxies leave it, others do not
 * @returns a function that returns false where the target or the `Host` header is not valid, so that the request must be refused
 */
export function targetReader(basePath = ''): (message: IncomingMessage) => boolean {
  // Nearly all requests name the same one.
  let validHost: string | undefined;
  return (message) => {
    const { url = '/', headers } = message;
    const { host = 'localhost' } = headers;
    const isPath = path.test(url);
    if (!isPath || host !== validHost) {
      const target = URL.parse(url, `http://${host}`);
      if (!target) return false;
      if (isPath) validHost = host;
      if (!url.startsWith('/') || url.startsWith('//')) message.url = target.pathname + target.search;
    }
    if (basePath !== '' && message.url) message.url = withoutBase(message.url, basePath);
    return true;
  };
}

/** A target that cannot name a host: to URLs, a backslash is a slash. */
const path = /^\/(?![/\\])/;

function withoutBase(url: string, basePath: string): string {
  if (!url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

/** The path of a target in the usual form. */
export const pathOf = ({ url = '/' }: IncomingMessage) => url.split('?', 1)[0] ?? '/';
