import { ApiError, DroppedConnectionError, SuspendedError, TimeoutError, UnavailableError } from '../errors.ts';

/** When calls to a platform pause, and for how long. */
export interface BreakerSettings {
  /** Outages in a row after which no more calls are sent. */
  readonly failures: number;
  /** Milliseconds until a trial call may go through. A longer `Retry-After` of the platform takes precedence. */
  readonly pauseMs: number;
}

/** Closed: calls go through. Open: none does. Half-open: one trial call is under way. */
export type BreakerState = 'closed' | 'open' | 'half-open';

const longestPauseMs = 60_000;

/**
 * Pauses the calls to a platform that fails call after call: a queue of calls that each wait for a timeout helps nobody,
 * and delays the platform's recovery.
 *
 * An outage is a failed or late answer (5xx, cut, unreachable, timeout). Any other answer, including a refusal, shows that
 * the platform works. A call that was not made or not completed shows neither: its client has left, its time or budget
 * had run out, or it met a dropped connection. When a trial call ends like that, the next caller makes the trial.
 * Libraries are not used here because they know success and failure only.
 */
export class Breaker {
  readonly #platform: string;
  readonly #failures: number;
  readonly #pauseMs: number;
  #outages = 0;
  /** Epoch milliseconds from which a trial call may go through; undefined while all calls do. */
  #resumesAt: number | undefined;
  /** Fulfilled when the trial call under way has ended. */
  #trial: Promise<void> | undefined;

  constructor(platform: string, { failures, pauseMs }: BreakerSettings) {
    this.#platform = platform;
    this.#failures = failures;
    this.#pauseMs = pauseMs;
  }

  /**
   * Makes a call, unless calls pause. While a trial call is under way, others wait for its end.
   * @param call returns the answer's promise; may throw before it makes the call, which says nothing about the platform
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

  /** Milliseconds until a call may go through again; 0 unless calls pause. */
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
    // Calls from before the pause may end during it. Only the trial call ends the pause.
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
