import { ApolloLink } from '@apollo/client';
import { tap } from 'rxjs';

/** The same REST calls of one request, as the graph lists them in `extensions.plan`. */
export interface PlannedCalls {
  readonly method: string;
  readonly path: string;
  readonly reason: string;
  readonly calls: number;
  readonly shared: number;
  /** Reads that the facade answered from what it keeps, where it keeps any. */
  readonly cached?: number;
  readonly rows: number;
  readonly timings?: readonly { readonly startMs: number; readonly endMs: number }[];
}

/** A GraphQL request that a page made. */
export interface LoggedRequest {
  readonly id: number;
  /** The page, by the key of its place in the history of the browser. */
  readonly page: string;
  readonly operation: string;
  /** Absent until the whole answer is there, and where the answer does not tell. */
  readonly plan?: readonly PlannedCalls[];
}

/** The requests of one person's session, and what each cost the platforms. */
export class RequestLog {
  #requests: readonly LoggedRequest[] = [];
  readonly #listeners = new Set<() => void>();

  /** All requests, the oldest first: the same array until something is new. */
  readonly requests = (): readonly LoggedRequest[] => this.#requests;

  /** @returns how to hear of nothing more */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @returns what to call with the plan when it is told */
  begin(page: string, operation: string): (plan: readonly PlannedCalls[]) => void {
    const id = this.#requests.length;
    this.#replace([...this.#requests, { id, page, operation }]);
    return (plan) => this.#replace(this.#requests.map((known) => (known.id === id ? { ...known, plan } : known)));
  }

  #replace(requests: readonly LoggedRequest[]): void {
    this.#requests = requests;
    for (const listener of this.#listeners) listener();
  }
}

/** Asks with each request what it costs, and logs it. @param pageOf the page that is shown now */
export function loggingLink(log: RequestLog, pageOf: () => string): ApolloLink {
  return new ApolloLink((operation, forward) => {
    operation.setContext(({ headers }: { headers?: object }) => ({ headers: { ...headers, 'x-explain': 'timed' } }));
    const explained = log.begin(pageOf(), operation.operationName ?? 'A request');
    // Of an answer that comes in parts, the last one tells.
    return forward(operation).pipe(
      tap(({ extensions }) => {
        if (Array.isArray(extensions?.plan)) explained(extensions.plan);
      }),
    );
  });
}
