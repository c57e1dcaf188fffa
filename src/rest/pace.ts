import { LRUCache } from 'lru-cache';
import { RateLimitedError } from '../errors.ts';
import { ownerOf } from './owner.ts';

/** How the calls under some credentials are spaced. */
interface Spacing {
  /** When the next call may be sent, in milliseconds of `performance.now()`. */
  nextAt: number;
  /** Milliseconds between two calls. */
  gapMs: number;
  /** When the last refusal was, whose calls began before it say nothing more. */
  refusedAt: number;
}

const mostCallers = 10_000;
const forgottenMs = 300_000;
/** Where the platform does not say how long to wait. */
const usualPauseMs = 1000;
const firstGapMs = 20;
const largestGapMs = 2000;
/** A gap that is smaller than this is none. */
const leastGapMs = 2;
/** How each answer shortens the gap. */
const easing = 0.9;

/**
 * Slows down the calls under credentials of which a platform asks for fewer (429), instead of having them all refused: they
 * wait for what `Retry-After` says, and then go one after the other, faster with each answer and slower after another refusal.
 * Calls under other credentials are not affected.
 */
export class Pace {
  readonly #platform: string;
  readonly #spacings = new LRUCache<string, Spacing>({ max: mostCallers, ttl: forgottenMs, updateAgeOnGet: true });

  /** @param platform the name that messages give it */
  constructor(platform: string) {
    this.#platform = platform;
  }

  /**
   * Takes the next turn.
   * @param leftMs the time in which the call would have to be sent
   * @returns the milliseconds to wait for it
   * @throws {RateLimitedError} where that is too long; then no turn is taken
   */
  turn(owner: string, leftMs: number): number {
    const spacing = this.#spacings.size > 0 ? this.#spacings.get(ownerOf(owner)) : undefined;
    if (!spacing) return 0;
    const now = performance.now();
    const at = Math.max(now, spacing.nextAt);
    const waitMs = Math.ceil(at - now);
    if (waitMs >= leftMs) {
      throw new RateLimitedError(`${this.#platform} asks for fewer calls. Try again later.`, waitMs);
    }
    spacing.nextAt = at + spacing.gapMs;
    return waitMs;
  }

  /** Tells whether a call that was sent at that time was refused as there were too many, and takes note of it. */
  isRefusal(error: unknown, owner: string, sentAt: number): boolean {
    if (!(error instanceof RateLimitedError)) return false;
    const { retryAfterMs = usualPauseMs } = error;
    const key = ownerOf(owner);
    const now = performance.now();
    const known = this.#spacings.get(key);
    const gapMs = !known ? firstGapMs : sentAt < known.refusedAt ? known.gapMs : Math.max(firstGapMs, known.gapMs * 2);
    const nextAt = Math.max(known?.nextAt ?? 0, now + retryAfterMs);
    this.#spacings.set(key, { nextAt, gapMs: Math.min(gapMs, largestGapMs), refusedAt: now });
    return true;
  }

  /** Notes that the platform answered a call. */
  answered(owner: string): void {
    if (this.#spacings.size === 0) return;
    const key = ownerOf(owner);
    const spacing = this.#spacings.get(key);
    if (!spacing) return;
    spacing.gapMs *= easing;
    if (spacing.gapMs < leastGapMs && spacing.nextAt <= performance.now()) this.#spacings.delete(key);
  }
}
