import { saysAbsent } from './absence.ts';
import { read } from './answer.ts';
import { AnswerCache, type Ticket } from './answer-cache.ts';
import type { Call } from './call.ts';
import { findingOf } from './causes.ts';
import { Breaker } from './circuit-breaker.ts';
import { Connections } from './connections.ts';
import type { Operation } from './contract.ts';
import { Exchange, type Incoming } from './exchange.ts';
import { asInconclusive } from './exchange-errors.ts';
import { Pace } from './pace.ts';
import { pathOf, type QueryValue } from './path.ts';
import { Probe } from './probe.ts';
import type { FailedCall, Sending, Watcher } from './sending.ts';
import { SingleFlight } from './single-flight.ts';
import { TokenExchange } from './token-exchange.ts';
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
  /** Whether the answer must not be older than the call, so that it joins no read that is under way and is none that was kept. */
  readonly isUnshared?: boolean;
}

/**
 * One platform's connections and what its requests share. Lives as long as the process; holds no credentials at rest but the
 * tokens that it was issued.
 */
export class RestClient {
  readonly upstream: Upstream;
  /** Reads under way. */
  readonly reads = new SingleFlight();
  /** Answers that are kept for a while; undefined where none is. */
  readonly answers: AnswerCache | undefined;
  /** Slows down callers of whom the platform asks for fewer calls; undefined where they are refused. */
  readonly pace: Pace | undefined;
  readonly breaker: Breaker;
  /** Whether the platform answers. */
  readonly probe: Probe;
  /** Exchanges client credentials for tokens; undefined where the facade passes client credentials on unchanged. */
  readonly tokens: TokenExchange | undefined;
  readonly #connections: Connections;
  readonly #prefix: string;
  readonly #watchers: Watcher[] = [];
  readonly #failureListeners: ((call: FailedCall) => void)[] = [];

  constructor(upstream: Upstream) {
    this.upstream = upstream;
    this.breaker = new Breaker(upstream.name, upstream.breaker);
    this.#prefix = upstream.url.pathname.replace(/\/$/, '');
    this.answers = upstream.cache && new AnswerCache(upstream.cache);
    this.pace = upstream.isPaced ? new Pace(upstream.name) : undefined;
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
    const { isFresh, begin, ticket, authorization = sender.authorization } = sending;
    if (tokens && sending.authorization === undefined)
      return tokens.use(sender, sending, (token) => this.send(call, { ...sending, authorization: token }));
    const isTrial = breaker.isClosed ? false : await breaker.admit();
    let listeners: readonly ReturnType<Watcher>[] | undefined;
    let status: number | undefined;
    try {
      call.check();
      const timeoutMs = begin ? Math.min(begin(), upstream.timeoutMs) : upstream.timeoutMs;
      const headers = call.headers(authorization);
      listeners = this.#watchers.map((watcher) => watcher({ operation, headers }));
      const { path, body } = call;
      const { method, safe } = operation;
      const exchange = new Exchange(upstream.name, { method, path, headers, body, safe }, timeoutMs);
      call.sentBy(exchange);
      this.#connections[isFresh ? 'fresh' : 'kept'].dispatch(exchange.options, exchange);
      const incoming = await exchange.answer;
      status = incoming.status;
      call.answeredBy(incoming.headers.date);
      for (const end of listeners) end(status);
      const answer = this.#read(call, incoming, (error) => {
        ticket?.spoil();
        this.#failed(call, error, incoming.status);
      });
      breaker.showsLife(isTrial);
      ticket?.keep(incoming);
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

  /** A kept answer to a call, read as if it had come now; undefined where there is none that is young enough. */
  kept(
    call: Call,
    ticket: Ticket,
    maxAgeMs: number,
  ): { readonly answer: unknown; readonly askedAt: number } | undefined {
    const kept = this.answers?.find(call.sender.authorization, call.key, maxAgeMs);
    try {
      return kept && { answer: this.#read(call, kept.incoming, () => ticket.spoil()), askedAt: kept.askedAt };
    } catch {
      // It was kept by the contract of another version.
      return void ticket.spoil();
    }
  }

  /** Lets no read that starts from now on have an answer from before. Call it when a write has ended. */
  forget(): void {
    this.reads.forget();
    this.answers?.forget();
  }

  #read(
    { operation, ownRefusal = this.upstream.ownRefusal }: Call,
    incoming: Incoming,
    broken: (error: Error) => void,
  ) {
    return read({ platform: this.upstream.name, operation, ownRefusal }, incoming, broken);
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
