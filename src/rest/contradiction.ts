import { BadResponseError, InvalidInputError, UnavailableError } from '../errors.ts';
import { saysAbsent } from './absence.ts';
import { AnswerFault } from './causes.ts';
import type { Operation } from './contract.ts';
import type { Dialect } from './dialect.ts';

/**
 * Takes note of how a call failed. Where its answer is not one that the version gives, the next request finds the version
 * anew: an operation is absent, an answer breaks its contract, or a read is refused as invalid.
 */
export function noteFailure({ finder }: Dialect<unknown>, { safe }: Operation, error: unknown): void {
  if (!finder) return;
  const isAbsent = saysAbsent(error) && error instanceof BadResponseError;
  const isOdd = breaksContract(error) || (safe && error instanceof InvalidInputError);
  if (isAbsent || isOdd) finder.doubt(isAbsent);
}

function breaksContract(error: unknown): boolean {
  return (
    error instanceof BadResponseError &&
    error.cause instanceof AnswerFault &&
    ['BROKEN_CONTRACT', 'UNDECLARED_STATUS', 'NO_BODY'].includes(error.cause.code)
  );
}

/** The platform answered by another version than that of the request. */
export class VersionChangedError extends UnavailableError {
  override readonly name = 'VersionChangedError';
}

/** @param name the platform's, in messages */
export function changedVersion(name: string): VersionChangedError {
  return new VersionChangedError(`${name} speaks another version than a moment ago. Ask again.`);
}
