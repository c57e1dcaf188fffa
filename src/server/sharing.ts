import type { IncomingMessage } from 'node:http';
import { OperationTypeNode } from 'graphql';
import { SingleFlight, type Waiter } from '../rest/single-flight.ts';
import type { ExecutionHook } from './execution-hooks.ts';

/**
 * Queries under way, so that identical ones under identical credentials are executed once. What starts after a mutation
 * has ended joins nothing that began before it.
 */
export class SharedQueries {
  readonly #queries: SingleFlight;
  readonly #headers: readonly string[];

  /**
   * @param requestTimeoutMs the time that a request has. A query can be joined in the first twentieth of it, so that a
   * client that joins loses at most that much of its own time.
   * @param credentials the headers that say whose a request is, in lower case
   */
  constructor(requestTimeoutMs: number, credentials: readonly string[]) {
    this.#queries = new SingleFlight(requestTimeoutMs / 20);
    this.#headers = [...credentials, 'accept', 'x-explain'];
  }

  /** All that makes two requests for a query the same: whose they are, what they ask, and in which form. */
  keyOf({ headers }: IncomingMessage, body: string): string {
    let key = body;
    for (const name of this.#headers) key = `${headers[name] ?? ''}\n${key}`;
    return key;
  }

  /** Joins an identical query that began just now; undefined where there is none. */
  join(key: string): Waiter | undefined {
    return this.#queries.join(key);
  }

  /**
   * Starts an operation; with its key undefined, one that nobody can join.
   * @param controller aborts the operation when nobody waits for its answer any more
   */
  start(key: string | undefined, execute: () => Promise<unknown>, controller: AbortController): Waiter {
    return this.#queries.start(key, execute, controller);
  }

  /** Learns when a mutation has ended. */
  readonly hook: ExecutionHook = ({ definition }) => {
    if (definition?.operation !== OperationTypeNode.MUTATION) return undefined;
    return {
      onResult: (result) => {
        this.#queries.forget();
        return result;
      },
    };
  };
}
