import { InvalidInputError } from '../../errors.ts';
import { lengthInQuery } from '../../rest/path.ts';

/** The most subjects that are asked for at once. */
export const subjectsPerCall = 100;
/** The most octets that ids of subjects may take in a path. */
const mostOctets = 7500;

/** How many octets ids take in a path. */
const octetsOf = (ids: readonly string[]): number => ids.reduce((sum, id) => sum + lengthInQuery(id) + 1, 0);

/** Somebody who may hold access, by the ids under which a rule may name them. */
export interface Subject {
  readonly ids: readonly string[];
}

/**
 * Subjects in as few chunks as paths can hold. A subject whose ids alone are too long has a chunk of its own.
 * @returns the indexes of the subjects
 */
export function subjectChunks(subjects: readonly Subject[]): number[][] {
  const chunks: number[][] = [];
  let octets = Infinity;
  for (const [index, { ids }] of subjects.entries()) {
    const length = octetsOf(ids);
    const last = chunks.at(-1);
    if (last && last.length < subjectsPerCall && octets + length <= mostOctets) {
      last.push(index);
      octets += length;
    } else {
      chunks.push([index]);
      octets = length;
    }
  }
  return chunks;
}

/**
 * Ids that one call asks for, each once.
 * @param path of their list in the arguments
 * @throws {InvalidInputError} if an address has no room for them
 */
export function inOneCall(sent: readonly string[], path: readonly string[]): readonly string[] {
  const ids = [...new Set(sent)];
  if (octetsOf(ids) <= mostOctets) return ids;
  const message = `may take at most ${mostOctets} octets of an address together`;
  throw InvalidInputError.of([{ path, code: 'TOO_LONG', message }]);
}
