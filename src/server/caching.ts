import type { Plugin } from 'graphql-yoga';

/** What an answer depends on besides its URL. */
const vary = 'authorization, kestra-authorization, accept, origin';

/** Lets nobody but the client that asked keep the answer of a GET, and that only under the same credentials. */
export function usePrivateAnswers(): Plugin {
  return {
    onResponse({ request, response }) {
      if (request.method !== 'GET' || !response.headers.get('content-type')?.includes('json')) return;
      response.headers.set('cache-control', 'private');
      response.headers.append('vary', vary);
    },
  };
}
