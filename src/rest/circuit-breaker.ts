import {
  ApiError,
  DroppedConnectionError,
  InconclusiveError,
  SuspendedError,
  TimeoutError,
  UnavailableError,
} from '../errors.ts';

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
 * had run out, it met a dropped connection, or its 500 may be due to what it asks for. When a trial call ends like that,
 * the next caller makes the trial.
 * Libraries are not used here because they know success and failure only.
 */
export class Breaker {
  readonly #platform: string;
  readonly #failures: number;
  readonly #pauseMs: number;
  #outages = 0;
  /** Epoch milliseconds from which a trial call may go through; undefined while all calls do. */
  #resumesAt: number | undefined;
  /** Resolved when the trial call under way has ended. */
  #trial: PromiseWithResolvers<void> | undefined;

  constructor(platform: string, { failures, pauseMs }: BreakerSettings) {
    this.#platform = platform;
    this.#failures = failures;
    this.#pauseMs = pauseMs;
  }

  /** Whether calls go through without being asked for with `admit`. */
  get isClosed(): boolean {
    return this.#resumesAt === undefined;
  }

  /**
   * Lets a call through, unless calls pause. While a trial call is under way, others wait for its end.
   * @returns whether the call is a trial: its end has to be told to `endTrial`, whatever becomes of it
   * @throws {SuspendedError} where calls pause
   */
  async admit(): Promise<boolean> {
    while (this.#trial) await this.#trial.promise;
    if (this.isClosed) return false;
    const wait = this.pausesForMs;
    if (wait > 0) throw new SuspendedError(this.#platform, wait);
    this.#trial = Promise.withResolvers();
    return true;
  }

  /** Lets those go on who wait for the trial call. */
  endTrial(): void {
    this.#trial?.resolve();
    this.#trial = undefined;
  }

  /** Milliseconds until a call may go through again; 0 unless calls pause. */
  get pausesForMs(): number {
    return this.state === 'open' ? Math.max(0, (this.#resumesAt ?? 0) - Date.now()) : 0;
  }

  get state(): BreakerState {
    if (this.#resumesAt === undefined) return 'closed';
    return this.#trial ? 'half-open' : 'open';
  }

  /** Takes note of an answer. */
  showsLife(isTrial: boolean): void {
    if (isTrial) this.#resumesAt = undefined;
    // Calls from before the pause may end during it. Only the trial call ends the pause.
    if (this.isClosed) this.#outages = 0;
  }

  /** Takes note of how a call failed that was sent. */
  failed(error: unknown, isTrial: boolean): void {
    if (isOutage(error)) this.#showsOutage(error, isTrial);
    else if (error instanceof ApiError && !showsNothing(error)) this.showsLife(isTrial);
  }

  #showsOutage(error: UnavailableError | TimeoutError, isTrial: boolean): void {
    if (!isTrial && (this.#resumesAt !== undefined || ++this.#outages < this.#failures)) return;
    const asked = error instanceof UnavailableError ? (error.retryAfterMs ?? 0) : 0;
    this.#resumesAt = Date.now() + Math.max(this.#pauseMs, Math.min(asked, longestPauseMs));
  }
}

function isOutage(error: unknown): error is UnavailableError | TimeoutError {
  if (showsNothing(error)) return false;
  return error instanceof UnavailableError || error instanceof TimeoutError;
}

function showsNothing(error: unknown): boolean {
  return error instanceof DroppedConnectionError || error instanceof InconclusiveError;
}
