import { TokenBucket } from 'limiter';
import { LRUCache } from 'lru-cache';
import { ownerOf } from '../rest/owner.ts';
import { BudgetExceededError, type BudgetLeft } from './budget-error.ts';

/** A full bucket says nothing, and is forgotten when nobody has used it for so long. */
const idleMs = 120_000;
const mostCallers = 10_000;
const minuteMs = 60_000;
/** Refusals in a row after which a caller who does not wait is not read any more until the wait is over. */
const patience = 10;
/** How long it is not read whose operations never fit the budget. */
const neverMs = 1000;

/**
 * The REST calls that callers may cause over time, each at each platform, by token buckets: as many as a minute brings may be
 * made at once. It knows callers by a hash of their credentials, in memory.
 */
export class CallBudgets {
  readonly #perMinute: number;
  readonly #budgets = new LRUCache<string, CallBudget>({ max: mostCallers, ttl: idleMs, updateAgeOnGet: true });

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** The budget of some credentials at a platform. */
  of(platform: string, authorization: string): CallBudget {
    const key = keyOf(platform, authorization);
    let budget = this.#budgets.get(key);
    if (!budget) {
      budget = new CallBudget(platform, this.#perMinute);
      this.#budgets.set(key, budget);
    }
    return budget;
  }

  /** Why a request under these credentials is not read; undefined where it is. */
  unread(platform: string, authorization: string): BudgetExceededError | undefined {
    return this.#budgets.peek(keyOf(platform, authorization))?.unread;
  }
}

const keyOf = (platform: string, authorization: string) => `${platform} ${ownerOf(authorization)}`;

/** What some credentials may ask of a platform. */
export class CallBudget {
  readonly platform: string;
  readonly #bucket: TokenBucket;
  #refusals = 0;
  /** The requests that were refused: each counts once, though two ways of serving may have tried it. */
  readonly #refused = new WeakSet<object>();
  /** Until when requests are not read, in milliseconds of `performance.now()`. */
  #unreadUntil = 0;

  constructor(platform: string, perMinute: number) {
    this.platform = platform;
    this.#bucket = new TokenBucket({ bucketSize: perMinute, tokensPerInterval: perMinute, interval: minuteMs });
    this.#bucket.content = perMinute;
  }

  get left(): BudgetLeft {
    const bucket = this.#bucket;
    bucket.drip();
    const missing = bucket.bucketSize - bucket.content;
    return {
      left: Math.max(0, Math.floor(bucket.content)),
      perMinute: bucket.bucketSize,
      fullInS: Math.ceil((missing * bucket.interval) / bucket.tokensPerInterval / 1000),
    };
  }

  /** Why a request is not read: its caller was told to wait, again and again; undefined where it is. */
  get unread(): BudgetExceededError | undefined {
    const waitMs = Math.ceil(this.#unreadUntil - performance.now());
    return waitMs > 0 ? new BudgetExceededError(undefined, this.left, waitMs) : undefined;
  }

  /** Why so many calls may not be made for a request; undefined where they may. */
  refusal(calls: number, request: object): BudgetExceededError | undefined {
    const bucket = this.#bucket;
    const isNever = calls > bucket.bucketSize;
    const waitMs = isNever ? neverMs : bucket.getWaitTime(calls);
    if (waitMs === 0) {
      this.#refusals = 0;
      return undefined;
    }
    if (!this.#refused.has(request)) this.#refusals++;
    this.#refused.add(request);
    if (this.#refusals > patience) this.#unreadUntil = performance.now() + waitMs;
    return new BudgetExceededError(calls, this.left, isNever ? undefined : waitMs);
  }

  /** Takes so many calls; gives them back where the number is negative. */
  take(calls: number): void {
    this.#bucket.drip();
    this.#bucket.content = Math.min(this.#bucket.bucketSize, this.#bucket.content - calls);
  }
}
