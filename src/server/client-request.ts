import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { ClientGoneError } from '../errors.ts';

export const requestIdHeader = 'x-request-id';
const acceptable = /^[\w.:-]{1,128}$/;

/**
 * Gives a request the id that follows it into logs, answer and REST calls: the client's own where it has the usual form,
 * else a new one, which replaces the client's header.
 */
export function identify(message: IncomingMessage): string {
  const given = message.headers[requestIdHeader];
  const id = typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
  message.headers[requestIdHeader] = id;
  return id;
}

/** What hooks and resolvers know of the HTTP request that they serve, whichever way serves it. */
export class ClientRequest {
  readonly headers: IncomingHttpHeaders;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whether the body is a batch, whose operations share one answer. */
  isBatch = false;
  /** Fields of the answers that were begun: the operations of a batch share what one request may ask. */
  fieldsBegun = 0;
  readonly #response: ServerResponse;

  /** @param message a request with an id, see `identify` */
  constructor({ headers }: IncomingMessage, response: ServerResponse, signal: AbortSignal) {
    this.headers = headers;
    this.signal = signal;
    this.#response = response;
  }

  get id(): string {
    return this.header(requestIdHeader) ?? '';
  }

  /** A header by its name in any case; several of one name are joined as HTTP says (RFC 9110, §5.3). */
  header(name: string): string | undefined {
    const value = this.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** Has the answer say that nobody may store or transform it (RFC 9111, §5.2.2). */
  forbidCaching(): void {
    this.#response.setHeader('cache-control', 'no-store, no-transform');
  }
}

/** A signal that aborts when the client leaves before it has the whole answer. */
export function leavingSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new ClientGoneError());
  });
  return controller.signal;
}
