import { assert, asyncProperty, boolean, constantFrom, integer, option, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetCalls } from '../../src/paging/offset-list.ts';
import { PageCap } from '../../src/paging/page-cap.ts';
import { pagedCalls } from '../../src/paging/paged-list.ts';
import { planSlice, type SlicePlan } from '../../src/paging/plan-slice.ts';
import { readSlice } from '../../src/paging/read-slice.ts';
import { counting, itemsOf } from '../support/lists.ts';

/** Cursors of lists as they stand, as they stood, of a place alone, and made up: of an offset far beyond the end. */
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
  startOffset: boolean(),
});

/** Pages of all lengths have been seen, so that none is looked at twice. */
function seen(): PageCap {
  const pageCap = new PageCap();
  pageCap.saw(1000);
  return pageCap;
}

/** The most calls of a plan, by the way in which its list is given. */
const callsOf = {
  offset: (plan: SlicePlan, needsTotal: boolean, cap: number) =>
    offsetCalls(plan, needsTotal, { cap, pageCap: seen(), isLengthKnown: false }),
  page: (plan: SlicePlan, needsTotal: boolean, cap: number) => pagedCalls(plan, needsTotal, { cap, pageCap: seen() }),
};

describe('the most that a slice asks for is never exceeded', () => {
  const size = constantFrom(0, 1, 2, 5, 20, 49, 50, 51, 100, 130);
  const total = constantFrom(0, 1, 3, 49, 60, 100, 130);

  test.each(['offset', 'page'] as const)('of a source by %s', async (kind) => {
    const cap = 50;
    await assert(
      asyncProperty(total, size, boolean(), anchor, anchor, needs, boolean(), async (...drawn) => {
        const [rows, size, backward, after, before, needs, counted] = drawn;
        const { source, calls, counts } = counting(itemsOf(rows), kind, cap);
        const named = (found: typeof after) =>
          found && { offset: found.offset, id: found.id > 120 ? '' : `row-${found.id}` };
        const range = {
          ...(backward ? { last: size } : { first: size }),
          ...(after && { after: named(after) }),
          ...(before && { before: named(before) }),
        };
        const wanted = { ...needs, total: counted };
        await readSlice(source, range, wanted);
        if (counted) await source.count();
        const plan = planSlice(range, wanted);
        // Pages tell the total; where the platform gives offsets, it is a call.
        const made = calls.length + (kind === 'offset' ? counts() : 0);
        expect(made).toBeLessThanOrEqual(callsOf[kind](plan, counted, cap));
        expect(counts()).toBeLessThanOrEqual(counted || plan.mayCount ? 1 : 0);
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
    startOffset: false,
  };
  test.each([
    ['a page', { first: 20 }, rows, 1, false],
    ['a page and the row after it', { first: 500 }, { ...rows, hasNextPage: true }, 2, false],
    ['whether there is more', { first: 20 }, { ...rows, rows: false, hasNextPage: true }, 1, false],
    ['nothing', { first: 20 }, { ...rows, rows: false, hasPreviousPage: true }, 0, false],
    ['the last rows and their total', { last: 20 }, rows, 2, true],
    ['the last rows, where the total is asked for', { last: 20 }, { ...rows, total: true }, 2, true],
  ])('%s', (_, range, needs, calls, counts) => {
    const plan = planSlice(range, needs);
    expect(callsOf.offset(plan, needs.total, 500)).toBe(calls);
    expect(plan.mayCount).toBe(counts);
  });
});
