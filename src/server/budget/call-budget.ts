import { TokenBucket } from 'limiter';
import { BudgetExceededError, type BudgetLeft } from './budget-error.ts';

const minuteMs = 60_000;
/** Refusals in a row after which a caller who does not wait is not read any more until the wait is over. */
const patience = 10;
/** How long it is not read whose operations never fit the budget. */
const neverMs = 1000;

/** What some credentials may ask of a platform through this process: a token bucket, and what is known of one that processes share. */
export class CallBudget {
  readonly platform: string;
  /** Under which processes share it. */
  readonly key: string;
  readonly #bucket: TokenBucket;
  /** What was left in the shared one, and when, in milliseconds of `performance.now()`. */
  #shared: { readonly left: number; readonly at: number } | undefined;
  #refusals = 0;
  /** The requests that were refused: each counts once, though two ways of serving may have tried it. */
  readonly #refused = new WeakSet<object>();
  /** Until when requests are not read, in milliseconds of `performance.now()`. */
  #unreadUntil = 0;

  constructor(platform: string, key: string, perMinute: number) {
    this.platform = platform;
    this.key = key;
    this.#bucket = new TokenBucket({ bucketSize: perMinute, tokensPerInterval: perMinute, interval: minuteMs });
    this.#bucket.content = perMinute;
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

  /** Why a request is not read: its caller was told to wait, again and again; undefined where it is. */
  get unread(): BudgetExceededError | undefined {
    const waitMs = Math.ceil(this.#unreadUntil - performance.now());
    return waitMs > 0 ? new BudgetExceededError(undefined, this.left, waitMs) : undefined;
  }

  /** Takes so many calls if that many are left. @returns why not, for a request; undefined where they are taken */
  tryTake(calls: number, request: object): BudgetExceededError | undefined {
    if (calls <= this.#bucket.bucketSize) {
      const waitMs = this.#bucket.getWaitTime(calls);
      if (waitMs > 0) return this.#refuse(calls, waitMs, request);
      this.take(calls);
      return undefined;
    }
    return this.#refuse(calls, undefined, request);
  }

  /** Takes so many calls, whatever is left; gives them back where the number is negative. */
  take(calls: number): void {
    this.#bucket.drip();
    this.#bucket.content = Math.min(this.#bucket.bucketSize, this.#bucket.content - calls);
  }

  /** Learns what is left of the shared budget; undefined where nobody knows. */
  learn(left: number | undefined): void {
    this.#shared = left === undefined ? undefined : { left, at: performance.now() };
  }

  /** The same, by calls that were taken from it since. */
  learnTaken(calls: number): void {
    const left = this.#leftShared;
    if (left !== undefined) this.learn(left - calls);
  }

  /** Why a request is refused by the shared budget, which has so many calls less than it asks for. */
  refusal(calls: number, missing: number, request: object): BudgetExceededError {
    return this.#refuse(calls, Math.max(1, Math.ceil((missing * minuteMs) / this.#bucket.bucketSize)), request);
  }

  /** Forgets refusals: a request was served. */
  forgive(): void {
    this.#refusals = 0;
  }

  get #leftShared(): number | undefined {
    if (!this.#shared) return undefined;
    const { bucketSize } = this.#bucket;
    const { left, at } = this.#shared;
    return Math.min(bucketSize, left + ((performance.now() - at) * bucketSize) / minuteMs);
  }

  #refuse(calls: number, waitMs: number | undefined, request: object): BudgetExceededError {
    if (!this.#refused.has(request)) this.#refusals++;
    this.#refused.add(request);
    if (this.#refusals > patience) this.#unreadUntil = performance.now() + (waitMs ?? neverMs);
    return new BudgetExceededError(calls, this.left, waitMs);
  }
}
