import { NotFoundError } from '../errors.ts';
import { AnswerFault } from './causes.ts';

/**
 * Whether an error is the answer of a server that does not have the operation: 404 where the call names no object, from
 * the platform or what stands before it, or 405 where another operation has the path.
 */
export function saysAbsent(error: unknown): boolean {
  if (error instanceof NotFoundError) return true;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof AnswerFault && /^40[45]\b/.test(cause.detail ?? '');
}
