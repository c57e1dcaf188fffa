import { closest, distance } from 'fastest-levenshtein';

/** The command line is wrong. The message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Names so much apart in their letters are not taken for each other. */
const farthest = 0.4;

/** Ends a sentence with the name that was probably meant, or with where to look where none is near. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = closest(name, known);
  return distance(name, nearest) <= name.length * farthest
    ? `: did you mean ${nearest}?`
    : '; `users-graph --help` lists them.';
}
