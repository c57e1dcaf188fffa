import { type BulkheadPolicy, bulkhead } from 'cockatiel';
import { ApiError, CostLimitError, UnauthenticatedError } from '../errors.ts';
import type { Arguments, RestClient, Sender } from './client.ts';
import type { Contract, Operation } from './contract.ts';
import { RequestTime } from './request-time.ts';
import { retrying } from './retry.ts';
import { Rows } from './rows.ts';
import { callerOf, recorded, type WriteRecord, withOutcome } from './writes.ts';

/** One REST call of a request, for logs, metrics and `x-explain`. Names and numbers only: no value of any kind. */
export interface CallRecord {
  readonly operation: Operation;
  /** Why the planner chose it. */
  readonly reason: string;
  /** Whether another call that was under way gave the answer, so that none was made. */
  readonly shared: boolean;
  /** Tells how many rows a list answer has, as far as is known. */
  readonly rows: () => number | undefined;
}

/** What the sessions of one GraphQL request note, those of all platforms together, in order. */
export interface Ledger {
  readonly calls: CallRecord[];
  /** The strategies by which batches were read. */
  readonly plans: string[];
  /** The writes that were sent. */
  readonly writes: WriteRecord[];
}

/** REST calls that a request may make, all platforms together, repeated ones not counted. */
export interface Budget {
  readonly allowed: number;
  made: number;
}

/** What a session needs to know of the GraphQL request it serves. */
export interface SessionOptions {
  /** The credentials as the header carried them; undefined when the header is absent. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Trace headers of the client, which are passed on to the platforms. */
  readonly trace?: Readonly<Record<string, string>>;
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds at which all calls of the request end. */
  readonly deadline: number;
  /** REST calls in flight at most. */
  readonly concurrency: number;
  /** Where the session notes what it does. */
  readonly ledger: Ledger;
  readonly budget: Budget;
}

/** What one GraphQL request may do at one platform, under its own credentials. */
export class RestSession {
  readonly #client: RestClient;
  readonly #options: SessionOptions;
  #limit: BulkheadPolicy | undefined;
  readonly #time: RequestTime;

  constructor(client: RestClient, options: SessionOptions) {
    this.#client = client;
    this.#options = options;
    this.#time = new RequestTime(client.upstream.name, options.signal, options.deadline);
  }

  /** The operations that the platform's version has. */
  get contract(): Contract {
    return this.#client.upstream.contract;
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
    const answer = await this.#send(operation, args, reason);
    return answer instanceof Rows ? answer.all() : answer;
  }

  /** Calls an operation that returns a list. As `call`, but rows are parsed and checked only when they are read. */
  async list(operation: Operation, args: Arguments, reason: string): Promise<Rows<unknown>> {
    return (await this.#send(operation, args, reason)) as Rows<unknown>;
  }

  #send(operation: Operation, args: Arguments, reason: string): Promise<unknown> {
    const { name, headers } = this.#client.upstream;
    const { authorization, requestId, trace } = this.#options;
    if (!authorization) {
      throw new UnauthenticatedError(`${name} needs credentials: send the header "${headers[0]}".`);
    }
    if (args.body) operation.check(args.body);
    const path = this.#client.path(operation, args);
    const sender = { authorization, requestId, trace };
    return operation.safe
      ? this.#read(operation, path, sender, reason, args.body)
      : this.#write(operation, path, sender, reason, args);
  }

  async #read(operation: Operation, path: string, sender: Sender, reason: string, body?: object): Promise<unknown> {
    const { singleFlight, breaker } = this.#client;
    this.#time.check();
    const key = [sender.authorization, path, ...(body ? [JSON.stringify(body)] : [])].join('\n');
    const waiter = singleFlight.joinOrStart(key, (signal) => {
      this.#spend();
      return this.#limited(() =>
        retrying.execute(
          ({ attempt: repeats }) =>
            breaker.run(() => {
              signal.throwIfAborted();
              const attempt = this.#client.attempt(operation, path, sender, { body, isFresh: repeats > 0 });
              signal.addEventListener('abort', () => attempt.abort(signal.reason), { once: true });
              return attempt.answer;
            }),
          signal,
        ),
      );
    });
    let answer: unknown;
    this.#options.ledger.calls.push({ operation, reason, shared: waiter.shared, rows: () => rowsOf(answer) });
    answer = await this.#time.until(waiter.answer, () => waiter.release());
    return answer;
  }

  #write(operation: Operation, path: string, sender: Sender, reason: string, args: Arguments): Promise<unknown> {
    const { ledger } = this.#options;
    return this.#limited(async () => {
      try {
        return await this.#client.breaker.run(() => {
          this.#time.check();
          this.#spend();
          ledger.calls.push({ operation, reason, shared: false, rows: () => undefined });
          const timeoutMs = this.#time.leftMs;
          const { answer } = this.#client.attempt(operation, path, sender, {
            body: args.body,
            isFresh: true,
            timeoutMs,
          });
          const { authorization } = sender;
          const platform = this.#client.upstream.name;
          const ids = args.values ?? {};
          return recorded(ledger.writes, { who: callerOf(authorization), platform, operation, ids }, answer);
        });
      } catch (error) {
        throw error instanceof ApiError ? withOutcome(error) : error;
      } finally {
        this.#client.singleFlight.forget();
      }
    });
  }

  #limited<Result>(call: () => Promise<Result>): Promise<Result> {
    this.#limit ??= bulkhead(this.#options.concurrency, Infinity);
    return this.#limit.execute(call);
  }

  /** Estimates use remembered list lengths, which may be stale, so the budget is also enforced here, per call. */
  #spend(): void {
    const { budget } = this.#options;
    if (budget.made >= budget.allowed) throw new CostLimitError('REST calls', budget.made + 1, budget.allowed);
    budget.made++;
  }
}

/** How many rows a list answer has: a bare one, or one that stands in `results` beside its total. */
function rowsOf(answer: unknown): number | undefined {
  const envelope = typeof answer === 'object' && answer !== null && 'results' in answer ? answer.results : undefined;
  const rows = envelope ?? answer;
  if (rows instanceof Rows) return rows.counted;
  return Array.isArray(rows) ? rows.length : undefined;
}
