import { ConflictError } from '../errors.ts';
import { isBreach } from '../rest/contract-breaches.ts';

/**
 * A name as it is compared without regard to case, by the rule for usernames of RFC 8265 §3.3 ("UsernameCaseMapped"):
 * lower case, then Unicode normalization form C.
 */
export const foldCase = (name: string): string => name.toLowerCase().normalize('NFC');

/** A text as lists of people are ordered by it: without regard to the case of the letters A to Z. */
export const foldAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/**
 * The longest part of a folded name that a search finds whatever the platform makes of letters beyond ASCII; empty if
 * there is none. A letter that an accent follows is beyond ASCII too: the platform may hold the two as one.
 */
export function searchable(name: string): string {
  const parts = name.match(/(?:[ -~](?!\p{M}))+/gu) ?? [];
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** Rows by their folded name; rows without a name that can be read are left out. */
export function byName<Row extends { readonly username?: string }>(rows: Iterable<Row>): Map<string, Row[]> {
  const named = new Map<string, Row[]>();
  for (const row of rows) {
    const name = isBreach(row.username) ? '' : foldCase(row.username ?? '');
    if (name === '') continue;
    const known = named.get(name);
    if (known) known.push(row);
    else named.set(name, [row]);
  }
  return named;
}

/**
 * Which of several rows, whose names differ in case at most, a name means: the one that has it letter by letter, else the
 * only one; null if there is none.
 * @throws {ConflictError} if there are several others: which of them is meant cannot be known, and is not guessed
 */
export function onlyMatch<Row extends { readonly username?: string }>(
  matches: readonly Row[] | null,
  name: string,
  platform: string,
): Row | null {
  const exact = matches?.find(({ username }) => username === name);
  if (exact) return exact;
  const [first = null, ...others] = matches ?? [];
  if (others.length > 0) {
    throw new ConflictError(
      `${platform} has ${others.length + 1} accounts with this name, which differ only in upper and lower case.`,
    );
  }
  return first;
}

/**
 * Whether a text comes before another by code points, as databases compare them: JavaScript compares UTF-16 code units, which
 * puts U+10000 and beyond before U+E000.
 */
export function textPrecedes(left: string, right: string): boolean {
  let index = 0;
  while (index < left.length && left[index] === right[index]) index++;
  const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
  return isSurrogate(a) === isSurrogate(b) ? left < right : isSurrogate(b);
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
