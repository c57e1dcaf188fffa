import { InconclusiveError, UnavailableError } from '../errors.ts';
import { saysAbsent } from './absence.ts';
import { read } from './answer.ts';
import type { Call } from './call.ts';
import { AnswerFault, type Finding, findingOf } from './causes.ts';
import { Breaker } from './circuit-breaker.ts';
import { Connections } from './connections.ts';
import type { Operation } from './contract.ts';
import { Exchange } from './exchange.ts';
import { pathOf, type QueryValue } from './path.ts';
import { Probe } from './probe.ts';
import { SingleFlight } from './single-flight.ts';
import { type Exchanging, TokenExchange } from './token-exchange.ts';
import { callForToken, type TokenIssuer, tokenIn } from './token-issuer.ts';
import type { Upstream } from './upstream.ts';

/** What fills an operation: path values, query, JSON body. */
export interface Arguments {
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: object;
  /** Whether some servers are unable to serve a call with these: 500 is then no outage, and the call is not repeated. */
  readonly mayBeUnable?: boolean;
  /** Whether the call asks if the platform has the operation at all: that it has not is then no failure. */
  readonly mayBeAbsent?: boolean;
}

/** How a call is sent. */
export interface Sending extends Exchanging {
  /** Whether over a connection that is known to be alive, which takes longer. */
  readonly isFresh: boolean;
  /** What the header carries: null for no header; when absent, the credentials of the call or the token that stands for them. */
  readonly authorization?: string | null;
  /**
   * Called when the call may be sent, right before it is; again where it is sent again under a new token. It returns how many
   * milliseconds it may take at most, and may throw, so that the call is not sent.
   */
  readonly begin?: () => number;
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

/**
 * One platform's connections and what its requests share. Lives as long as the process; holds no credentials at rest but the
 * tokens that it was issued.
 */
export class RestClient {
  readonly upstream: Upstream;
  /** Reads under way. */
  readonly reads = new SingleFlight();
  readonly breaker: Breaker;
  /** Whether the platform answers. */
  readonly probe: Probe;
  /** The tokens that client credentials were exchanged for; undefined where these are passed on as any others. */
  readonly tokens: TokenExchange | undefined;
  readonly #connections: Connections;
  readonly #prefix: string;
  readonly #watchers: Watcher[] = [];
  readonly #failureListeners: ((call: FailedCall) => void)[] = [];

  constructor(upstream: Upstream) {
    this.upstream = upstream;
    this.breaker = new Breaker(upstream.name, upstream.breaker);
    this.#prefix = upstream.url.pathname.replace(/\/$/, '');
    this.tokens = upstream.tokens && this.#exchangeAt(upstream.tokens);
    this.#connections = new Connections(upstream.url.origin, upstream.timeoutMs, upstream.access);
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
   * Sends a call once, unless calls pause.
   * @returns the parsed and checked body, `Rows` where that is an array, and undefined where none is declared
   * @throws {ApiError} for what went wrong; or the reason for which the call was abandoned, or what `begin` throws
   */
  async send(call: Call, sending: Sending): Promise<unknown> {
    const { breaker, upstream, tokens } = this;
    const { operation, sender } = call;
    const { isFresh, begin, authorization = sender.authorization } = sending;
    if (tokens && sending.authorization === undefined)
      return tokens.use(sender, sending, (token) => this.send(call, { ...sending, authorization: token }));
    const isTrial = breaker.isClosed ? false : await breaker.admit();
    let listeners: readonly ReturnType<Watcher>[] | undefined;
    let status: number | undefined;
    try {
      call.check();
      const timeoutMs = begin ? Math.min(begin(), upstream.timeoutMs) : upstream.timeoutMs;
      const headers = headersOf(call, authorization);
      listeners = this.#watchers.map((watcher) => watcher({ operation, headers }));
      const { path, body } = call;
      const { method, safe } = operation;
      const exchange = new Exchange(upstream.name, { method, path, headers, body, safe }, timeoutMs);
      call.sentBy(exchange);
      this.#connections[isFresh ? 'fresh' : 'kept'].dispatch(exchange.options, exchange);
      const incoming = await exchange.answer;
      status = incoming.status;
      for (const end of listeners) end(status);
      const { ownRefusal = upstream.ownRefusal } = call;
      const answer = read({ platform: upstream.name, operation, ownRefusal }, incoming, (error) =>
        this.#failed(call, error, incoming.status),
      );
      breaker.showsLife(isTrial);
      return answer;
    } catch (error) {
      // Without listeners, it was not sent.
      if (listeners) {
        const failure = (call.mayBeUnable ? asInconclusive(error) : error) as Error & { code?: string };
        if (status === undefined) for (const end of listeners) end(failure.code ?? failure.name);
        if (!(call.mayBeAbsent && saysAbsent(failure))) this.#failed(call, failure, status);
        breaker.failed(failure, isTrial);
        throw failure;
      }
      throw error;
    } finally {
      if (isTrial) breaker.endTrial();
    }
  }

  #exchangeAt(issuer: TokenIssuer): TokenExchange {
    const { name } = this.upstream;
    const path = this.path(issuer.operation, {});
    return new TokenExchange(name, issuer.operation, async (client, sender) =>
      tokenIn(
        name,
        await this.send(callForToken(issuer, path, client, sender), { isFresh: true, authorization: null }),
      ),
    );
  }

  #failed({ operation, sender: { requestId } }: Call, error: Error, status?: number): void {
    const finding = findingOf(error);
    if (!finding) return;
    for (const tell of this.#failureListeners) tell({ operation, requestId, status, finding });
  }

  /** Lets calls in flight end, then closes the connections. */
  close(): Promise<void> {
    return this.#connections.close();
  }
}

/** The error of a 500 as one that shows no outage; any other as it is. */
function asInconclusive(error: unknown): unknown {
  const isFault =
    error instanceof UnavailableError && error.cause instanceof AnswerFault && error.cause.detail === '500';
  return isFault ? new InconclusiveError(error.message, undefined, { cause: error.cause }) : error;
}

function headersOf({ sender, body, bodyType }: Call, authorization: string | null): Record<string, string> {
  const { requestId, trace } = sender;
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'x-request-id': requestId,
    ...trace,
  };
  if (authorization !== null) headers.authorization = authorization;
  if (body !== undefined) headers['content-type'] = bodyType;
  return headers;
}
