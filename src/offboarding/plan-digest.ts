import { foldCase } from '../batching/names.ts';
import { callsIn, type PlannedStep, shortHash } from './plan.ts';

/*
 * A digest holds a short hash of the person, and by platform one of each step that makes a call. It is kept nowhere: what a
 * client sends back says by itself which steps were confirmed. So a run that was cut short is continued with the same
 * digest, as the steps that are left are some of those that were confirmed, and no step runs that was not.
 */

const one = `[\\w-]{${shortHash([]).length}}`;
const form = new RegExp(`^v1\\.(${one})((?:\\.[a-z]+(?::${one})+)*)$`);

const personOf = (email: string) => shortHash(['person', foldCase(email)]);

/** What stands for a plan: 17 characters a step, and the names of the platforms. */
export function digestOf(email: string, steps: readonly PlannedStep[]): string {
  const byPlatform = Map.groupBy(callsIn(steps), ({ platform }) => platform.name);
  const parts = [...byPlatform].map(([name, taken]) => [name, ...taken.map(({ key }) => key)].join(':'));
  return ['v1', personOf(email), ...parts].join('.');
}

/** The steps that somebody confirmed. */
export interface Confirmed {
  /** The name of the platform of each, by the step's key. */
  readonly platforms: ReadonlyMap<string, string>;
  /** Whether they are about the person. */
  isOf(email: string): boolean;
}

/** The steps that a digest confirms; undefined for a text that is no digest. */
export function readDigest(text: string): Confirmed | undefined {
  const [, person, parts] = form.exec(text) ?? [];
  if (parts === undefined) return undefined;
  const steps = parts
    .split('.')
    .map((part) => part.split(':'))
    .flatMap(([name = '', ...keys]) => keys.map((key) => [key, name] as const));
  return { platforms: new Map(steps), isOf: (email) => personOf(email) === person };
}

/** How many calls the steps of a digest make; undefined for a text that is no digest. */
export const callsOfDigest = (digest: unknown): number | undefined =>
  typeof digest === 'string' ? readDigest(digest)?.platforms.size : undefined;
