import {
  BadResponseError,
  RateLimitedError,
  SuspendedError,
  TimeoutError,
  UnavailableError,
  UnreachableError,
} from '../errors.ts';
import { ProxyFault } from './proxy-fault.ts';

/**
 * Why calls fail, for operators of the facade: an error code of Node, OpenSSL, undici or this package, and its meaning.
 * Codes that are not listed count as `OTHER`, so that the number of causes is bounded.
 */
export const causes = {
  // No connection.
  ECONNREFUSED: 'nothing listens at its address',
  EHOSTUNREACH: 'no route leads to its address',
  ENETUNREACH: 'no route leads to its address',
  ENOTFOUND: 'its host name is unknown',
  EAI_AGAIN: 'its host name cannot be looked up',
  ETIMEDOUT: 'its address does not answer',
  CONNECT_TIMEOUT: 'no connection was made in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection was made in time',
  PROXY_UNREACHABLE: 'the proxy before it cannot be reached',
  PROXY_REFUSED: 'the proxy before it does not connect to it: does the proxy allow that, with these credentials?',
  // No connection that can be trusted.
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is self-signed: its setting that ends in _CA names more that are trusted',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate authority is not known: its setting that ends in _CA names more that are trusted',
  UNABLE_TO_GET_ISSUER_CERT:
    'its certificate authority is not known: its setting that ends in _CA names more that are trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate authority is not known: its setting that ends in _CA names more that are trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it does not send the certificates between its own and its authority',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: is the clock right?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there: is the base URL http?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS there: is the base URL http?',
  TLS: 'no TLS connection could be agreed on',
  // A connection that broke.
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  // An answer that did not come, or not whole.
  TIMEOUT: 'no answer came in time',
  BROKEN_HTTP: 'what it sends is not HTTP: does the base URL say https where it should?',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'its answer is shorter or longer than it says',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of its answer are too large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'its answer is too large',
  ERR_BUFFER_TOO_LARGE: 'its answer is too large when it is decoded',
  // An answer that says that it is out of order.
  SERVER_ERROR: 'it says that it is out of order',
  TRANSIENT_STATUS: 'it asks to be tried again',
  RATE_LIMITED: 'it asks for fewer calls',
  // An answer that is not what the contract says.
  REDIRECT: 'its base URL leads elsewhere: to HTTPS, or to a page for signing in',
  WRONG_PATH: 'it has no such path: is the base URL right, and the version?',
  FOREIGN_ANSWER: 'something else answered in its place: is the base URL right?',
  UNDECLARED_STATUS: 'its contract does not have this status',
  MEDIA_TYPE: 'its answer is not JSON by its media type: is the base URL right?',
  NO_BODY: 'its answer has no body',
  CONTENT_CODING: 'its answer is in a content coding that nobody asked for, and cannot be read',
  NOT_UTF8: 'its answer is not UTF-8, the only encoding that JSON has',
  NOT_JSON: 'its answer is not JSON',
  BROKEN_CONTRACT: 'its answer breaks its contract: is the version right?',
  OTHER: 'the code says more',
} as const;

/** Groups of codes that are too many to list. */
const families: readonly (readonly [RegExp, Cause])[] = [
  [/^HPE_|^ERR_HTTP2_/, 'BROKEN_HTTP'],
  [/^EPROTO$|^ERR_SSL_|^ERR_TLS_|CERT|^CRL_/, 'TLS'],
];

/** One of the fixed set of causes. */
export type Cause = keyof typeof causes;

/** Why a call failed. Holds names and numbers only, never text that the platform sent. */
export interface Finding {
  readonly cause: Cause;
  /** The code itself, which says more than `TLS` or `OTHER`. */
  readonly code: string;
  readonly detail?: string;
}

/** What is wrong with an answer. It is the `cause` of the error for that answer and has a code, as Node's errors do. */
export class AnswerFault {
  readonly code: Cause;
  readonly detail?: string;
  /** The call, and where and how its answer departs from the contract: `GET /api/v1/users: /3/lastLogin: not a date-time`. */
  readonly departure?: string;

  constructor(code: Cause, detail?: string, departure?: string) {
    this.code = code;
    if (detail !== undefined) this.detail = detail;
    if (departure !== undefined) this.departure = departure;
  }
}

/** Why a call failed; undefined where the platform refused the call or was not asked, or the client has left. */
export function findingOf(error: unknown): Finding | undefined {
  const isFailure = [UnavailableError, TimeoutError, RateLimitedError, BadResponseError].some(
    (kind) => error instanceof kind,
  );
  if (!isFailure || error instanceof SuspendedError) return undefined;
  const { cause } = error as Error;
  const code = codeIn(cause) ?? codeOfKind(error as Error);
  const detail = cause instanceof AnswerFault || cause instanceof ProxyFault ? cause.detail : undefined;
  return { cause: causeNamed(code), code, ...(detail !== undefined && { detail }) };
}

/** Says whether the platform cannot be reached, fails, or answers something wrong. */
export function failureKindOf(error: Error): 'unreachable' | 'failing' | 'wrong answer' {
  if (error instanceof UnreachableError || (error instanceof TimeoutError && !error.sent)) return 'unreachable';
  return error instanceof BadResponseError ? 'wrong answer' : 'failing';
}

/** The first code in a chain of causes that looks like one. */
function codeIn(cause: unknown, depth = 4): string | undefined {
  if (typeof cause !== 'object' || cause === null || depth === 0) return undefined;
  if ('code' in cause && typeof cause.code === 'string' && /^[A-Z][A-Z\d_]{1,60}$/.test(cause.code)) return cause.code;
  return 'cause' in cause ? codeIn(cause.cause, depth - 1) : undefined;
}

function codeOfKind(error: Error): Cause {
  if (error instanceof TimeoutError) return error.sent ? 'TIMEOUT' : 'CONNECT_TIMEOUT';
  if (error instanceof RateLimitedError) return 'RATE_LIMITED';
  if (!(error instanceof BadResponseError)) return 'OTHER';
  // The exchange ended without a valid answer: some of the HTTP parser's errors have no code.
  return error.cause instanceof Error ? 'BROKEN_HTTP' : 'BROKEN_CONTRACT';
}

function causeNamed(code: string): Cause {
  if (isCause(code)) return code;
  return families.find(([codes]) => codes.test(code))?.[1] ?? 'OTHER';
}

function isCause(code: string): code is Cause {
  return Object.hasOwn(causes, code);
}
