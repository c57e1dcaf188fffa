import { hash } from 'node:crypto';
import { UnsupportedError } from '../errors.ts';
import { type Action, actions, type Found, type Removal, type Step } from './offboarder.ts';

/** What a platform has of a person, and how the platform is called. */
export interface Part extends Found {
  /** The name in settings: `runai`. */
  readonly name: string;
  /** The name for people: `Run:ai`. */
  readonly title: string;
  /** The REST call of a removal, in words. */
  callOf(removal: Removal): string;
}

/** A step in its place. */
export interface PlannedStep {
  /** The same for the same step in every plan, and for no other. */
  readonly key: string;
  readonly platform: Pick<Part, 'name' | 'title'>;
  readonly action: Action;
  readonly description: string;
  /** The REST call; undefined for what the platform cannot do. */
  readonly call: string | undefined;
  readonly removal: Removal | UnsupportedError;
}

/** The steps of all platforms in the order in which they are taken: a pure function of what the platforms have. */
export function planOf(parts: readonly Part[]): readonly PlannedStep[] {
  const steps = parts.flatMap((part) => part.steps.map((step) => planned(part, step)));
  const order = new Map(parts.map(({ name }, index) => [name, index]));
  const placeOf = ({ platform }: PlannedStep) => order.get(platform.name) ?? 0;
  return steps.toSorted(
    (a, b) =>
      actions.indexOf(a.action) - actions.indexOf(b.action) || placeOf(a) - placeOf(b) || compare(textOf(a), textOf(b)),
  );
}

/** The steps that make a call. */
export const callsIn = (steps: readonly PlannedStep[]) =>
  steps.filter(({ removal }) => !(removal instanceof UnsupportedError));

function planned({ name, title, callOf }: Part, { action, ids, description, removal }: Step): PlannedStep {
  const call = removal instanceof UnsupportedError ? undefined : callOf(removal);
  const key = shortHash([name, action, ...ids, call ?? '']);
  return { key, platform: { name, title }, action, description, call, removal };
}

/** What platforms list in any order has the same place in every plan. */
const textOf = ({ call, description }: PlannedStep) => call ?? description;
const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

/** 16 characters that stand for the parts: no two of a plan's have the same. */
export const shortHash = (parts: readonly string[]): string =>
  hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 16);
