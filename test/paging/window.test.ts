import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetReads, pageReads } from '../../src/paging/window.ts';

const offset = integer({ min: 0, max: 300 });
const limit = integer({ min: 0, max: 120 });
const cap = integer({ min: 1, max: 100 });

const range = (from: number, length: number) => Array.from({ length }, (_, index) => from + index);

describe('offset and limit', () => {
  test('reads cover the window, each row once and in order, in ⌈limit / cap⌉ calls', () => {
    assert(
      property(offset, limit, cap, (offset, limit, cap) => {
        const reads = offsetReads({ offset, limit }, cap);
        expect(reads.flatMap((read) => range(read.offset, read.limit))).toEqual(range(offset, limit));
        expect(reads).toHaveLength(Math.ceil(limit / cap));
        expect(reads.every((read) => read.limit >= 1 && read.limit <= cap)).toBe(true);
      }),
    );
  });
});

/** The least number of aligned pages of one size that cover a window, and the smallest such size, found by trying all. */
function fewestPages(offset: number, limit: number, cap: number) {
  let best = { pages: Infinity, size: 0 };
  for (let size = 1; size <= cap; size++) {
    const pages = Math.ceil((offset + limit) / size) - Math.floor(offset / size);
    if (pages < best.pages) best = { pages, size };
  }
  return best;
}

describe('page and size', () => {
  test('reads cover the window, each row once and in order, in the fewest pages, of those the smallest', () => {
    assert(
      property(offset, limit, cap, (offset, limit, cap) => {
        const reads = pageReads({ offset, limit }, cap);
        const rows = reads.flatMap(({ page, size, skip, take }) =>
          range((page - 1) * size, size).slice(skip, skip + take),
        );
        expect(rows).toEqual(range(offset, limit));
        if (limit === 0) return;
        const { pages, size } = fewestPages(offset, limit, cap);
        expect(reads.map((read) => read.size)).toEqual(Array(pages).fill(size));
        expect(pages).toBeLessThanOrEqual(Math.ceil(limit / cap) + 1);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a window that starts a page of its own size', { offset: 20, limit: 20 }, 100, [[2, 20]]],
    ['21 rows at offset 20, in the smallest page that holds them', { offset: 20, limit: 21 }, 100, [[1, 41]]],
    [
      '21 rows at offset 20, where no page may be so large',
      { offset: 20, limit: 21 },
      40,
      [
        [2, 14],
        [3, 14],
      ],
    ],
    ['rows far down, in a small page that happens to begin there', { offset: 999, limit: 2 }, 100, [[334, 3]]],
    ['no rows', { offset: 7, limit: 0 }, 100, []],
  ])('%s', (_, window, cap, pages) => {
    expect(pageReads(window, cap).map(({ page, size }) => [page, size])).toEqual(pages);
  });
});
