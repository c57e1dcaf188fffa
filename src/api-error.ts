/** The codes that `extensions.code` and `Failure.code` may have. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'BAD_CURSOR'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'STALE_PLAN'
  | 'UNSUPPORTED_BY_VERSION'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_BAD_RESPONSE'
  | 'RATE_LIMITED'
  | 'COST_LIMIT_EXCEEDED'
  | 'BUDGET_EXCEEDED'
  | 'SECRET_LOST'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'IDEMPOTENCY_IN_PROGRESS'
  | 'IDEMPOTENCY_UNAVAILABLE';

/**
 * Whether a failed write may have taken effect: REFUSED where the answer rules it out, NOT_DONE where the platform, asked
 * afterwards, does not have what the write asked for. Absent where the code says so.
 */
export type Outcome = 'UNKNOWN' | 'NOT_SENT' | 'REFUSED' | 'NOT_DONE';

/** An error with a code and a sentence for the caller. Holds no text, address or body that came from a platform. */
export abstract class ApiError extends Error {
  abstract readonly code: ErrorCode;
  /** Set on writes only. */
  outcome?: Outcome;

  /** What a client gets besides the message, in this order: `extensions` of the error in the answer. */
  get extensions(): { readonly code: ErrorCode; readonly outcome?: Outcome } {
    const { code, outcome } = this;
    return outcome ? { code, outcome } : { code };
  }
}
