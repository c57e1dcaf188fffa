import { PothosValidationError } from '@pothos/core';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import {
  ApiError,
  BadResponseError,
  ClientGoneError,
  CostLimitError,
  InvalidInputError,
  RateLimitedError,
  UnavailableError,
  UnsupportedError,
} from '../errors.ts';
import { FieldError } from '../execution/field-error.ts';
import type { FailureLog } from './observability/failure-log.ts';

/** The code of a fault of ours. */
export const internalCode = 'INTERNAL_SERVER_ERROR';

/**
 * What a client learns of an error: of an `ApiError` its sentence and code, of any other nothing. GraphQL's own errors
 * (syntax, validation, limits) pass, as they speak of the document only.
 * @returns a function for Yoga's `maskedErrors.maskError`
 */
export function errorMask(log: Logger, failures: FailureLog) {
  return (error: unknown): GraphQLError => {
    if (!(error instanceof GraphQLError || error instanceof FieldError)) return internal(log, error);
    const { originalError } = error;
    if (!originalError || originalError instanceof GraphQLError) {
      const { code } = error.extensions;
      // With a path it is about a value that was resolved, which is ours; without, about the document, which is theirs.
      if (!code && error.path) return internal(log, error);
      return coded(error, error.message, { code: code ?? 'BAD_USER_INPUT', ...httpOf(error) });
    }
    // With a cause it has been told of where the answer came.
    if (originalError instanceof BadResponseError && !originalError.cause) failures.badAnswer(originalError.message);
    if (originalError instanceof ApiError) return coded(error, originalError.message, extensionsOf(originalError));
    if (originalError instanceof PothosValidationError) return coded(error, error.message, { code: 'BAD_USER_INPUT' });
    if (originalError instanceof ClientGoneError) return coded(error, error.message, { code: originalError.code });
    return internal(log, error);
  };
}

/**
 * The status that Yoga gives an error. Of a body that is no JSON it keeps the parser's message, which repeats the body;
 * without it, that the status is for every media type has to be said.
 */
function httpOf({ extensions: { http, originalError } }: GraphQLError): { http?: object } {
  if (typeof http !== 'object' || http === null) return {};
  return { http: originalError ? { ...http, spec: false } : http };
}

function extensionsOf(error: ApiError): Record<string, unknown> {
  return {
    code: error.code,
    ...(error.outcome && { outcome: error.outcome }),
    ...(error instanceof InvalidInputError && error.issues.length > 0 && { issues: error.issues }),
    ...(error instanceof CostLimitError && { asked: error.asked, allowed: error.allowed }),
    ...(error instanceof UnsupportedError && { versions: error.versions }),
    ...((error instanceof RateLimitedError || error instanceof UnavailableError) &&
      error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
  };
}

function internal(log: Logger, error: unknown): GraphQLError {
  const at = error instanceof GraphQLError || error instanceof FieldError ? error : undefined;
  const cause = at?.originalError ?? error;
  log.error(cause instanceof Error ? placeOf(cause) : { error: typeof cause }, 'unexpected error');
  return coded(at, 'Something went wrong on our side.', { code: internalCode });
}

/** What kind of error it was and where it was thrown. Its message may repeat what a client or a platform sent. */
function placeOf({ name, message, stack = '' }: Error): object {
  const start = stack.indexOf(message);
  const frames = start < 0 ? '' : stack.slice(start + message.length);
  return { error: /^\w{1,50}$/.test(name) ? name : 'Error', stack: frames.split('\n').filter(isFrame) };
}

const isFrame = (line: string) => /^ {4}at \S.*$/.test(line);

function coded(at: GraphQLError | undefined, message: string, extensions: Record<string, unknown>): GraphQLError {
  if (at instanceof FieldError) return at.rewritten(message, extensions);
  const { nodes, source, positions, path } = at ?? {};
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
