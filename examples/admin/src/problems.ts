import { CombinedGraphQLErrors, type ErrorLike } from '@apollo/client';

/** Why something is not there, for people. */
export interface Problem {
  readonly message: string;
  /** The graph's code; absent where the graph was not reached. */
  readonly code?: string;
}

/** The codes of what may pass by itself. Everything else fails in the same way when it is tried again. */
const passing = new Set([
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
  'INTERNAL_SERVER_ERROR',
]);

/** Whether to try again may help. */
export const mayPass = ({ code }: Problem): boolean => code === undefined || passing.has(code);

/** What went wrong as a whole: the graph was not reached, or said why it has no answer. */
export function problemOf(error: ErrorLike | undefined): Problem | undefined {
  if (!error || CombinedGraphQLErrors.is(error)) return problemAt(error);
  return { message: 'The server cannot be reached.' };
}

/** The same for a change. The graph says itself what is known of one that failed; when it was not reached, nobody does. */
export function problemOfChange(error: ErrorLike | undefined): Problem | undefined {
  const problem = problemOf(error);
  if (!problem || problem.code) return problem;
  const doubt = 'Whether the change took effect is unknown: look before you try again.';
  return { message: `${problem.message} ${doubt}` };
}

/** A step of the path to a place of an answer, or several that it may be. */
type Step = string | number | readonly string[];

/**
 * What the graph says went wrong at a place of its answer, or below it.
 * @param place such as `user`, `access`
 * @returns undefined where nothing did; what a version cannot do only where nothing else went wrong
 */
export function problemAt(error: ErrorLike | undefined, ...place: readonly Step[]): Problem | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  const problems = error.errors
    .filter(({ path = [] }) => place.every((step, index) => [step].flat().includes(path[index] ?? '')))
    .map(({ message, extensions }) => ({ message, code: String(extensions?.code) }));
  return problems.find(({ code }) => code !== 'UNSUPPORTED_BY_VERSION') ?? problems[0];
}
