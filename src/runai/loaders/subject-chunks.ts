import { lengthInQuery } from '../../rest/path.ts';

/** The most subjects that are asked for at once, and the most octets that their ids may take in a path. */
export const subjectsPerCall = 100;
const mostOctets = 7500;

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
    const length = ids.reduce((sum, id) => sum + lengthInQuery(id) + 1, 0);
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
