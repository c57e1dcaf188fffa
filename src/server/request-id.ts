import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const requestIdHeader = 'x-request-id';
const acceptable = /^[\w.:-]{1,128}$/;

/**
 * Gives a request the id that follows it into logs, answer and REST calls: the client's own where it has the usual form,
 * else a new one, put in the place of the client's.
 */
export function identify(message: IncomingMessage): string {
  const given = message.headers[requestIdHeader];
  const id = typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
  message.headers[requestIdHeader] = id;
  return id;
}

/** The id that a request was given. */
export function requestId(request: Request): string {
  return request.headers.get(requestIdHeader) ?? '';
}
