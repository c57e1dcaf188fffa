import type { IncomingMessage, ServerResponse } from 'node:http';
import { replayedHeader, requestIdHeader } from './client-request.ts';

/** Seconds for which a browser need not ask again. */
const maxAge = '86400';

/**
 * Sets what pages of other origins may do (CORS protocol of the Fetch standard): nothing, unless theirs is listed; `*` lists
 * all. Cookies are never asked for, as credentials come in headers that a page must hold.
 * @param more headers of answers that pages may read
 */
export function corsHeaders(origins: readonly string[], more: readonly string[] = []) {
  const exposed = [requestIdHeader, replayedHeader, ...more].join(', ');
  const all = origins.includes('*');
  const listed = new Set(origins);
  return ({ headers }: IncomingMessage, response: ServerResponse): void => {
    const { origin, 'access-control-request-headers': asked } = headers;
    if (!origin || !(all || listed.has(origin))) return;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-methods', 'GET, POST');
    if (asked !== undefined) {
      response.setHeader('access-control-allow-headers', asked);
      response.setHeader('vary', 'access-control-request-headers');
    }
    response.setHeader('access-control-expose-headers', exposed);
    response.setHeader('access-control-max-age', maxAge);
  };
}
