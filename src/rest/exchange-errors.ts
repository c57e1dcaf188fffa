import { errors } from 'undici';
import {
  type ApiError,
  BadResponseError,
  DroppedConnectionError,
  InconclusiveError,
  InvalidInputError,
  UnavailableError,
  UnreachableError,
} from '../errors.ts';
import { AnswerFault } from './causes.ts';

/** How far an exchange has come. */
export interface Progress {
  /** Whether a byte of the request can have left. */
  isBegun: boolean;
  /** Whether the request went over a connection that was kept after an earlier answer. */
  isKept: boolean;
  /** Whether the request has been handed to the connection whole. */
  isSent: boolean;
  /** Whether anything of an answer has come. */
  isAnswering: boolean;
  /** Of the answer; 0 until its headers are here. */
  status: number;
}

/**
 * Converts an error of Node or undici, which becomes the `cause`. How far the exchange had come decides whether the
 * platform may have acted on the request. The error does not tell: the same one ends requests that were sent, and others.
 */
export function errorOfExchange(platform: string, cause: Error, progress: Progress): ApiError {
  const { isBegun, isKept, isAnswering } = progress;
  if (!isBegun) {
    return cause instanceof errors.InvalidArgumentError
      ? new InvalidInputError(`${platform} cannot be sent this: HTTP does not carry its characters.`, [], { cause })
      : new UnreachableError(`${platform} cannot be reached.`, undefined, { cause });
  }
  if (cause instanceof errors.ResponseExceededMaxSizeError) {
    return new BadResponseError(`${platform} sent an answer that is too large.`, { cause });
  }
  if (cause instanceof errors.HeadersOverflowError) {
    return new BadResponseError(`${platform} sent an answer whose headers are too large.`, { cause });
  }
  if (breaksHttp(cause, progress)) {
    return new BadResponseError(`${platform} sent an answer that breaks the rules of HTTP.`, { cause });
  }
  const kind = isKept && !isAnswering ? DroppedConnectionError : UnavailableError;
  return new kind(`The connection to ${platform} broke before the answer was complete.`, undefined, { cause });
}

/** Whether the answer breaks HTTP. An answer that is cut short does not: its connection broke. */
function breaksHttp(cause: Error, { status }: Progress): boolean {
  if (cause instanceof errors.ResponseContentLengthMismatchError) return status === 0;
  // Where the connection ended early, the parser had no data left.
  return cause instanceof errors.HTTPParserError && !('data' in cause && cause.data === '');
}

/** The error of a 500 as one that shows no outage; any other as it is. */
export function asInconclusive(error: unknown): unknown {
  const isFault =
    error instanceof UnavailableError && error.cause instanceof AnswerFault && error.cause.detail === '500';
  return isFault ? new InconclusiveError(error.message, undefined, { cause: error.cause }) : error;
}
