import { BadResponseError, ForbiddenError, InvalidInputError } from '../errors.ts';
import { saysAbsent } from './absence.ts';
import { AnswerFault } from './causes.ts';
import type { Arguments } from './client.ts';
import type { Operation } from './contract.ts';
import type { RestSession } from './session.ts';

/**
 * What an answer says of an operation: the platform has it, has it not, refuses the values of the call, or says nothing of
 * it, as where it denies the call.
 */
export type Presence = 'there' | 'absent' | 'refused' | 'unknown';

/** A presence, and the answer where there is one that obeys its contract. */
export interface Shown {
  readonly is: Presence;
  readonly answer?: unknown;
}

/**
 * Asks whether a platform has an operation by calling it, from now on. A denial is no absence.
 * @throws {ApiError} where the platform fails or refuses the credentials
 */
export async function presenceOf(
  session: RestSession,
  operation: Operation | undefined,
  query: Arguments['query'],
  reason: string,
  values: Arguments['values'] = {},
): Promise<Shown> {
  if (!operation?.safe) throw new Error('Only an operation of the contract that reads can be looked for.');
  try {
    const asked = { values, query, mayBeAbsent: true, isUnshared: true };
    return { is: 'there', answer: await session.call(operation, asked, reason) };
  } catch (error) {
    if (saysAbsent(error)) return { is: 'absent' };
    if (error instanceof InvalidInputError) return { is: 'refused' };
    if (error instanceof BadResponseError) {
      const isOwn = error.cause instanceof AnswerFault && error.cause.code === 'BROKEN_CONTRACT';
      return { is: isOwn ? 'there' : 'unknown' };
    }
    if (error instanceof ForbiddenError) return { is: 'unknown' };
    throw error;
  }
}
