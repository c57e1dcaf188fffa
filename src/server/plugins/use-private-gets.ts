import type { Plugin } from 'graphql-yoga';
import { isMultipart } from '../incremental.ts';

/**
 * Lets nobody but the client that asked keep the answer of a GET, and that only under the same credentials.
 * @param credentials the headers that carry them
 */
export function usePrivateGets(credentials: readonly string[]): Plugin {
  const vary = [...credentials, 'accept', 'origin', 'accept-encoding'].join(', ');
  return {
    onResponse({ request, response }) {
      const contentType = response.headers.get('content-type');
      if (request.method !== 'GET' || !(contentType?.includes('json') || isMultipart(contentType))) return;
      response.headers.set('cache-control', 'private');
      response.headers.append('vary', vary);
    },
  };
}
