/** The codes that `extensions.code` and `Failure.code` may carry. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'BAD_CURSOR'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'UNSUPPORTED_BY_VERSION'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_BAD_RESPONSE'
  | 'RATE_LIMITED'
  | 'COST_LIMIT_EXCEEDED';

/**
 * What became of a write that failed: unknown when the platform may have done it, not sent when the request never left,
 * refused when the answer says that the request was not acted upon. Codes that say so themselves come without.
 */
export type Outcome = 'UNKNOWN' | 'NOT_SENT' | 'REFUSED';

/** An error with a code and a sentence for the caller. Holds no text, address or body that came from a platform. */
export abstract class ApiError extends Error {
  abstract readonly code: ErrorCode;
  /** Set on writes only. */
  outcome?: Outcome;
}

/** No credentials came with the request, or the platform does not accept them. */
export class UnauthenticatedError extends ApiError {
  override readonly name = 'UnauthenticatedError';
  override readonly code = 'UNAUTHENTICATED';
}

/** The platform knows the caller and denies the action. */
export class ForbiddenError extends ApiError {
  override readonly name = 'ForbiddenError';
  override readonly code = 'FORBIDDEN';
}

/** One value that breaks a rule: its place in the input, dot-separated, and the rule. Never the value. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** The input breaks a rule of the graph or of the platform's contract, or the platform refused it as invalid. */
export class InvalidInputError extends ApiError {
  override readonly name = 'InvalidInputError';
  override readonly code = 'BAD_USER_INPUT';
  readonly issues: readonly Issue[];

  constructor(message: string, issues: readonly Issue[] = [], options?: ErrorOptions) {
    super(message, options);
    this.issues = issues;
  }
}

/** The operation may cost more than is allowed, and was not begun. */
export class CostLimitError extends ApiError {
  override readonly name = 'CostLimitError';
  override readonly code = 'COST_LIMIT_EXCEEDED';
  readonly asked: number;
  readonly allowed: number;

  /** @param unit what is counted, in words that follow a number */
  constructor(unit: string, asked: number, allowed: number) {
    super(
      `The operation may come to ${asked} ${unit}; ${allowed} are allowed. Ask for smaller pages, fewer fields that cost calls, or fewer things at once.`,
    );
    this.asked = asked;
    this.allowed = allowed;
  }
}

/** The cursor was not made by this connection, or was altered. */
export class BadCursorError extends ApiError {
  override readonly name = 'BadCursorError';
  override readonly code = 'BAD_CURSOR';
}

/** The platform knows no such thing, or will not say. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
  override readonly code = 'NOT_FOUND';
}

/** Something with this name exists already. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';
  override readonly code = 'CONFLICT';
}

/** The configured version of the platform cannot do this; `versions` names those that can. */
export class UnsupportedError extends ApiError {
  override readonly name = 'UnsupportedError';
  override readonly code = 'UNSUPPORTED_BY_VERSION';
  readonly versions: readonly string[];

  constructor(message: string, versions: readonly string[]) {
    super(message);
    this.versions = versions;
  }
}

/** The platform cannot be reached, or answers that it is out of order. */
export class UnavailableError extends ApiError {
  override readonly name: string = 'UnavailableError';
  override readonly code = 'UPSTREAM_UNAVAILABLE';
  /** Milliseconds the platform asked to wait, from `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * A connection that had carried an answer before broke without a word of the next: a balancer or the platform has most
 * likely dropped it while it was idle, which is no sign of an outage.
 */
export class DroppedConnectionError extends UnavailableError {
  override readonly name = 'DroppedConnectionError';
}

/** No connection to the platform could be made, so that nothing was sent. */
export class UnreachableError extends UnavailableError {
  override readonly name = 'UnreachableError';
}

/** The platform failed call after call and is left alone for a while, so that nothing was sent. */
export class SuspendedError extends UnavailableError {
  override readonly name = 'SuspendedError';

  constructor(platform: string, retryAfterMs: number) {
    super(`${platform} has been failing and is left alone for a moment. Try again later.`, retryAfterMs);
  }
}

/** The platform asks for fewer calls. */
export class RateLimitedError extends ApiError {
  override readonly name = 'RateLimitedError';
  override readonly code = 'RATE_LIMITED';
  /** Milliseconds the platform asked to wait, from `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer in time: of one REST call, or of all calls of the request together. */
export class TimeoutError extends ApiError {
  override readonly name = 'TimeoutError';
  override readonly code = 'UPSTREAM_TIMEOUT';
  /** Of a write: whether it may have left. It has not while a connection was waited for. */
  readonly sent: boolean;

  constructor(message: string, sent: boolean) {
    super(message);
    this.sent = sent;
  }
}

/** The platform answered something that its contract does not allow. */
export class BadResponseError extends ApiError {
  override readonly name: string = 'BadResponseError';
  override readonly code = 'UPSTREAM_BAD_RESPONSE';
}

/** A bad response which says that the request was not acted upon: a redirect, or a status such as 405. */
export class RefusedError extends BadResponseError {
  override readonly name = 'RefusedError';
}

/** The client has left: nobody reads the answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
  readonly code = 'CLIENT_CLOSED_REQUEST';

  constructor() {
    super('The client has left.');
  }
}
