import { InvalidInputError } from '../errors.ts';
import type { AmbiguousValues } from './ambiguous-paths.ts';
import type { Operation } from './contract.ts';

/** The longest path with query, in octets, that all servers should accept (RFC 9110 §4.1). */
const longest = 8000;

/** A query parameter's value; an array is joined by commas, or repeats the parameter (OpenAPI `form` style, `explode`). */
export type QueryValue = string | number | boolean | readonly string[] | undefined;

/**
 * Fills the path template of an operation, such as `/api/v1/users/{userId}`, and appends the query.
 * Every value is percent-encoded, so that none can reach another path or parameter.
 * @throws {InvalidInputError} for a path value that is empty, `.` or `..`: HTTP clients and proxies resolve those as
 * path segments (RFC 3986 §5.2.4), encoded or not; for values with which the path matches another operation too; for a
 * lone surrogate, which UTF-8 cannot carry; and for a path longer than servers must accept (RFC 9110 §4.1): some close
 * the connection, which would look like an outage.
 */
export function pathOf(
  { template, repeated, ambiguous }: Pick<Operation, 'template' | 'repeated' | 'ambiguous'>,
  values: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, QueryValue>> = {},
): string {
  for (const refused of ambiguous) refuseAmbiguous(refused, values);
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, values[name] ?? ''));
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    if (!Array.isArray(value)) return [`${encodeURIComponent(name)}=${encode(String(value))}`];
    const parts = value.map(encode);
    return repeated.has(name) ? parts.map((part) => `${name}=${part}`) : [`${name}=${parts.join(',')}`];
  });
  const whole = pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
  if (whole.length > longest) throw new InvalidInputError('The input is too long to be sent to the platform.');
  return whole;
}

/** A call without its query, as logs of servers name it: `DELETE /api/v1/users/42`. @throws {InvalidInputError} as `pathOf` */
export const requestLine = (operation: Operation, values: Readonly<Record<string, string>>): string =>
  `${operation.method} ${pathOf(operation, values)}`;

/** How many octets a query value takes in a path. @throws {InvalidInputError} for text that is not well-formed */
export const lengthInQuery = (value: string): number => encode(value).length;

function refuseAmbiguous(refused: AmbiguousValues, values: Readonly<Record<string, string>>): void {
  const pairs = Object.entries(refused);
  if (!pairs.every(([name, text]) => values[name] === text)) return;
  const rule = (text: string) => `may not be "${text}": the platform has another path of that name`;
  throw InvalidInputError.of(pairs.map(([name, text]) => ({ path: [name], code: 'NOT_ALLOWED', message: rule(text) })));
}

function segment(name: string, value: string): string {
  if (value === '' || value === '.' || value === '..') {
    const code = value === '' ? 'TOO_SHORT' : 'NOT_ALLOWED';
    throw InvalidInputError.of([{ path: [name], code, message: 'may not be empty, "." or ".."' }]);
  }
  return encode(value);
}

function encode(value: string): string {
  if (!value.isWellFormed()) throw new InvalidInputError('Text must be well-formed Unicode.');
  // RFC 3986 §2.2 reserves these too, but encodeURIComponent does not encode them.
  return encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
