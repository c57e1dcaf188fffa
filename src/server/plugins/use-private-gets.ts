import type { Plugin } from 'graphql-yoga';
import { isMultipart } from '../incremental.ts';
import type { YogaServerContext } from './use-batches.ts';

/**
 * Lets nobody but the client that asked keep the answer of a GET, and that only under the same credentials, for as long as a
 * hook says that it is fresh.
 * @param credentials the headers that carry them
 */
export function usePrivateGets(credentials: readonly string[]): Plugin<object, YogaServerContext> {
  const vary = [...credentials, 'accept', 'origin', 'accept-encoding'].join(', ');
  return {
    onResponse({ request, response, serverContext }) {
      const contentType = response.headers.get('content-type');
      const isParts = isMultipart(contentType);
      if (request.method !== 'GET' || !(contentType?.includes('json') || isParts)) return;
      const fresh = isParts ? undefined : serverContext.clientRequest?.cacheControl;
      response.headers.set('cache-control', fresh ?? 'private');
      response.headers.append('vary', vary);
    },
  };
}
