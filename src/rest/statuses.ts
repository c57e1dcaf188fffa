import {
  type ApiError,
  BadResponseError,
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  type Issue,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  UnauthenticatedError,
  UnavailableError,
} from '../errors.ts';
import { AnswerFault } from './causes.ts';
import type { Operation } from './contract.ts';

/** What an answer outside 200–299 contains besides its status. */
export interface Refusal {
  readonly retryAfterMs?: number;
  /** The media type, as far as logs and errors may show it. */
  readonly mediaType: string;
  /** What the platform reports in its own error body; undefined where the platform did not write the body. */
  readonly own?: { readonly issues: readonly Issue[] };
}

type Reading = (platform: string, refusal: Refusal) => ApiError;

/** For these the status is enough, whoever sent it: a proxy that asks for credentials or patience also refuses the call. */
const byStatus: Partial<Record<number, Reading>> = {
  401: (platform) =>
    new UnauthenticatedError(`${platform} does not accept the credentials: missing, expired or wrong.`),
  403: (platform) => new ForbiddenError(`${platform} denies this to the caller.`),
  429: (platform, { retryAfterMs }) =>
    new RateLimitedError(`${platform} asks for fewer calls. Try again later.`, retryAfterMs),
};

const invalid: Reading = (platform, { own }) =>
  new InvalidInputError(`${platform} refused the input as invalid.`, own?.issues);

/** These concern the input or an object, which only the platform knows: from a proxy they mean something else. */
const byOwnBody: Partial<Record<number, Reading>> = {
  400: invalid,
  404: (platform) => new NotFoundError(`${platform} has no such object, or does not show it to the caller.`),
  409: (platform) => new ConflictError(`${platform} already has such an object.`),
  422: invalid,
};

/** With these, a server states that it has not acted on a request (RFC 9110 §15.5, RFC 6585, RFC 8470 §5.2). */
const notActedUpon = new Set([405, 411, 413, 414, 415, 417, 421, 425, 426, 428, 431]);
/** Those of them after which a repeated request may succeed. */
const otherConnection = new Set([421, 425]);

/**
 * The error for a status outside 200–299. A write did not take effect where the error is a refusal or a `RefusedError`.
 * 303 allows no such conclusion, as it may also follow a request that took effect. The body's text is not used.
 */
export function errorOfStatus(platform: string, operation: Operation, status: number, refusal: Refusal): ApiError {
  const known = byStatus[status];
  if (known) return known(platform, refusal);
  const own = byOwnBody[status];
  if (own)
    return refusal.own
      ? ownRefusal(platform, operation, status, refusal, own)
      : foreignAnswer(platform, status, refusal);

  const isTransient = status === 408 || (operation.safe && otherConnection.has(status));
  if (status >= 500 || isTransient) {
    const cause = new AnswerFault(status >= 500 ? 'SERVER_ERROR' : 'TRANSIENT_STATUS', String(status));
    return new UnavailableError(
      `${platform} answered with the server error ${status}. Try again later.`,
      refusal.retryAfterMs,
      {
        cause,
      },
    );
  }
  const isRedirect = status >= 300 && status < 400;
  const kind = notActedUpon.has(status) || (isRedirect && status !== 303) ? RefusedError : BadResponseError;
  return isRedirect
    ? new kind(`${platform} answered with a redirect (${status}): its base URL leads elsewhere.`, {
        cause: new AnswerFault('REDIRECT', String(status)),
      })
    : undeclaredStatus(platform, status, kind);
}

/** The error for a status that the contract does not declare. */
export function undeclaredStatus(platform: string, status: number, kind = BadResponseError): BadResponseError {
  return new kind(`${platform} answered with a status that its contract does not name (${status}).`, {
    cause: new AnswerFault('UNDECLARED_STATUS', String(status)),
  });
}

/** Where the call names no object, the platform's own 404 can only mean that the path is wrong. */
function ownRefusal(platform: string, operation: Operation, status: number, refusal: Refusal, own: Reading): ApiError {
  if (status !== 404 || operation.namesObject) return own(platform, refusal);
  return new RefusedError(`${platform} has no such path (404): the base URL or the version is wrong.`, {
    cause: new AnswerFault('WRONG_PATH', String(status)),
  });
}

function foreignAnswer(platform: string, status: number, { mediaType }: Refusal): BadResponseError {
  return new BadResponseError(
    `${platform} answered ${status} without the error body of its contract: something else may have answered in its place.`,
    { cause: new AnswerFault('FOREIGN_ANSWER', `${status} ${mediaType}`) },
  );
}
