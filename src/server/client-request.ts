import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { ClientPresence } from '../rest/client-presence.ts';

export const requestIdHeader = 'x-request-id';
/** The response header of an answer that was kept under an idempotency key. */
export const replayedHeader = 'idempotent-replayed';
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
  /** Whether anybody still waits for the answer. */
  readonly client: ClientPresence;
  /** Whether the body is a batch, whose operations share one answer. */
  isBatch = false;
  /** Fields of the answers that were begun: the operations of a batch share what one request may ask. */
  fieldsBegun = 0;
  /** What the answer says to caches; undefined if nothing is known of it. */
  cacheControl: string | undefined;
  readonly #response: ServerResponse;

  /** @param message a request with an id, see `identify` */
  constructor({ headers }: IncomingMessage, response: ServerResponse, client: ClientPresence) {
    this.headers = headers;
    this.client = client;
    this.#response = response;
  }

  /** The request itself. */
  get message(): IncomingMessage {
    return this.#response.req;
  }

  get id(): string {
    return this.header(requestIdHeader) ?? '';
  }

  /** A header by its name in any case; several of one name are joined as HTTP says (RFC 9110, §5.3). */
  header(name: string): string | undefined {
    const value = this.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** Adds headers to the answer, unless it is under way. */
  announce(headers: Readonly<Record<string, string>>): void {
    if (this.#response.headersSent) return;
    for (const [name, value] of Object.entries(headers)) this.#response.setHeader(name, value);
  }

  /** Has the answer say that the client, and nobody else, may keep it for so many milliseconds; not that of a batch. */
  allowCaching(freshMs: number): void {
    if (this.isBatch || this.#response.headersSent) return;
    this.cacheControl = `private, max-age=${Math.max(0, Math.floor(freshMs / 1000))}`;
    this.#response.setHeader('cache-control', this.cacheControl);
  }

  /** Has the answer say that it is one that was kept; not that of a batch. */
  markReplayed(): void {
    if (!this.isBatch && !this.#response.headersSent) this.#response.setHeader(replayedHeader, 'true');
  }

  /** Has the answer say that nobody may store or transform it (RFC 9111, §5.2.2). */
  forbidCaching(): void {
    this.#response.setHeader('cache-control', 'no-store, no-transform');
  }
}

/** The client that waits for an answer: it leaves when its connection closes before it has the whole of it. */
export function clientOf(response: ServerResponse): ClientPresence {
  const client = new ClientPresence();
  response.once('close', () => {
    if (!response.writableFinished) client.leave();
  });
  return client;
}
