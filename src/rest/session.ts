import { ApiError, ClientGoneError, CostLimitError, UnauthenticatedError } from '../errors.ts';
import type { CacheUse, Ticket } from './answer-cache.ts';
import { Call } from './call.ts';
import type { Arguments, RestClient } from './client.ts';
import type { ClientPresence } from './client-presence.ts';
import type { Operation } from './contract.ts';
import { type Budget, type CallRecord, type CallTime, type Ledger, noteExchange } from './ledger.ts';
import { RequestTime } from './request-time.ts';
import { pauseBeforeRetry } from './retry.ts';
import { Rows, rowsIn } from './rows.ts';
import { Slots } from './slots.ts';
import type { Exchanging } from './token-exchange.ts';
import { confirm, recordWrite, type WriteRecord, withOutcome } from './writes.ts';

/** What a session needs to know of the GraphQL request it serves. */
export interface SessionOptions {
  /** The credentials as the header carried them; undefined when the header is absent. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Trace headers of the client, which are passed on to the platforms. */
  readonly trace?: Readonly<Record<string, string>>;
  readonly client: ClientPresence;
  /** Epoch milliseconds at which all calls of the request end. */
  readonly deadline: number;
  /** REST calls in flight at most. */
  readonly concurrency: number;
  /** Where the session notes what it does. */
  readonly ledger: Ledger;
  readonly budget: Budget;
  /** How it uses kept answers; undefined where it uses none and keeps none. */
  readonly cache?: CacheUse;
}

/** What one GraphQL request may do at one platform, under its own credentials. */
export class RestSession {
  readonly #client: RestClient;
  readonly #options: SessionOptions;
  readonly #slots: Slots;
  readonly #time: RequestTime;

  constructor(client: RestClient, options: SessionOptions) {
    this.#client = client;
    this.#options = options;
    this.#slots = new Slots(options.concurrency);
    this.#time = new RequestTime(client.upstream.name, options.client, options.deadline);
  }

  /** A session for the same request whose calls count against a budget of their own, and have no kept answers. */
  withBudget(allowed: number): RestSession {
    return new RestSession(this.#client, { ...this.#options, budget: { allowed, made: 0 }, cache: undefined });
  }

  /**
   * Makes one call. A safe one is shared with an identical one under way and retried on transient errors; any other is
   * sent once, and is not aborted when the client leaves: it may take effect already, and ends by its own timeout.
   * @param reason why the planner chose this call, for `x-explain`
   * @returns the checked body that the contract declares; undefined where it declares none
   * @throws {ApiError} `UNAUTHENTICATED` without credentials and `BAD_USER_INPUT` for a bad body, both without a call;
   * otherwise the error for the platform's answer. A failed write carries its `outcome`.
   * @throws {ClientGoneError} when the client has left
   */
  async call(operation: Operation, args: Arguments, reason: string): Promise<unknown> {
    const answer = await (operation.safe ? this.#read(operation, args, reason) : this.#write(operation, args, reason));
    return answer instanceof Rows ? answer.all() : answer;
  }

  /** Calls an operation that returns a list. As `call`, but rows are parsed and checked only when they are read. */
  list(operation: Operation, args: Arguments, reason: string): Promise<Rows<unknown>> {
    return this.#read(operation, args, reason) as Promise<Rows<unknown>>;
  }

  /**
   * The credentials as calls carry them: the client's own, or the token that they are exchanged for.
   * @throws {ApiError} without credentials, and where they are exchanged for no token
   */
  sentAuthorization(): string | Promise<string> {
    const { requestId, trace } = this.#options;
    const { authorization } = this;
    const sender = { authorization, requestId, trace };
    return this.#client.tokens?.authorization(sender, this.#exchanging ?? {}) ?? authorization;
  }

  /** The credentials, which go to this platform and nowhere else. @throws {UnauthenticatedError} without them */
  get authorization(): string {
    const { name, headers } = this.#client.upstream;
    const { authorization } = this.#options;
    if (authorization) return authorization;
    throw new UnauthenticatedError(`${name} needs credentials: send the header "${headers[0]}".`);
  }

  #prepare(operation: Operation, args: Arguments): Call {
    const { requestId, trace } = this.#options;
    const { authorization } = this;
    if (args.body) operation.check(args.body);
    const path = this.#client.path(operation, args);
    return new Call(operation, path, { authorization, requestId, trace }, args);
  }

  async #read(operation: Operation, args: Arguments, reason: string): Promise<unknown> {
    const { reads, answers } = this.#client;
    const call = this.#prepare(operation, args);
    this.#time.check();
    const { authorization } = call.sender;
    const { ledger, cache } = this.#options;
    const time: CallTime = { startedAt: undefined, endedAt: undefined };
    let answer: unknown;
    const record: Omit<CallRecord, 'shared'> = { operation, reason, rows: () => rowsIn(answer), time };
    const ticket = cache && answers?.ticket(authorization, call.key);
    const kept = ticket && this.#client.kept(call, ticket, cache.maxAgeMs);
    if (kept) {
      ledger.calls.push({ ...record, shared: false, cached: true });
      cache.oldestAt = Math.min(cache.oldestAt, kept.askedAt);
      answer = kept.answer;
      return answer;
    }
    let waiter = reads.join(authorization, call.key);
    if (!waiter) {
      this.#spend();
      const sent = this.#sendRead(call, time, cache?.keeps ? ticket : undefined);
      waiter = reads.start(authorization, call.key, sent, () => call.abandon(new ClientGoneError()));
    }
    const { shared, startedAt, answer: shownLater } = waiter;
    ledger.calls.push({ ...record, shared });
    if (cache) cache.oldestAt = Math.min(cache.oldestAt, startedAt);
    try {
      answer = await this.#time.until(shownLater, waiter.release);
      return answer;
    } finally {
      time.endedAt = performance.now();
    }
  }

