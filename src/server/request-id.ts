import { randomUUID } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';

const header = 'x-request-id';
const acceptable = /^[\w.:-]{1,128}$/;
const ids = new WeakMap<Request, string>();

/** The id that follows a request into logs, answer and REST calls: the client's own where it has the usual form. */
export function requestId(request: Request): string {
  const known = ids.get(request);
  if (known) return known;
  const given = request.headers.get(header);
  const id = given !== null && acceptable.test(given) ? given : randomUUID();
  ids.set(request, id);
  return id;
}

/** The header that tells the client the id of its request. */
export const requestIdHeader = (request: Request) => ({ [header]: requestId(request) });

/** Tells the client the id of its request. */
export function useRequestId(): Plugin {
  return {
    onResponse({ request, response }) {
      response.headers.set(header, requestId(request));
    },
  };
}
