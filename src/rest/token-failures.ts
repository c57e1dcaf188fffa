import {
  ApiError,
  BadResponseError,
  ForbiddenError,
  InvalidInputError,
  RateLimitedError,
  RefusedError,
  SuspendedError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
} from '../errors.ts';

/** The platform fails to issue the token that a call needs, so that the call was not sent. */
export class NoTokenError extends UnavailableError {
  override readonly name = 'NoTokenError';
}

/** Makes the error of a platform that issues no token for these credentials; undefined for a failure of another kind. */
export function refusalOf(platform: string, error: unknown): (() => ApiError) | undefined {
  if (error instanceof ForbiddenError) return () => new ForbiddenError(`${platform} denies the client a token.`);
  const isRefused = error instanceof UnauthenticatedError || error instanceof InvalidInputError;
  if (!isRefused) return undefined;
  return () =>
    new UnauthenticatedError(`${platform} issues no token for the client id and secret: wrong, expired or disabled.`);
}

/**
 * A new error for a call that gets no token: one which says that nothing of the call took effect, with the same cause.
 * Anything but an `ApiError` stays as it is.
 */
export function failureOf(platform: string, error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const { message, cause } = error;
  if (error instanceof RateLimitedError) return new RateLimitedError(message, error.retryAfterMs);
  if (error instanceof TimeoutError) return new TimeoutError(message, false);
  if (error instanceof SuspendedError) return new SuspendedError(platform, error.retryAfterMs ?? 0);
  if (error instanceof UnavailableError) return new NoTokenError(message, error.retryAfterMs, { cause });
  return error instanceof BadResponseError ? new RefusedError(message, { cause }) : error;
}
