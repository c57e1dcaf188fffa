import type { IncomingMessage } from 'node:http';
import { getOperationAST } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { Flights, type Passage } from '../rest/flights.ts';
import { keepNewest } from '../rest/newest.ts';

/** Headers on which an answer depends, besides the body: whose it is, and what it shall hold. */
const telling = ['authorization', 'kestra-authorization', 'accept', 'x-explain'] as const;
const mostQueries = 1000;

/**
 * Queries under way, so that identical ones under identical credentials are executed once. Only what was executed before
 * and turned out to be a query is shared; and what starts after a mutation has ended joins nothing from before it.
 */
export class SharedQueries {
  readonly #flights = new Flights();
  readonly #started = new Map<string, number>();
  readonly #queries = new Set<string>();
  readonly #joinableMs: number;

  /**
   * @param requestTimeoutMs the time that a request has. A query can be joined in the first twentieth of it, so that who
   * joins is given up with it at most that much too early.
   */
  constructor(requestTimeoutMs: number) {
    this.#joinableMs = requestTimeoutMs / 20;
  }

  /** Joins an identical query that began just now, or starts one; with its key undefined, one that nobody can join. */
  board(key: string | undefined, start: (signal: AbortSignal) => Promise<unknown>): Passage {
    const now = Date.now();
    if (key === undefined || now - (this.#started.get(key) ?? now) > this.#joinableMs) {
      const controller = new AbortController();
      return { answer: start(controller.signal), shared: false, leave: () => controller.abort() };
    }
    return this.#flights.board(key, (signal) => {
      this.#started.set(key, now);
      return start(signal).finally(() => {
        // After a mutation another one may have begun under the same key.
        if (this.#started.get(key) === now) this.#started.delete(key);
      });
    });
  }

  /** All that makes two requests the same; undefined for one that is not known to be a query. */
  key({ headers }: IncomingMessage, params: GraphQLParams, body: string): string | undefined {
    if (!this.#queries.has(nameOf(params))) return undefined;
    return `${telling.map((name) => headers[name] ?? '').join('\n')}\n${body}`;
  }

  /** Learns which operations are queries, and when a mutation ends. */
  plugin(): Plugin {
    return {
      onExecute: ({ args: { document, operationName, contextValue } }) => {
        const operation = getOperationAST(document, operationName)?.operation;
        if (operation === 'mutation') return { onExecuteDone: () => this.#forget() };
        if (operation === 'query') this.#learn(nameOf(contextValue.params));
      },
    };
  }

  #forget(): void {
    this.#flights.forget();
    this.#started.clear();
  }

  #learn(name: string): void {
    if (name === '') return;
    this.#queries.add(name);
    keepNewest(this.#queries, mostQueries);
  }
}

/** What names an operation: the document as it was sent, and which of its operations. Empty for one that was not sent. */
function nameOf({ query, operationName = '' }: GraphQLParams): string {
  return query ? `${operationName?.length ?? 0} ${operationName}${query}` : '';
}
