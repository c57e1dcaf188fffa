import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { BadResponseError } from '../errors.ts';

const rfc3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A scalar that is text. It parses literals as it parses variables, and no message repeats a value that it rejects. */
function textScalar(
  name: string,
  description: string,
  specifiedByURL: string | null,
  parse: (value: unknown) => string,
  serialize: (value: unknown) => string = parse,
) {
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    serialize,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/**
 * A point in time as text, since a JavaScript Date would lose digits beyond milliseconds. RFC 3339 §5.6 allows `t` and `z`
 * in lower case, which not every platform accepts, so both become upper case.
 */
export const DateTime = textScalar(
  'DateTime',
  'A point in time with its offset from UTC, such as `2026-01-31T09:30:00Z` (RFC 3339).',
  'https://scalars.graphql.org/andimarek/date-time',
  (value) => {
    const text = pointInTime(value);
    if (text === undefined) throw badInput('DateTime must be text like "2026-01-31T09:30:00Z" (RFC 3339).');
    return text;
  },
  (value) => {
    const text = pointInTime(value);
    if (text === undefined) throw new BadResponseError('The platform sent something other than a point in time.');
    return text;
  },
);

/** The text of a point in time in upper case; undefined for any other value, such as the 30th of February. */
export function pointInTime(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  let text = value;
  if (!rfc3339.test(text)) {
    text = value.toUpperCase();
    if (!rfc3339.test(text)) return undefined;
  }
  const day = Number(text.slice(8, 10));
  // Every month has so many.
  if (day > 28 && day > daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)))) return undefined;
  return text;
}

/** Days of a month of the Gregorian calendar (RFC 3339, Appendix C). */
function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

export const Secret = textScalar(
  'Secret',
  'A password or token, as text. The facade never logs, caches or traces it, and no error repeats it. Pass it in a variable, not in the document.',
  null,
  (value) => {
    if (typeof value === 'string') return value;
    throw badInput('Secret must be text.');
  },
);

/** The grammar of RFC 3339, Appendix A, with a fraction of seconds, and weeks beside other parts as ISO 8601-2 has them. */
const duration = /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;

/** A length of time as text: what a year or a month comes to is for the platform to say, or whether it takes one. */
export const Duration = textScalar(
  'Duration',
  'A length of time, such as `P30D` (30 days) or `PT1H30M` (an hour and a half) (ISO 8601). It has no sign.',
  'https://scalars.graphql.org/chillicream/duration.html',
  (value) => {
    if (typeof value === 'string' && duration.test(value)) return value;
    throw badInput('Duration must be text like "P30D" or "PT1H30M" (ISO 8601).');
  },
);
