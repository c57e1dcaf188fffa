import { type Arbitrary, array, type GeneratorValue, integer } from 'fast-check';

/** Random choices. fast-check draws them, so that a failure can be repeated and shrunk. */
export interface Draw {
  /** A whole number from `least` to `most`. */
  int(least: number, most: number): number;
  /** One of the items, of which there must be one. */
  pick<Item>(items: readonly Item[]): Item;
  /** True in so many cases of a hundred; it shrinks to false. */
  chance(percent: number): boolean;
  /** A list of `least` to `most` things. */
  times<Made>(least: number, most: number, make: () => Made): Made[];
}

/** Any text: of all code points, halves of surrogate pairs among them. (To make `string({ unit: 'binary' })` takes a second.) */
export const anyText = (maxLength: number): Arbitrary<string> =>
  array(integer({ min: 0, max: 0x10ffff }), { maxLength }).map((points) => String.fromCodePoint(...points));

/** The numbers of each range, by `min` and `max`. `gen()` finds what takes no arguments at once. */
const ranges = new Map<string, () => Arbitrary<number>>();

/** @param value what fast-check's `gen()` gives */
export function drawFrom(value: GeneratorValue): Draw {
  const int = (min: number, max: number) => {
    const key = `${min} ${max}`;
    const range = ranges.get(key) ?? (() => integer({ min, max }));
    ranges.set(key, range);
    return value(range);
  };
  return {
    int,
    pick(items) {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    chance: (percent) => int(0, 99) >= 100 - percent,
    times: (least, most, make) => Array.from({ length: int(least, most) }, make),
  };
}
