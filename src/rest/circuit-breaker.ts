import { ApiError, DroppedConnectionError, SuspendedError, TimeoutError, UnavailableError } from '../errors.ts';

/** When a platform is left alone, and for how long. */
export interface BreakerSettings {
  /** Outages in a row after which no more calls are sent. */
  readonly failures: number;
  /** Milliseconds until the next call is let through, to see. A longer `Retry-After` of the platform counts instead. */
  readonly pauseMs: number;
}

/** Closed: calls go through. Open: none does. Half-open: one is under way, to see. */
export type BreakerState = 'closed' | 'open' | 'half-open';

const longestPauseMs = 60_000;

/**
 * Leaves a platform alone that fails call after call: a queue of calls that each wait for a timeout helps nobody, and
 * delays the platform's recovery.
 *
 * An outage is a failed or late answer (5xx, cut, unreachable, timeout). Any other answer, a refusal too, shows that the
 * platform lives. A call that was not made or not carried through shows neither: its client has left, its time or its
 * budget was used up before it, or it met a connection that had been dropped. When such a call was to show whether the
 * platform has recovered, the next caller tries. Libraries know success and failure only.
 */
export class Breaker {
  readonly #platform: string;
  readonly #failures: number;
  readonly #pauseMs: number;
  #outages = 0;
  /** Epoch milliseconds from which a call may go through to see; undefined while all do. */
  #resumesAt: number | undefined;
  /** Fulfilled when the call has ended that is under way to see. */
  #trial: Promise<void> | undefined;

  constructor(platform: string, { failures, pauseMs }: BreakerSettings) {
    this.#platform = platform;
    this.#failures = failures;
    this.#pauseMs = pauseMs;
  }

  /**
   * Makes a call, unless the platform is left alone. While one call is under way to see, others wait for its end.
   * @param call returns the answer's promise; throws, without making the call, what says nothing of the platform
   * @throws {SuspendedError} without making the call
   */
  async run<T>(call: () => Promise<T>): Promise<T> {
    while (this.#trial) await this.#trial;
    if (this.#resumesAt === undefined) return this.#watched(call(), false);
    const wait = this.pausesForMs;
    if (wait > 0) throw new SuspendedError(this.#platform, wait);

    const answer = this.#watched(call(), true);
    const end = () => {
      this.#trial = undefined;
    };
    this.#trial = answer.then(end, end);
    return answer;
  }

  /** Milliseconds until a call may go through again: 0 unless the platform is left alone. */
  get pausesForMs(): number {
    return this.state === 'open' ? Math.max(0, (this.#resumesAt ?? 0) - Date.now()) : 0;
  }

  get state(): BreakerState {
    if (this.#resumesAt === undefined) return 'closed';
    return this.#trial ? 'half-open' : 'open';
  }

  #watched<T>(answer: Promise<T>, isTrial: boolean): Promise<T> {
    return answer.then(
      (value) => {
        this.#showsLife(isTrial);
        return value;
      },
      (error) => {
        if (isOutage(error)) this.#showsOutage(error, isTrial);
        else if (error instanceof ApiError && !(error instanceof DroppedConnectionError)) this.#showsLife(isTrial);
        throw error;
      },
    );
  }

  #showsLife(isTrial: boolean): void {
    if (isTrial) this.#resumesAt = undefined;
    // Calls from before the pause may end during it: it is for the one that goes through afterwards to end it.
    if (this.#resumesAt === undefined) this.#outages = 0;
  }

  #showsOutage(error: UnavailableError | TimeoutError, isTrial: boolean): void {
    if (!isTrial && (this.#resumesAt !== undefined || ++this.#outages < this.#failures)) return;
    const asked = error instanceof UnavailableError ? (error.retryAfterMs ?? 0) : 0;
    this.#resumesAt = Date.now() + Math.max(this.#pauseMs, Math.min(asked, longestPauseMs));
  }
}

function isOutage(error: unknown): error is UnavailableError | TimeoutError {
  if (error instanceof DroppedConnectionError) return false;
  return error instanceof UnavailableError || error instanceof TimeoutError;
}
