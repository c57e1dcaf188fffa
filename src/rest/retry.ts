import {
  DroppedConnectionError,
  InconclusiveError,
  RateLimitedError,
  SuspendedError,
  UnavailableError,
} from '../errors.ts';

const mostRepeats = 2;
const firstDelayMs = 100;
/** If a platform asks for a longer pause than this, do not retry: the caller gets the error at once. */
const longestPauseMs = 2000;

/**
 * Milliseconds to wait before a read is sent again: what `Retry-After` asks for, or full jitter (a random part of a delay
 * that doubles); undefined where it is not sent again. Only for calls that may be repeated.
 * @param repeats how often it was repeated already
 */
export function pauseBeforeRetry(error: unknown, repeats: number): number | undefined {
  const isTransient = error instanceof UnavailableError || error instanceof RateLimitedError;
  if (!isTransient || repeats >= mostRepeats) return undefined;
  // While calls to the platform are suspended, nobody waits for it. Or another call has to tell what is wrong.
  if (error instanceof SuspendedError || error instanceof InconclusiveError) return undefined;
  // Only the connection failed, so the platform needs no time to recover.
  if (error instanceof DroppedConnectionError) return 0;
  const pause = error.retryAfterMs ?? Math.random() * firstDelayMs * 2 ** (repeats + 1);
  return pause <= longestPauseMs ? pause : undefined;
}

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