  /** Sends a read, and again after transient errors. */
  async #sendRead(call: Call, time: CallTime, ticket: Ticket | undefined): Promise<unknown> {
    const turn = this.#slots.take();
    if (turn) await turn;
    time.startedAt = performance.now();
    // Others may wait for the same read, whose time is another.
    const onExchange = this.#exchanging?.onExchange;
    try {
      for (let repeats = 0; ; repeats++) {
        try {
          return await this.#client.send(call, { isFresh: repeats > 0, onExchange, ticket });
        } catch (error) {
          const pauseMs = pauseBeforeRetry(error, repeats);
          if (pauseMs === undefined) throw error;
          await call.pause(pauseMs);
        }
      }
    } finally {
      this.#slots.release();
    }
  }

  async #write(operation: Operation, args: Arguments, reason: string): Promise<unknown> {
    const { ledger } = this.#options;
    const { upstream } = this.#client;
    const call = this.#prepare(operation, args);
    const time: CallTime = { startedAt: undefined, endedAt: undefined };
    let record: WriteRecord | undefined;
    const begin = () => {
      this.#time.check();
      // The platform may have refused it, without acting on it, for a token that had to be renewed.
      if (record) return this.#time.leftMs;
      this.#spend();
      time.startedAt = performance.now();
      ledger.calls.push({ operation, reason, shared: false, rows: () => undefined, time });
      record = recordWrite(ledger.writes, call, upstream.name, args.values);
      return this.#time.leftMs;
    };
    await this.#slots.take();
    try {
      const answer = await this.#client.send(call, { isFresh: true, begin, ...this.#exchanging });
      if (record) confirm(record, answer);
      return answer;
    } catch (error) {
      throw error instanceof ApiError ? withOutcome(error, record) : error;
    } finally {
      time.endedAt = performance.now();
      this.#slots.release();
      this.#client.forget();
    }
  }

  /** How calls take part in the exchange of credentials for a token, which does not count against the budget. */
  get #exchanging(): Exchanging | undefined {
    if (!this.#client.tokens) return undefined;
    return {
      onExchange: (operation) => noteExchange(this.#options.ledger, operation),
      within: (answer) => this.#time.until(answer, () => undefined),
    };
  }

  /** Estimates use remembered list lengths, which may be stale, so the budget is also enforced here, per call. */
  #spend(): void {
    const { budget } = this.#options;
    if (budget.made >= budget.allowed) throw new CostLimitError('REST calls', budget.made + 1, budget.allowed);
    budget.made++;
  }
}
