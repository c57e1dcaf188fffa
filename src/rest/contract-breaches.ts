import type { ErrorObject } from 'ajv';

/*
 * A value that breaks the contract does not fail the whole answer: an error replaces it in the body. A query that selects
 * the value gets null and that error; other queries are not affected. The wire types do not show such errors, so code
 * that does more with a value than return it must check it with `intact`.
 */

/** Returns a value that a platform sent. @throws the error that replaced it, where it broke the contract */
export function intact<Value>(value: Value): Value {
  if (value instanceof Error) throw value;
  return value;
}

/** Whether an error has replaced a value, or an item of it. */
export const isBreach = (value: unknown): boolean =>
  value instanceof Error || (Array.isArray(value) && value.some((item) => item instanceof Error));

/** An id or a name; empty where it breaks the contract. */
export const textOf = (sent: string): string => (isBreach(sent) ? '' : sent);

/**
 * Makes the error that replaces a value. `name` is the property's name; undefined for an item of the list itself.
 * `departure` says where the value stands and how it breaks the contract.
 */
export type ErrorFor = (name: string | undefined, departure: string) => Error;

type Parent = Record<string, unknown>;

/** Properties that identify the object of an answer or control paging: an answer without them is unusable. */
const reliedUpon = new Set(['id', 'count', 'results', 'total']);

/**
 * Replaces each value of a body that breaks the contract with an error.
 * @param rulesOf returns all rules that a body breaks
 * @returns false where the body as a whole is unusable
 */
export function isolate(
  body: unknown,
  rulesOf: (body: unknown) => readonly ErrorObject[],
  errorFor: ErrorFor,
): boolean {
  const emptied = rulesOf(body).filter((rule) => isNoRow(rule, body));
  for (const { instancePath } of emptied) {
    const [parent, key] = parentAndKeyOf(body, stepsOf(instancePath));
    if (parent) parent[key] = {};
  }
  const rules = rulesOf(body);
  if (rules.some((rule) => isOfTheWhole(rule, rules))) return false;
  for (const rule of rules) {
    const { instancePath, params } = rule;
    const steps = [...stepsOf(instancePath), ...(params.missingProperty ? [String(params.missingProperty)] : [])];
    const [parent, key] = parentAndKeyOf(body, steps);
    const name = steps.findLast((step) => !/^\d+$/.test(step));
    if (parent) parent[key] = errorFor(name, departureOf(rule));
  }
  return true;
}

/** Where a body breaks a rule, and how: `/3/lastLogin: not a date-time`. Words of the contract, never a value. */
export function departureOf({ instancePath, keyword, params }: ErrorObject): string {
  const place = instancePath || '/';
  if (keyword === 'required') return `${instancePath}/${params.missingProperty}: missing`;
  if (keyword === 'format') return `${place}: not a ${params.format}`;
  if (keyword === 'type') return `${place}: not of the type ${[params.type].flat().join(' or ')}`;
  if (keyword === 'enum') return `${place}: none of the values that the contract names`;
  return `${place}: breaks the contract's "${keyword}"`;
}

/** Puts an error where a body, or a row of it, lacks one of the keys that identify objects. */
export function isolateKeys(body: unknown, keys: readonly string[], errorFor: ErrorFor): void {
  const rows: unknown[] = Array.isArray(body) ? body : [body];
  rows.forEach((row, index) => {
    if (!isParent(row)) return;
    for (const key of keys) {
      row[key] ??= errorFor(key, `${Array.isArray(body) ? `/${index}` : ''}/${key}: missing`);
    }
  });
}

/** Whether a list holds something else where the contract requires an object: an empty object replaces it. */
function isNoRow({ keyword, params, instancePath }: ErrorObject, body: unknown): boolean {
  const steps = stepsOf(instancePath);
  const isRow = steps.length === (Array.isArray(body) ? 1 : 2) && /^\d+$/.test(steps.at(-1) ?? '');
  return isRow && keyword === 'type' && params.type === 'object';
}

/** Whether a broken rule makes the body unusable: its type, its identifying properties, or all that are required. */
function isOfTheWhole({ instancePath, keyword, params, schema }: ErrorObject, rules: readonly ErrorObject[]): boolean {
  const [first, second] = stepsOf(instancePath);
  if (first !== undefined) return second === undefined && reliedUpon.has(first);
  if (keyword !== 'required') return true;
  if (reliedUpon.has(String(params.missingProperty))) return true;
  const lacking = new Set(rules.filter((rule) => rule.instancePath === '').map((rule) => rule.params.missingProperty));
  return Array.isArray(schema) && schema.every((name) => lacking.has(name));
}

/** The object or list that holds the value at a path, and the value's key in it; no parent where an error replaced it. */
function parentAndKeyOf(body: unknown, steps: readonly string[]): [parent: Parent | undefined, key: string] {
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
