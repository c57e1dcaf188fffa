import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Concern } from '../execution-hooks.ts';
import { inParts } from '../incremental.ts';

/** Requests that executed a mutation. */
const writing = new WeakSet<Request>();

/**
 * What says who may keep an answer, or change its form. That of a mutation may show a password or a token, once: it is kept
 * by nobody, and compressed neither here nor by a proxy. Where secrets stand beside text of the client's, the length of
 * both compressed together tells of the secret (BREACH).
 */
export function cachingOf(request: Request): Readonly<Record<string, string>> {
  if (writing.has(request)) return { 'cache-control': 'no-store, no-transform' };
  return {};
}

/** Marks the requests whose answers nobody may keep. */
export const noKeeping: Concern = ({ document, operationName, contextValue }) => {
  if (getOperationAST(document, operationName)?.operation === 'mutation') writing.add(contextValue.request);
  return undefined;
};

/**
 * Lets nobody but the client that asked keep the answer of a GET, and that only under the same credentials.
 * @param credentials the headers that carry them
 */
export function usePrivateAnswers(credentials: readonly string[]): Plugin {
  const vary = [...credentials, 'accept', 'origin', 'accept-encoding'].join(', ');
  return {
    onResponse({ request, response }) {
      for (const [name, value] of Object.entries(cachingOf(request))) response.headers.set(name, value);
      const contentType = response.headers.get('content-type');
      if (request.method !== 'GET' || !(contentType?.includes('json') || inParts(contentType))) return;
      response.headers.set('cache-control', 'private');
      response.headers.append('vary', vary);
    },
  };
}
