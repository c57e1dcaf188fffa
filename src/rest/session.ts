import { ApiError, ClientGoneError, CostLimitError, UnauthenticatedError } from '../errors.ts';
import { Call } from './call.ts';
import { CallSender } from './call-sender.ts';
import type { Arguments, RestClient } from './client.ts';
import { ClientPresence } from './client-presence.ts';
import type { Operation } from './contract.ts';
import type { CallTime } from './ledger.ts';
import { type Reader, readCall } from './read-call.ts';
import { RequestTime } from './request-time.ts';
import { Rows, rowsIn } from './rows.ts';
import type { SessionOptions } from './session-options.ts';
import { type Asking, type Fate, notTold, type Shown, settled } from './settle.ts';
import { confirm, recordWrite, type WriteRecord } from './writes.ts';

/** What one GraphQL request may do at one platform, under its own credentials. */
export class RestSession {
  readonly #client: RestClient;
  readonly #options: SessionOptions;
  #ownTime: RequestTime | undefined;
  #ownSender: CallSender | undefined;
  #ownReader: Reader | undefined;

  constructor(client: RestClient, options: SessionOptions) {
    this.#client = client;
    this.#options = options;
  }

  get #time(): RequestTime {
    const { client, deadline } = this.#options;
    this.#ownTime ??= new RequestTime(this.#client.upstream.name, client, deadline);
    return this.#ownTime;
  }

  get #sender(): CallSender {
    this.#ownSender ??= new CallSender(this.#client, this.#options, this.#time);
    return this.#ownSender;
  }

  get #reader(): Reader {
    this.#ownReader ??= {
      client: this.#client,
      options: this.#options,
      time: this.#time,
      sender: this.#sender,
      prepare: (operation, args) => this.#prepare(operation, args),
      spend: () => this.#spend(),
    };
    return this.#ownReader;
  }

  /** The time without regard to the client: what became of a write is found out and audited when the client has left, too. */
  #lookTime(): RequestTime {
    return new RequestTime(this.#client.upstream.name, new ClientPresence(), this.#options.deadline);
  }

  /** A session for the same request whose calls count against a budget of their own, and have no kept answers. */
  withBudget(allowed: number): RestSession {
    return new RestSession(this.#client, {
      ...this.#options,
      budget: { allowed, made: 0 },
      cache: undefined,
      onCall: undefined,
      onAccepted: undefined,
    });
  }

  /**
   * A session for the same request that has no kept answers, and keeps none: itself, where it is one. Caches before the facade are
   * not told that they may keep the answer to the request.
   */
  uncached(): RestSession {
    const { cache } = this.#options;
    if (!cache) return this;
    cache.oldestAt = -Infinity;
    return new RestSession(this.#client, { ...this.#options, cache: undefined });
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
    if (!operation.safe) return this.write(operation, args, reason, { accept: (answer) => answer });
    const answer = await readCall(this.#reader, operation, args, reason);
    return answer instanceof Rows ? answer.all() : answer;
  }

  /** Calls an operation that returns a list. As `call`, but rows are parsed and checked only when they are read. */
  list(operation: Operation, args: Arguments, reason: string): Promise<Rows<unknown>> {
    return readCall(this.#reader, operation, args, reason) as Promise<Rows<unknown>>;
  }

  /**
   * The credentials as calls carry them: the client's own, or the token that they are exchanged for.
   * @throws {ApiError} without credentials, and where they are exchanged for no token
   */
  sentAuthorization(): string | Promise<string> {
    const { requestId, trace } = this.#options;
    const { authorization } = this;
    const sender = { authorization, requestId, trace };
    return this.#client.tokens?.authorization(sender, this.#sender.exchanging ?? {}) ?? authorization;
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

  /**
   * Makes a call that changes something, as `call` does. Where its answer does not tell what became of it, the platform is
   * asked by the proof of its fate.
   * @returns what `accept` makes of the answer, or what the proof found
   * @throws {ApiError} as `call`, and what `accept` throws; the outcome is what the proof found
   */
  async write<Result>(operation: Operation, args: Arguments, reason: string, fate: Fate<Result>): Promise<Result> {
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
    const { sinceMs } = this.#options.resumption ?? {};
    if (sinceMs !== undefined) {
      record = recordWrite(ledger.writes, call, upstream.name, args.values);
      const beganAt = performance.now() - sinceMs;
      return this.#settled(notTold(upstream.name), { record, proof: fate.proof, beganAt });
    }
    try {
      const answer = await this.#sender.write(call, time, begin);
      const body = answer instanceof Rows ? answer.all() : answer;
      const result = fate.accept(body);
      if (record) confirm(record, body);
      return result;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return this.#settled(error, { record, proof: fate.proof, beganAt: time.startedAt });
    }
  }

  /** Finds out what became of a write. No read that starts after it has an answer from before. */
  #settled<Result>(error: ApiError, asking: Omit<Asking<Result>, 'time'>): Promise<Result> {
    return settled(error, { ...asking, time: this.#lookTime() }).finally(() => this.#client.forget());
  }

  /**
   * Reads what became of a write: over a new connection, and not shared with anybody who asked before.
   * @throws {ApiError} as `call`; `UPSTREAM_TIMEOUT` when the time of the request is over
   */
  async look(operation: Operation, args: Arguments): Promise<Shown<unknown>> {
    const call = this.#prepare(operation, args);
    const lookTime = this.#lookTime();
    lookTime.check();
    this.#spend();
    const time: CallTime = { startedAt: undefined, endedAt: undefined };
    let answer: unknown;
    const reason = 'Checks whether a write took effect, because its answer does not say.';
    this.#options.ledger.calls.push({ operation, reason, shared: false, rows: () => rowsIn(answer), time });
    try {
      const sent = this.#sender.read(call, time, { isFresh: true });
      answer = await lookTime.until(sent, () => call.abandon(new ClientGoneError()));
      return { body: answer instanceof Rows ? answer.all() : answer, at: call.answeredAt };
    } finally {
      time.endedAt = performance.now();
    }
  }

  /** Estimates use remembered list lengths, which may be stale, so the budget is also enforced here, per call. */
  #spend(): void {
    const { budget, onCall } = this.#options;
    if (budget.made >= budget.allowed) throw new CostLimitError('REST calls', budget.made + 1, budget.allowed);
    budget.made++;
    onCall?.();
  }
}
