import { assert, constantFrom, date, integer, oneof, property, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { Duration, pointInTime } from '../../src/graph/scalars.ts';

const two = (most: number) => integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
const day = tuple(
  integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, '0')),
  two(13),
  two(32),
).map((parts) => parts.join('-'));
const time = tuple(two(25), two(61), two(61)).map((parts) => parts.join(':'));
const offset = oneof(
  constantFrom('Z', 'z', '', '+0000', '-24:00'),
  tuple(constantFrom('+', '-'), two(25), two(61)).map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
);
const texts = tuple(day, constantFrom('T', 't', ' '), time, constantFrom('', '.5', '.123456789', '.'), offset).map(
  (parts) => parts.join(''),
);

/** The same rule by way of JavaScript's own calendar. */
function byDate(text: string): string | undefined {
  const parts =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}):\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.exec(text.toUpperCase()) ?? undefined;
  // JavaScript takes 24:00 for the next midnight, which RFC 3339 has no name for.
  if (!parts || parts[2] === '24' || Number.isNaN(Date.parse(parts[0]))) return undefined;
  // JavaScript reads the 31st of a shorter month as the 1st of the next.
  return new Date(`${parts[1]}T00:00:00Z`).toISOString().startsWith(parts[1] ?? '') ? parts[0] : undefined;
}

test('a DateTime is what the calendar has, and nothing else', () => {
  assert(
    property(
      oneof(
        texts,
        date({ noInvalidDate: true }).map((value) => value.toISOString()),
        string(),
      ),
      (text) => {
        expect(pointInTime(text)).toBe(byDate(text));
      },
    ),
    { numRuns: 5000, examples: [['2024-02-29T00:00:00Z'], ['1900-02-29T00:00:00Z'], ['2000-02-29T23:59:59.1+23:59']] },
  );
});

const amounts = ['', '1', '30', '0.5', '1.', '-1'];
const parts = tuple(
  constantFrom('P', 'p', '-P', ''),
  ...['Y', 'M', 'W', 'D'].map((unit) => constantFrom(...amounts, '', '').map((amount) => amount && `${amount}${unit}`)),
  constantFrom('T', ''),
  ...['H', 'M', 'S'].map((unit) => constantFrom(...amounts, '', '').map((amount) => amount && `${amount}${unit}`)),
);

test('a Duration has at least one part, whole numbers but for seconds, and a time after its T', () => {
  assert(
    property(parts, ([start, ...rest]) => {
      const [separator, times] = [rest[4], rest.slice(5)];
      const whole = [...rest.slice(0, 4), ...times.slice(0, 2)].every((part) => /^(\d+\w)?$/.test(part));
      const isDuration =
        start === 'P' &&
        whole &&
        /^(\d+(\.\d+)?S)?$/.test(times[2] ?? '') &&
        (separator === 'T') === times.some(Boolean) &&
        rest.some(Boolean);
      const text = [start, ...rest].join('');
      // An M without its T would be months, and not in its place.
      if (separator === '' && times.some(Boolean)) return;
      if (isDuration) expect(Duration.parseValue(text)).toBe(text);
      else expect(() => Duration.parseValue(text)).toThrow('ISO 8601');
    }),
    { numRuns: 2000 },
  );
});

test.each(['soon', '', 'P', 'PT', 'P1DT', 'P1S', 'PT1D', 'P1D1Y', 'PT1H ', '1:30:00', 90, null])(
  'a Duration is not %j',
  (value) => {
    expect(() => Duration.parseValue(value)).toThrow('Duration must be text like "P30D"');
  },
);
