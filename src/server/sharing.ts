import type { IncomingMessage } from 'node:http';
import { OperationTypeNode } from 'graphql';
import { SingleFlight, type Waiter } from '../rest/single-flight.ts';
import type { ExecutionHook } from './execution-hooks.ts';

/** The header of the credentials by which queries are kept apart first. The others are part of the key. */
const ownersHeader = 'authorization';

/** All that makes two requests for a query the same. */
export interface QueryKey {
  readonly owner: string;
  readonly key: string;
}

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
   * @param isCaching whether requests differ by what they say of answers that are kept
   */
  constructor(requestTimeoutMs: number, credentials: readonly string[], isCaching: boolean) {
    this.#queries = new SingleFlight(requestTimeoutMs / 20);
    const others = ['accept', 'x-explain', ...(isCaching ? ['cache-control'] : [])];
    this.#headers = [...credentials, ...others].filter((name) => name !== ownersHeader);
  }

  /** Whose a request is, and all else that makes two requests the same: what they ask, and in which form. */
  keyOf({ headers }: IncomingMessage, body: string): QueryKey {
    let key = body;
    for (const name of this.#headers) key = `${headers[name] ?? ''}\n${key}`;
    return { owner: headers[ownersHeader] ?? '', key };
  }

  /** Joins an identical query that began just now; undefined if there is none. */
  join({ owner, key }: QueryKey): Waiter | undefined {
    return this.#queries.join(owner, key);
  }

  /** Lets others join a query that starts. @param abandon called when nobody waits for its answer any more */
  start({ owner, key }: QueryKey, answer: Promise<unknown>, abandon: () => void): Waiter {
    return this.#queries.start(owner, key, answer, abandon);
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
