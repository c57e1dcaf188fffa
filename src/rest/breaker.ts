import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  type FailureReason,
  handleWhen,
} from 'cockatiel';
import { ApiError, SuspendedError, TimeoutError, UnavailableError } from './errors.ts';

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
 * delays the platform's recovery. An outage is a failed or late answer (5xx, cut, unreachable, timeout). Any other answer,
 * a refusal too, shows that the platform lives. A call whose client has left shows neither.
 */
export class Breaker {
  readonly #platform: string;
  readonly #pauseMs: number;
  readonly #policy: CircuitBreakerPolicy;
  #resumesAt = 0;

  constructor(platform: string, { failures, pauseMs }: BreakerSettings) {
    this.#platform = platform;
    this.#pauseMs = pauseMs;
    this.#policy = circuitBreaker(
      // The library takes an error that it does not handle for a recovery: of a call to see, each error counts.
      handleWhen((error) => isOutage(error) || this.#policy.state === CircuitState.HalfOpen),
      {
        breaker: new ConsecutiveBreaker(failures),
        halfOpenAfter: new DelegateBackoff(({ result }) => this.#pauseAfter(result)),
      },
    );
    this.#policy.onBreak((reason) => {
      if (!('isolated' in reason)) this.#resumesAt = Date.now() + this.#pauseAfter(reason);
    });
  }

  /**
   * Makes a call, unless the platform is left alone. While one call is under way to see, others wait for its end.
   * @throws {SuspendedError} without making the call
   */
  async run<T>(call: () => Promise<T>): Promise<T> {
    try {
      const { error, answer } = await this.#policy.execute(() => settle(call));
      if (error) throw error;
      return answer as T;
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new SuspendedError(this.#platform, this.pausesForMs) : error;
    }
  }

  /** Milliseconds until a call may go through again: 0 unless the platform is left alone. */
  get pausesForMs(): number {
    return this.#policy.state === CircuitState.Open ? Math.max(0, this.#resumesAt - Date.now()) : 0;
  }

  get state(): BreakerState {
    const { state } = this.#policy;
    return state === CircuitState.Closed ? 'closed' : state === CircuitState.HalfOpen ? 'half-open' : 'open';
  }

  #pauseAfter(reason: FailureReason<unknown>): number {
    const error = 'error' in reason ? reason.error : undefined;
    const asked = error instanceof UnavailableError ? (error.retryAfterMs ?? 0) : 0;
    return Math.max(this.#pauseMs, Math.min(asked, longestPauseMs));
  }
}

/** A call's answer, or the refusal that shows that the platform lives; what shows no life is thrown. */
async function settle<T>(call: () => Promise<T>): Promise<{ answer?: T; error?: ApiError }> {
  try {
    return { answer: await call() };
  } catch (error) {
    if (!(error instanceof ApiError) || isOutage(error)) throw error;
    return { error };
  }
}

function isOutage(error: Error): boolean {
  return error instanceof UnavailableError || error instanceof TimeoutError;
}
