import { CombinedGraphQLErrors, type ErrorLike } from '@apollo/client';

/** Why something is not there, for people. */
export interface Problem {
  readonly message: string;
  /** The graph's code; absent where the graph was not reached. */
  readonly code?: string;
}

/** What went wrong as a whole: the graph was not reached, or said why it has no answer. */
export function problemOf(error: ErrorLike | undefined): Problem | undefined {
  if (!error || CombinedGraphQLErrors.is(error)) return problemAt(error);
  return { message: 'The server cannot be reached.' };
}

/**
 * What the graph says went wrong at a place of its answer, or below it.
 * @param place such as `user`, `access`
 * @returns undefined where nothing did
 */
export function problemAt(error: ErrorLike | undefined, ...place: readonly (string | number)[]): Problem | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  const found = error.errors.find(({ path = [] }) => place.every((step, index) => path[index] === step));
  return found && { message: found.message, code: String(found.extensions?.code) };
}
