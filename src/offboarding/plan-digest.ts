import { foldCase } from '../batching/names.ts';
import { callsIn, type PlannedStep, shortHash } from './plan.ts';

/*
 * A digest holds a short hash of the person, and one of each step that makes a call. It is kept nowhere: what a client sends
 * back says by itself which steps were confirmed. So a run that was cut short is continued with the same digest, as the
 * steps that are left are some of those that were confirmed, and no step runs that was not.
 */

const length = shortHash([]).length;
const form = new RegExp(`^v1((?:\\.[\\w-]{${length}})+)$`);

const personOf = (email: string) => shortHash(['person', foldCase(email)]);

/** What stands for a plan: 17 characters a step. */
export const digestOf = (email: string, steps: readonly PlannedStep[]): string =>
  ['v1', personOf(email), ...callsIn(steps).map(({ key }) => key)].join('.');

/** The steps that somebody confirmed. */
export interface Confirmed {
  readonly keys: ReadonlySet<string>;
  /** Whether they are about the person. */
  isOf(email: string): boolean;
}

/** The steps that a digest confirms; undefined for a text that is no digest. */
export function readDigest(text: string): Confirmed | undefined {
  const [, hashes] = form.exec(text) ?? [];
  if (hashes === undefined) return undefined;
  const [person, ...keys] = hashes.slice(1).split('.');
  return { keys: new Set(keys), isOf: (email) => personOf(email) === person };
}

/** How many calls the steps of a digest make; undefined for a text that is no digest. */
export const callsOfDigest = (digest: unknown): number | undefined =>
  typeof digest === 'string' ? readDigest(digest)?.keys.size : undefined;
