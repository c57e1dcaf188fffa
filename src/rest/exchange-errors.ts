import { errors } from 'undici';
import {
  type ApiError,
  BadResponseError,
  DroppedConnectionError,
  InvalidInputError,
  UnavailableError,
  UnreachableError,
} from '../errors.ts';

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
 * The error that stands for one of Node's or undici's, which it keeps as its cause. Whether the request may have been
 * acted upon follows from how far the exchange had come, never from the error: any error can end a request that has left.
 */
export function errorOfExchange(platform: string, cause: Error, progress: Progress): ApiError {
  const { isBegun, isKept, isAnswering } = progress;
  if (!isBegun) {
    return cause instanceof errors.InvalidArgumentError
      ? new InvalidInputError(`${platform} cannot be sent this: HTTP does not carry its characters.`, [], { cause })
      : new UnreachableError(`${platform} cannot be reached.`, undefined, { cause });
  }
  if (cause instanceof errors.ResponseExceededMaxSizeError) {
    return new BadResponseError(`${platform} sent an answer larger than is accepted.`, { cause });
  }
  if (cause instanceof errors.HeadersOverflowError) {
    return new BadResponseError(`${platform} sent an answer with larger headers than are accepted.`, { cause });
  }
  if (breaksHttp(cause, progress)) {
    return new BadResponseError(`${platform} sent an answer that breaks the rules of HTTP.`, { cause });
  }
  const kind = isKept && !isAnswering ? DroppedConnectionError : UnavailableError;
  return new kind(`The connection to ${platform} broke before a whole answer had come.`, undefined, { cause });
}

/** What comes too short is no such answer: the connection broke. */
function breaksHttp(cause: Error, { status }: Progress): boolean {
  if (cause instanceof errors.ResponseContentLengthMismatchError) return status === 0;
  // The parser had nothing left to stumble over where the connection ended.
  return cause instanceof errors.HTTPParserError && !('data' in cause && cause.data === '');
}
