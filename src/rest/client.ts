import { read } from './answer.ts';
import { type Finding, findingOf } from './causes.ts';
import { Breaker } from './circuit-breaker.ts';
import { Connections } from './connections.ts';
import type { Operation } from './contract.ts';
import { exchange } from './exchange.ts';
import { pathOf, type QueryValue } from './path.ts';
import { Probe } from './probe.ts';
import { SingleFlight } from './single-flight.ts';
import type { Upstream } from './upstream.ts';

/** What fills an operation: path values, query, JSON body. */
export interface Arguments {
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: object;
}

/** The headers that go with every call of one request. */
export interface Sender {
  readonly authorization: string;
  readonly requestId: string;
  /** More headers, of the client's trace. */
  readonly trace?: Readonly<Record<string, string>>;
}

/** How one try of a call is sent. */
export interface Sending {
  readonly body?: object;
  /** Whether over a connection that is known to be alive, which takes longer. */
  readonly isFresh: boolean;
  /** At most this long, and at most the upstream's own limit. */
  readonly timeoutMs?: number;
}

/**
 * One try of a call: cut it with `abort`; `answer` is the parsed and checked body, `Rows` where that is an array, and
 * undefined where none is declared.
 */
export interface Attempt {
  readonly answer: Promise<unknown>;
  abort(reason: Error): void;
}

/** A call as it is sent. */
export interface SentCall {
  readonly operation: Operation;
  readonly headers: Record<string, string>;
}

/**
 * Called with each call that is sent, including retries. It returns a listener for the end of the call, which gets the
 * HTTP status, or the code of what went wrong instead.
 */
export type Watcher = (call: SentCall) => (ending: number | string) => void;

/** A failed call, for operators of the facade. A refusal or a fault of the caller is not a failed call. */
export interface FailedCall {
  readonly operation: Operation;
  readonly requestId: string;
  /** The HTTP status, where an answer arrived. */
  readonly status?: number;
  readonly finding: Finding;
}

/** One platform's connections and what its requests share. Lives as long as the process; holds no credentials at rest. */
export class RestClient {
  readonly upstream: Upstream;
  readonly singleFlight = new SingleFlight();
  readonly breaker: Breaker;
  /** Whether the platform answers. */
  readonly probe: Probe;
  readonly #connections: Connections;
  readonly #prefix: string;
  readonly #watchers: Watcher[] = [];
  readonly #failureListeners: ((call: FailedCall) => void)[] = [];

  constructor(upstream: Upstream) {
    this.upstream = upstream;
    this.breaker = new Breaker(upstream.name, upstream.breaker);
    this.#prefix = upstream.url.pathname.replace(/\/$/, '');
    this.#connections = new Connections(upstream.url.origin, upstream.timeoutMs);
    this.probe = new Probe(this.#connections.fresh, upstream, (operation, args) => this.path(operation, args));
  }

  /** Registers a watcher of all calls from now on. */
  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  /** Registers a listener for all calls that fail from now on, including retries. */
  onFailure(listener: (call: FailedCall) => void): void {
    this.#failureListeners.push(listener);
  }

  /**
   * Path and query of a call, every value encoded.
   * @throws {InvalidInputError} when a value cannot be carried in a path
   */
  path(operation: Operation, { values, query }: Arguments): string {
    return this.#prefix + pathOf(operation, values, query);
  }

  /**
   * Sends one call once.
   * @returns an attempt whose answer rejects with the `ApiError` that stands for what went wrong
   */
  attempt(
    operation: Operation,
    path: string,
    sender: Sender,
    { body, isFresh, timeoutMs = Infinity }: Sending,
  ): Attempt {
    const { name, ownRefusal } = this.upstream;
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: sender.authorization,
      'x-request-id': sender.requestId,
      ...sender.trace,
      ...(body && { 'content-type': 'application/json' }),
    };
    const listeners = this.#watchers.map((watcher) => watcher({ operation, headers }));
    const end = (ending: number | string) => {
      for (const listener of listeners) listener(ending);
    };
    const { answer, abort } = exchange(
      isFresh ? this.#connections.fresh : this.#connections.kept,
      name,
      { method: operation.method, path, headers, safe: operation.safe, ...(body && { body: JSON.stringify(body) }) },
      Math.min(timeoutMs, this.upstream.timeoutMs),
    );
    const failed = (error: Error, status?: number) =>
      this.#failed({ operation, requestId: sender.requestId, status }, error);
    const ended = answer.then(
      (incoming) => {
        const { status } = incoming;
        end(status);
        try {
          return read({ platform: name, operation, ownRefusal }, incoming, (error) => failed(error, status));
        } catch (error) {
          failed(error as Error, status);
          throw error;
        }
      },
      (error: Error & { code?: string }) => {
        end(error.code ?? error.name);
        failed(error);
        throw error;
      },
    );
    return { answer: ended, abort };
  }

  #failed(call: Omit<FailedCall, 'finding'>, error: Error): void {
    const finding = findingOf(error);
    if (!finding) return;
    for (const tell of this.#failureListeners) tell({ ...call, finding });
  }

  /** Lets calls in flight end, then closes the connections. */
  close(): Promise<void> {
    return this.#connections.close();
  }
}
