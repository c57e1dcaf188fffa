import { ApiError } from './api-error.ts';
import { type Issue, rulesOf } from './issues.ts';

export { ApiError, type ErrorCode, type Outcome } from './api-error.ts';
export type { Issue, IssueCode } from './issues.ts';

/** The request has no credentials, or the platform does not accept them. */
export class UnauthenticatedError extends ApiError {
  override readonly name = 'UnauthenticatedError';
  override readonly code = 'UNAUTHENTICATED';
}

/** The platform knows the caller and denies the action. */
export class ForbiddenError extends ApiError {
  override readonly name = 'ForbiddenError';
  override readonly code = 'FORBIDDEN';
}

/** An error about values of the input. */
abstract class IssuesError extends ApiError {
  #issues: readonly Issue[] = [];

  get issues(): readonly Issue[] {
    return this.#issues;
  }

  /** Replaces the issues, also where the message repeats them. */
  set issues(issues: readonly Issue[]) {
    const repeated = rulesOf(this.#issues);
    if (repeated) this.message = this.message.replace(repeated, () => rulesOf(issues));
    this.#issues = issues;
  }

  override get extensions() {
    return { ...super.extensions, ...(this.issues.length > 0 && { issues: this.issues }) };
  }
}

/** The input breaks a rule of the graph or of the platform's contract, or the platform refused it as invalid. */
export class InvalidInputError extends IssuesError {
  override readonly name = 'InvalidInputError';
  override readonly code = 'BAD_USER_INPUT';

  constructor(message: string, issues: readonly Issue[] = [], options?: ErrorOptions) {
    super(message, options);
    this.issues = issues;
  }

  /** The error for values that break rules, which the message repeats. */
  static of(issues: readonly Issue[]): InvalidInputError {
    return new InvalidInputError(`The input is not valid: ${rulesOf(issues)}.`, issues);
  }
}

/** The operation may cost more than is allowed, and was not executed. */
export class CostLimitError extends ApiError {
  override readonly name = 'CostLimitError';
  override readonly code = 'COST_LIMIT_EXCEEDED';
  readonly asked: number;
  readonly allowed: number;

  /** @param unit what is counted, in words that follow a number */
  constructor(unit: string, asked: number, allowed: number) {
    super(
      `The operation may need ${asked} ${unit}, but ${allowed} are allowed. Ask for smaller pages, fewer fields that cost calls, or fewer items at once.`,
    );
    this.asked = asked;
    this.allowed = allowed;
  }

  override get extensions() {
    return { ...super.extensions, asked: this.asked, allowed: this.allowed };
  }
}

/** The cursor was not made by this connection, or was altered. */
export class BadCursorError extends ApiError {
  override readonly name = 'BadCursorError';
  override readonly code = 'BAD_CURSOR';
}

/** The platform has no such thing, or does not show it to the caller. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
  override readonly code = 'NOT_FOUND';
}

/** Something with this name exists already. Its issues are empty if nothing tells which value is taken. */
export class ConflictError extends IssuesError {
  override readonly name = 'ConflictError';
  override readonly code = 'CONFLICT';
}

/** The platform cannot do this; `versions` names the versions that can, and is empty if it is not for its version. */
export class UnsupportedError extends ApiError {
  override readonly name = 'UnsupportedError';
  override readonly code = 'UNSUPPORTED_BY_VERSION';
  readonly versions: readonly string[];

  constructor(message: string, versions: readonly string[]) {
    super(message);
    this.versions = versions;
  }

  override get extensions() {
    return { ...super.extensions, versions: this.versions };
  }
}

/** A failure that may be over when the caller tries again. */
abstract class TemporaryError extends ApiError {
  /** From the platform's `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }

  override get extensions() {
    return { ...super.extensions, ...(this.retryAfterMs !== undefined && { retryAfterMs: this.retryAfterMs }) };
  }
}

/** The platform cannot be reached, or answers that it is out of order. */
export class UnavailableError extends TemporaryError {
  override readonly name: string = 'UnavailableError';
  override readonly code = 'UPSTREAM_UNAVAILABLE';
}

/** A kept connection broke before it answered: most likely it was dropped while idle, which is no sign of an outage. */
export class DroppedConnectionError extends UnavailableError {
  override readonly name = 'DroppedConnectionError';
}

/**
 * The platform answered 500 to a call that it may be unable to serve (`Arguments.mayBeUnable`). That shows neither an outage
 * nor that there is none: a call without what it may be unable to do will tell.
 */
export class InconclusiveError extends UnavailableError {
  override readonly name = 'InconclusiveError';
}

/** No connection to the platform could be made, so that nothing was sent. */
export class UnreachableError extends UnavailableError {
  override readonly name = 'UnreachableError';
}

/** The platform failed call after call, so that calls are suspended for a while and nothing was sent. */
export class SuspendedError extends UnavailableError {
  override readonly name = 'SuspendedError';

  constructor(platform: string, retryAfterMs: number) {
    super(
      `${platform} has failed repeatedly, so the facade makes no calls to it for a moment. Try again later.`,
      retryAfterMs,
    );
  }
}

/** The platform asks for fewer calls. */
export class RateLimitedError extends TemporaryError {
  override readonly name = 'RateLimitedError';
  override readonly code = 'RATE_LIMITED';
}

/** No answer in time: of one REST call, or of all calls of the request together. */
export class TimeoutError extends ApiError {
  override readonly name = 'TimeoutError';
  override readonly code = 'UPSTREAM_TIMEOUT';
  /** Of a write: whether it may have been sent. It was not while it waited for a connection. */
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

/** A bad response which says that the platform did not act on the request: a redirect, or a status such as 405. */
export class RefusedError extends BadResponseError {
  override readonly name = 'RefusedError';
}

/** The client has left: nobody reads the answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
  readonly extensions = { code: 'CLIENT_CLOSED_REQUEST' } as const;

  constructor() {
    super('The client has left.');
  }
}
