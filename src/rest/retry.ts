import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from 'cockatiel';
import { DroppedConnectionError, RateLimitedError, SuspendedError, UnavailableError } from '../errors.ts';

const firstDelayMs = 100;
/** If a platform asks for a longer pause than this, do not retry: the caller gets the error at once. */
const longestPauseMs = 2000;

type Transient = UnavailableError | RateLimitedError;

function isTransient(error: Error): error is Transient {
  // The circuit breaker is open: do not wait for the platform.
  if (error instanceof SuspendedError) return false;
  const transient = error instanceof UnavailableError || error instanceof RateLimitedError;
  return transient && (error.retryAfterMs ?? 0) <= longestPauseMs;
}

function pause({ attempt, result }: IRetryBackoffContext<unknown>): number {
  const error = 'error' in result ? result.error : undefined;
  // Only the connection failed, so the platform needs no time to recover.
  if (error instanceof DroppedConnectionError) return 0;
  const asked = error instanceof UnavailableError || error instanceof RateLimitedError ? error.retryAfterMs : undefined;
  return asked ?? Math.random() * firstDelayMs * 2 ** attempt;
}

/** For idempotent reads only: two more tries after a transient error, after `Retry-After` or with full jitter. */
export const retrying = retry(handleWhen(isTransient), { maxAttempts: 2, backoff: new DelegateBackoff(pause) });

/**
 * `Retry-After` in milliseconds (RFC 9110 §10.2.3: seconds or an HTTP date), undefined when absent or unreadable.
 * @param now epoch milliseconds
 */
export function retryAfterMs(header: string | string[] | undefined, now = Date.now()): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
