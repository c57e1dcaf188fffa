import { PothosValidationError } from '@pothos/core';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { Logger } from 'pino';
import { ApiError, BadResponseError, ClientGoneError } from '../errors.ts';
import { FieldError } from '../execution/field-error.ts';
import type { FailureLog } from './observability/failure-log.ts';

/** The code of a fault of ours. */
export const internalCode = 'INTERNAL_SERVER_ERROR';

/**
 * What a client learns of an error: of an `ApiError` its message and extensions, of any other nothing. GraphQL's own errors
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
      return rewritten(error, error.message, { code: code ?? 'BAD_USER_INPUT', ...httpOf(error) });
    }
    // One with a cause was logged where the answer came in.
    if (originalError instanceof BadResponseError && !originalError.cause) failures.badAnswer(originalError.message);
    if (originalError instanceof ApiError || originalError instanceof ClientGoneError)
      return rewritten(error, originalError.message, originalError.extensions);
    if (originalError instanceof PothosValidationError)
      return rewritten(error, error.message, { code: 'BAD_USER_INPUT' });
    return internal(log, error);
  };
}

/**
 * The status that Yoga gives an error. Of a body that is not JSON it keeps the parser's message, which repeats the body;
 * without it, Yoga has to be told that the status is for every media type.
 */
function httpOf({ extensions: { http, originalError } }: GraphQLError): { http?: object } {
  if (typeof http !== 'object' || http === null) return {};
  return { http: originalError ? { ...http, spec: false } : http };
}

function internal(log: Logger, error: unknown): GraphQLError {
  const at = error instanceof GraphQLError || error instanceof FieldError ? error : undefined;
  const cause = at?.originalError ?? error;
  log.error(cause instanceof Error ? traceOf(cause) : { error: typeof cause }, 'unexpected error');
  return rewritten(at, 'Something went wrong on our side.', { code: internalCode });
}

/** The kind of an error and where it was thrown. Its message may repeat what a client or a platform sent. */
function traceOf({ name, message, stack = '' }: Error): object {
  const start = stack.indexOf(message);
  const frames = start < 0 ? '' : stack.slice(start + message.length);
  return { error: /^\w{1,50}$/.test(name) ? name : 'Error', stack: frames.split('\n').filter(isFrame) };
}

const isFrame = (line: string) => /^ {4}at \S.*$/.test(line);

/** An error at the same path with another message, and nothing of what was thrown. */
function rewritten(at: GraphQLError | undefined, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  if (at instanceof FieldError) return at.rewritten(message, extensions);
  const { nodes, source, positions, path } = at ?? {};
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
