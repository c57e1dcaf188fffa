/** A stream of numbers in [0, 1) that is the same in every run. */
export type Random = () => number;

/**
 * The stream that belongs to one thing: the same `topic` and `index` always give the same numbers, and no two indexes
 * of a topic begin alike.
 */
export function random(topic: string, index = 0): Random {
  let state = Math.imul(index + 1, 0x9e3779b1);
  for (const letter of topic) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x85ebca6b);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A whole number from `low` to `high`, both included. */
export function between(next: Random, low: number, high: number): number {
  return low + Math.floor(next() * (high - low + 1));
}

/** One element of a list that has some. */
export function pick<T>(next: Random, list: readonly T[]): T {
  const chosen = list[Math.floor(next() * list.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}

/** `count` different elements of a list, in the order of the draw. */
export function pickSeveral<T>(next: Random, list: readonly T[], count: number): T[] {
  const chosen = new Set<T>();
  while (chosen.size < Math.min(count, list.length)) chosen.add(pick(next, list));
  return [...chosen];
}

/** A version 4 uuid drawn from the stream. */
export function uuid(next: Random): string {
  const words = Array.from({ length: 4 }, () => Math.floor(next() * 0x1_0000_0000));
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('');
  const variant = '89ab'.charAt(Math.floor(next() * 4));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Letters and digits drawn from the stream: ids of 22 as Kestra has them, passwords. */
export function letterCode(next: Random, length: number): string {
  return Array.from({ length }, () => letters.charAt(Math.floor(next() * letters.length))).join('');
}
