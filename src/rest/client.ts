import { hash } from 'node:crypto';
import { connect } from 'node:net';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';
import { Breaker, type BreakerSettings } from './breaker.ts';
import type { Contract, Operation } from './contract.ts';
import { BadResponseError, errorOfStatus, type Issue } from './errors.ts';
import { exchange, type Incoming } from './exchange.ts';
import { Flights } from './flights.ts';
import { pathOf, type QueryValue } from './path.ts';
import { retryAfterMs } from './retry.ts';
import { Rows } from './rows.ts';

/** How to reach one platform. */
export interface Upstream {
  /** The name that messages give it: `Run:ai`. */
  readonly name: string;
  /** The request headers that may carry its credentials: the first that is there counts. Messages name the first. */
  readonly headers: readonly [string, ...string[]];
  /** Base URL; a path in it is kept as a prefix. */
  readonly url: URL;
  readonly contract: Contract;
  /** Milliseconds for one REST call. */
  readonly timeoutMs: number;
  readonly breaker: BreakerSettings;
  /** The places in the input that a refusal's body names, where the platform names any. Takes what was sent, unchecked. */
  readonly issuesOf?: (body: unknown) => readonly Issue[];
}

/** The answer 303, where the contract declares it: see other, with cookies. It is not followed. */
export class SeeOther {
  readonly cookies: readonly string[];

  constructor(cookies: readonly string[]) {
    this.cookies = cookies;
  }
}

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
}

/**
 * One try of a call: cut it with `abort`; `answer` is the parsed and checked body, `Rows` where that is an array, and
 * undefined where none is declared.
 */
export interface Attempt {
  readonly answer: Promise<unknown>;
  abort(reason: Error): void;
}

/** The last number of rows that somebody saw in a list, by its name. For planning, never an answer. */
export interface Hints {
  get(list: string): number | undefined;
  set(list: string, total: number): void;
}

/** A call as it is sent. */
export interface SentCall {
  readonly operation: Operation;
  readonly headers: Record<string, string>;
}

/**
 * Told of each call that is sent, repeated ones included. What it returns is told how the call ended: with an HTTP
 * status, or the code of what went wrong instead.
 */
export type Watcher = (call: SentCall) => (ending: number | string) => void;

const largestAnswer = 64 * 1024 * 1024;
const mostHints = 10_000;

/** One platform's connections and what its requests share. Lives as long as the process; holds no credentials at rest. */
export class RestClient {
  readonly upstream: Upstream;
  readonly flights = new Flights();
  readonly breaker: Breaker;
  readonly #pool: Pool;
  readonly #prefix: string;
  readonly #totals = new LRUCache<string, number>({ max: mostHints });
  readonly #watchers: Watcher[] = [];

  constructor(upstream: Upstream) {
    this.upstream = upstream;
    this.breaker = new Breaker(upstream.name, upstream.breaker);
    this.#prefix = upstream.url.pathname.replace(/\/$/, '');
    this.#pool = new Pool(upstream.url.origin, {
      connections: 256,
      maxResponseSize: largestAnswer,
      connect: { timeout: upstream.timeoutMs },
    });
  }

  /** Has all calls from now on watched. */
  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  /**
   * Path and query of a call, every value encoded.
   * @throws {InvalidInputError} when a value cannot be carried in a path
   */
  path(operation: Operation, { values, query }: Arguments): string {
    return this.#prefix + pathOf(operation.template, values, query, operation.repeated);
  }

  /**
   * Sends one call once.
   * @param timeoutMs at most this long, and at most the upstream's own limit
   * @returns an attempt whose answer rejects with the `ApiError` that stands for what went wrong
   */
  attempt(operation: Operation, path: string, sender: Sender, body?: object, timeoutMs = Infinity): Attempt {
    const { name, issuesOf } = this.upstream;
    const headers: Record<string, string> = {
      accept: 'application/json',
      authorization: sender.authorization,
      'x-request-id': sender.requestId,
      ...(body && { 'content-type': 'application/json' }),
    };
    const endings = this.#watchers.map((watcher) => watcher({ operation, headers }));
    const end = (ending: number | string) => {
      for (const told of endings) told(ending);
    };
    const { answer, abort } = exchange(
      this.#pool,
      name,
      { method: operation.method, path, headers, ...(body && { body: JSON.stringify(body) }) },
      Math.min(timeoutMs, this.upstream.timeoutMs),
    );
    const ended = answer.then(
      (incoming) => {
        end(incoming.status);
        return read(name, operation, incoming, issuesOf);
      },
      (error: Error & { code?: string }) => {
        end(error.code ?? error.name);
        throw error;
      },
    );
    return { answer: ended, abort };
  }

  /** What these credentials saw of lists. Kept under their hash, which is made when it is first needed. */
  hintsFor(authorization: string): Hints {
    let owner: string | undefined;
    const keyOf = (list: string) => {
      owner ??= hash('sha256', authorization, 'base64');
      return `${list} ${owner}`;
    };
    return {
      get: (list) => this.#totals.get(keyOf(list)),
      set: (list, total) => {
        this.#totals.set(keyOf(list), total);
      },
    };
  }

  /** Whether the platform accepts connections. Asks nothing: no path of its contract is free of credentials. */
  reachable(): Promise<boolean> {
    const { hostname, port, protocol } = this.upstream.url;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (protocol === 'https:' ? 443 : 80),
    });
    socket.setTimeout(this.upstream.timeoutMs, () => socket.destroy());
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
    socket.on('connect', () => {
      resolve(true);
      socket.destroy();
    });
    return promise;
  }

  /** Lets calls in flight end, then closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}

function read(
  platform: string,
  operation: Operation,
  { status, headers, body }: Incoming,
  issuesOf: Upstream['issuesOf'],
): unknown {
  if (status === 303 && operation.redirects) return new SeeOther([headers['set-cookie'] ?? []].flat());
  if (status < 200 || status > 299) {
    throw errorOfStatus(platform, status, {
      retryAfterMs: retryAfterMs(headers['retry-after']),
      issues: issuesOf && status < 500 ? issuesOf(jsonOf(body.toString())) : [],
    });
  }
  const { accepts, lists, mayBeVoid } = operation;
  if (!accepts || (mayBeVoid && body.length === 0)) return undefined;
  const checked = (text: string): unknown => {
    const data = jsonOf(text);
    if (data === undefined) throw new BadResponseError(`${platform} sent an answer that is not JSON.`);
    if (!accepts(data)) throw new BadResponseError(`${platform} sent an answer that breaks its contract.`);
    return data;
  };
  return lists ? new Rows(body, checked as (text: string) => unknown[]) : checked(body.toString());
}

/** Undefined where the text is not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
