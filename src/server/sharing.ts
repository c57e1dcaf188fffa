import type { IncomingMessage } from 'node:http';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { Flights, type Passage } from '../rest/single-flight.ts';
import type { Concern } from './execution-hooks.ts';

/**
 * Queries under way, so that identical ones under identical credentials are executed once. What starts after a mutation
 * has ended joins nothing from before it.
 */
export class SharedQueries {
  readonly #flights: Flights;
  readonly #headers: readonly string[];

  /**
   * @param requestTimeoutMs the time that a request has. A query can be joined in the first twentieth of it, so that who
   * joins is given up with it at most that much too early.
   * @param credentials the headers that say whose a request is, in lower case
   */
  constructor(requestTimeoutMs: number, credentials: readonly string[]) {
    this.#flights = new Flights(requestTimeoutMs / 20);
    this.#headers = [...credentials, 'accept', 'x-explain'];
  }

  /** All that makes two requests for a query the same: whose they are, what they ask, and what the answer shall hold. */
  keyOf({ headers }: IncomingMessage, body: string): string {
    let key = body;
    for (const name of this.#headers) key = `${headers[name] ?? ''}\n${key}`;
    return key;
  }

  /** Joins an identical query that began just now; undefined where there is none. */
  join(key: string): Passage | undefined {
    return this.#flights.join(key);
  }

  /** Starts an operation; with its key undefined, one that nobody can join. */
  start(key: string | undefined, start: (signal: AbortSignal) => Promise<unknown>): Passage {
    return this.#flights.start(key, start);
  }

  /** Learns when a mutation ends. */
  readonly concern: Concern = ({ document, operationName }) => {
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.MUTATION) return undefined;
    return (result) => {
      this.#flights.forget();
      return result;
    };
  };
}
