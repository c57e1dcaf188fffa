import { assert, asyncProperty, boolean, constantFrom, integer, option, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSlice } from '../../src/paging/read-slice.ts';
import { boundOf, offsetCalls, pageCalls } from '../../src/paging/slice-bound.ts';
import { counting, itemsOf } from '../support/lists.ts';

/** Cursors of lists as they stand, as they stood, and made up: of an offset far beyond the end. */
const anchor = option(
  record({
    offset: constantFrom(0, 1, 5, 49, 50, 51, 70, 99, 120, 200, 4000, 2 ** 31 - 2),
    id: integer({ max: 140, min: 0 }),
  }),
  { nil: undefined },
);
const needs = record({
  rows: boolean(),
  startCursor: boolean(),
  endCursor: boolean(),
  hasNextPage: boolean(),
  hasPreviousPage: boolean(),
});

describe('the most that a slice asks for is never exceeded', () => {
  const size = constantFrom(0, 1, 2, 5, 20, 49, 50, 51, 100, 130);
  const total = constantFrom(0, 1, 3, 49, 60, 100, 130);

  test.each(['offset', 'page'] as const)('of a source by %s', async (kind) => {
    const cap = 50;
    await assert(
      asyncProperty(total, size, boolean(), anchor, anchor, needs, boolean(), async (...drawn) => {
        const [rows, size, backward, after, before, needs, counted] = drawn;
        const { source, calls, counts } = counting(itemsOf(rows), kind, cap);
        const named = (found: typeof after) => found && { offset: found.offset, id: `row-${found.id}` };
        await readSlice(
          source,
          {
            ...(backward ? { last: size } : { first: size }),
            ...(after && { after: named(after) }),
            ...(before && { before: named(before) }),
          },
          { ...needs, total: counted ? Promise.resolve(rows) : undefined },
        );
        const shape = { size, backward, after: after !== undefined, before: before !== undefined };
        const bound = boundOf(shape, { ...needs, total: counted });
        expect(calls.length).toBeLessThanOrEqual((kind === 'offset' ? offsetCalls : pageCalls)(bound, cap));
        expect(counts()).toBeLessThanOrEqual(bound.counts ? 1 : 0);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('without cursors it is exact', () => {
  const rows = {
    rows: true,
    startCursor: false,
    endCursor: false,
    hasNextPage: false,
    hasPreviousPage: false,
    total: false,
  };
  const page = { size: 20, backward: false, after: false, before: false };

  test.each([
    ['a page', page, rows, 1, false],
    ['a page and the row after it', { ...page, size: 500 }, { ...rows, hasNextPage: true }, 2, false],
    ['whether there is more', page, { ...rows, rows: false, hasNextPage: true }, 1, false],
    ['nothing', page, { ...rows, rows: false, hasPreviousPage: true }, 0, false],
    ['the last rows', { ...page, backward: true }, rows, 1, true],
    ['the last rows, where the total is asked for', { ...page, backward: true }, { ...rows, total: true }, 1, false],
  ])('%s', (_, range, needs, calls, counts) => {
    const bound = boundOf(range, needs);
    expect(offsetCalls(bound, 500)).toBe(calls);
    expect(bound.counts).toBe(counts);
  });
});
