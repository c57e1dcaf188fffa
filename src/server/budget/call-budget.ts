import { TokenBucket } from 'limiter';
import { idOf, isOfName } from '../stored-id.ts';
import { BudgetExceededError, type BudgetLeft } from './budget-error.ts';
import { CallerTurns, type TurnLimits } from './caller-turns.ts';
import { Patience } from './patience.ts';
import type { RecentCallers } from './recent-callers.ts';

const minuteMs = 60_000;
/** The longest time that counts for a call, and the one that counts until a call has ended. */
const usualMs = 250;
/** Calls under way of a caller whose budget is used up, beside other callers: enough for the rate of the budget (Little's law). */
const leastTurns = (perMinute: number, callMs = usualMs) =>
  Math.max(1, Math.ceil((perMinute * Math.min(callMs, usualMs)) / minuteMs));
/** How long a caller has to wait whose operation is larger than the whole budget. */
const neverMs = 1000;
/** How long credentials count as accepted: they may have changed since. */
const acceptedMs = 60_000;

/** The rules for all callers. */
export interface BudgetRules extends TurnLimits {
  /** The size of the bucket, and the calls that it gets in a minute. */
  readonly perMinute: number;
}

/** The budget of some credentials at a platform: a token bucket of this process, and what it knows of the one that processes share. */
export class CallBudget {
  readonly platform: string;
  /** The key under which processes share it: the same for all passwords of one user name. */
  readonly key: string;
  /** Limits the calls under way: the less is left, the fewer. */
  readonly turns: CallerTurns;
  /** Decides whether requests of the caller are read. */
  readonly patience = new Patience();
  readonly #bucket: TokenBucket;
  /** Until when the platform counts as having accepted the credentials, in milliseconds of `performance.now()`. */
  #acceptedUntil: number;
  /** What was left in the shared one, and when, in milliseconds of `performance.now()`. */
  #shared: { readonly left: number; readonly at: number } | undefined;

  constructor(platform: string, authorization: string, callers: RecentCallers, { perMinute, ...limits }: BudgetRules) {
    const { concurrency } = limits;
    this.platform = platform;
    this.key = idOf([authorization], platform);
    this.#acceptedUntil = isOfName(authorization) ? -Infinity : Infinity;
    const mostTurns = (callMs: number | undefined) =>
      Math.max(leastTurns(perMinute, callMs), Math.ceil(concurrency * (this.left.left / perMinute) ** 2));
    this.turns = new CallerTurns(callers, mostTurns, limits);
    this.#bucket = new TokenBucket({ bucketSize: perMinute, tokensPerInterval: perMinute, interval: minuteMs });
    this.#bucket.content = perMinute;
  }

  /** Whether it counts against the shared budget, too. A wrong password must not use up the budget of a user name. */
  get isShared(): boolean {
    return performance.now() < this.#acceptedUntil;
  }

  /** Call it when the platform has accepted the credentials. */
  accepted(): void {
    this.#acceptedUntil = Math.max(this.#acceptedUntil, performance.now() + acceptedMs);
  }

  get left(): BudgetLeft {
    const { bucketSize: perMinute } = this.#bucket;
    this.#bucket.drip();
    const left = Math.min(this.#bucket.content, this.#leftShared ?? perMinute);
    return {
      left: Math.max(0, Math.floor(left)),
      perMinute,
      fullInS: Math.ceil(((perMinute - left) * minuteMs) / perMinute / 1000),
    };
  }

  /** Why a request is not read: its caller has ignored too many refusals. Undefined if it is read. */
  get unread(): BudgetExceededError | undefined {
    const { waitMs } = this.patience;
    return waitMs > 0 ? new BudgetExceededError(undefined, this.left, waitMs) : undefined;
  }

  /** Milliseconds until so many calls are left, as far as this process knows; Infinity if the whole budget is too small. */
  waitMs(calls: number): number {
    const { bucketSize } = this.#bucket;
    if (calls > bucketSize) return Infinity;
    const missing = calls - (this.#leftShared ?? calls);
    return Math.max(this.#bucket.getWaitTime(calls), Math.ceil((missing * minuteMs) / bucketSize));
  }

  /** Takes so many calls for a request, if that many are left. @returns why not; undefined if it took them */
  tryTake(calls: number, request: object): BudgetExceededError | undefined {
    if (calls <= this.#bucket.bucketSize) {
      const waitMs = this.#bucket.getWaitTime(calls);
      if (waitMs > 0) return this.#refuse(calls, waitMs, request);
      this.take(calls);
      return undefined;
    }
    return this.#refuse(calls, undefined, request);
  }

  /** Takes so many calls, whatever is left. A negative number gives calls back. */
  take(calls: number): void {
    this.#bucket.drip();
    this.#bucket.content = Math.min(this.#bucket.bucketSize, this.#bucket.content - calls);
  }

  /** Notes what is left of the shared budget; undefined if that is not known. */
  learn(left: number | undefined): void {
    this.#shared = left === undefined ? undefined : { left, at: performance.now() };
  }

  /** Notes that calls were taken from the shared budget. */
  learnTaken(calls: number): void {
    const left = this.#leftShared;
    if (left !== undefined) this.learn(left - calls);
  }

  /** Refuses a request because the shared budget lacks so many of its calls. */
  refusal(calls: number, missing: number, request: object): BudgetExceededError {
    return this.#refuse(calls, Math.max(1, Math.ceil((missing * minuteMs) / this.#bucket.bucketSize)), request);
  }

  get #leftShared(): number | undefined {
    if (!this.#shared) return undefined;
    const { bucketSize } = this.#bucket;
    const { left, at } = this.#shared;
    return Math.min(bucketSize, left + ((performance.now() - at) * bucketSize) / minuteMs);
  }

  #refuse(calls: number, waitMs: number | undefined, request: object): BudgetExceededError {
    this.patience.refused(request, waitMs ?? neverMs);
    return new BudgetExceededError(calls, this.left, waitMs);
  }
}
