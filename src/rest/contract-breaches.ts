import type { ErrorObject } from 'ajv';

/*
 * An odd value costs itself: what breaks the contract within an object gives way to an error, which stands in its place.
 * GraphQL shows it as null with that error where it is asked for, and nowhere else. The types of the wire do not tell of
 * it; code that uses a value for more than to show it asks `intact`.
 */

/** A value that a platform sent. @throws the error that stands in its place, where it breaks the contract */
export function intact<Value>(value: Value): Value {
  if (value instanceof Error) throw value;
  return value;
}

/** Whether a value, or an item of it, breaks the contract. */
export const isBreach = (value: unknown): boolean =>
  value instanceof Error || (Array.isArray(value) && value.some((item) => item instanceof Error));

/** An id or a name; empty where it breaks the contract. */
export const textOf = (sent: string): string => (isBreach(sent) ? '' : sent);

/** Makes the error that stands for a value. It is told the contract's name of it; an item of the list itself has none. */
export type ErrorFor = (name: string | undefined) => Error;

type Parent = Record<string, unknown>;

/** What an answer is about, and what a list of pages is read by: without it, there is no answer. */
const reliedUpon = new Set(['id', 'count', 'results', 'total']);

/**
 * Puts an error in the place of each value of a body that breaks the contract.
 * @param rulesOf all rules that a body breaks
 * @returns false where the body as a whole is not what it should be
 */
export function isolate(
  body: unknown,
  rulesOf: (body: unknown) => readonly ErrorObject[],
  errorFor: ErrorFor,
): boolean {
  const emptied = rulesOf(body).filter((rule) => isNoRow(rule, body));
  for (const { instancePath } of emptied) {
    const [parent, key] = placeOf(body, stepsOf(instancePath));
    if (parent) parent[key] = {};
  }
  const rules = rulesOf(body);
  if (rules.some((rule) => isOfTheWhole(rule, rules))) return false;
  for (const { instancePath, params } of rules) {
    const steps = [...stepsOf(instancePath), ...(params.missingProperty ? [String(params.missingProperty)] : [])];
    const [parent, key] = placeOf(body, steps);
    if (parent) parent[key] = errorFor(steps.findLast((step) => !/^\d+$/.test(step)));
  }
  return true;
}

/** Puts an error in the place of each key that rows are known by and that one of them lacks. */
export function isolateKeys(rows: readonly unknown[], keys: readonly string[], errorFor: ErrorFor): void {
  for (const row of rows) {
    if (!isParent(row)) continue;
    for (const key of keys) row[key] ??= errorFor(key);
  }
}

/** Whether an object should stand where a list has something else: it is then taken for an object that tells nothing. */
function isNoRow({ keyword, params, instancePath }: ErrorObject, body: unknown): boolean {
  const steps = stepsOf(instancePath);
  const isRow = Array.isArray(body) ? steps.length === 1 : steps.length === 2 && steps[0] === 'results';
  return isRow && keyword === 'type' && params.type === 'object';
}

/** Whether a broken rule is about the body as a whole: its type, what it is about, or all that it must tell. */
function isOfTheWhole({ instancePath, keyword, params, schema }: ErrorObject, rules: readonly ErrorObject[]): boolean {
  const [first, second] = stepsOf(instancePath);
  if (first !== undefined) return second === undefined && reliedUpon.has(first);
  if (keyword !== 'required') return true;
  if (reliedUpon.has(String(params.missingProperty))) return true;
  const lacking = new Set(rules.filter((rule) => rule.instancePath === '').map((rule) => rule.params.missingProperty));
  return Array.isArray(schema) && schema.every((name) => lacking.has(name));
}

/** The object or list that holds the value at a place, and the value's key in it; nothing where another error stands above. */
function placeOf(body: unknown, steps: readonly string[]): [parent: Parent | undefined, key: string] {
  const parent = steps.slice(0, -1).reduce<unknown>((value, step) => (isParent(value) ? value[step] : undefined), body);
  return [isParent(parent) ? parent : undefined, steps.at(-1) ?? ''];
}

function isParent(value: unknown): value is Parent {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}

/** The steps of a JSON pointer (RFC 6901 §4). */
const stepsOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
