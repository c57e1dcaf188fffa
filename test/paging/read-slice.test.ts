import { assert, asyncProperty, boolean, constantFrom, integer, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrayList, sliceArray } from '../../src/paging/array-list.ts';
import type { Anchor, List, Range } from '../../src/paging/list.ts';
import type { Needs } from '../../src/paging/plan-slice.ts';
import { readSlice } from '../../src/paging/read-slice.ts';
import { counting, type Item, itemsOf, kinds } from '../support/lists.ts';
import { indexesNeeded, relayReference } from '../support/relay-reference.ts';

const all: Needs = {
  rows: true,
  startCursor: true,
  endCursor: true,
  hasNextPage: true,
  hasPreviousPage: true,
  total: false,
  startOffset: false,
};
const anchorAt = (offset: number): Anchor => ({ offset, id: `row-${offset}` });
const ids = (rows: readonly Item[]) => rows.map(({ id }) => id);

/** Arguments in every combination, as places in a list; places beyond its end are dropped. */
interface Asked {
  readonly total: number;
  readonly size: number;
  readonly forward: boolean;
  readonly after: number | null;
  readonly before: number | null;
}
const asked = record<Asked>({
  total: integer({ min: 0, max: 60 }),
  size: integer({ min: 0, max: 70 }),
  forward: boolean(),
  after: option(integer({ min: 0, max: 59 })),
  before: option(integer({ min: 0, max: 59 })),
});

function rangeOf({ total, size, forward, after, before }: Asked): Range {
  return {
    ...(forward ? { first: size } : { last: size }),
    ...(after !== null && after < total && { after: anchorAt(after) }),
    ...(before !== null && before < total && { before: anchorAt(before) }),
  };
}

describe('a list that stands still', () => {
  test('gives the rows and page info of §4.4 for all arguments, caps and kinds of source', async () => {
    await assert(
      asyncProperty(
        asked,
        constantFrom(...kinds),
        integer({ min: 1, max: 100 }),
        boolean(),
        async (ask, kind, cap, total) => {
          const list = itemsOf(ask.total);
          const range = rangeOf(ask);
          const { source } = counting(list, kind, cap);
          const needs = { ...all, total };
          const { rows, offset, moved, ...info } = await readSlice(source, range, needs);
          const expected = relayReference(list, range);
          expect({ rows: ids(rows), ...info }).toEqual({ ...expected, rows: ids(expected.rows) });
          if (rows.length > 0) expect(list[offset]).toBe(rows[0]);
          expect(moved.after ?? 0).toBe(0);
          expect(moved.before ?? 0).toBe(0);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('gives the same where all rows are at hand', () => {
    assert(
      property(asked, (ask) => {
        const list = itemsOf(ask.total);
        const range = rangeOf(ask);
        const { rows, offset, moved, ...info } = sliceArray(
          arrayList('', list, ({ id }) => id),
          range,
        );
        const expected = relayReference(list, range);
        expect({ rows: ids(rows), ...info }).toEqual({ ...expected, rows: ids(expected.rows) });
        expect(rows).toEqual(list.slice(offset, offset + rows.length));
        expect([moved.after ?? 0, moved.before ?? 0]).toEqual([0, 0]);
      }),
      { numRuns: 3000 },
    );
  });

  test('is walked through forwards and backwards, each row once, whatever the page', async () => {
    for (let total = 0; total <= 60; total += total < 12 ? 1 : 7) {
      for (const size of [1, 2, 3, 7, 20, 60]) {
        for (const kind of kinds) {
          const list = itemsOf(total);
          const { source } = counting(list, kind, 5);
          expect(ids(await walk('first', size, source))).toEqual(ids(list));
          expect(ids(await walk('last', size, source))).toEqual(ids(list));
        }
      }
    }
  });
});

/** All rows of a list, page by page, put together in the order of the list. */
async function walk(by: 'first' | 'last', size: number, source: List<Item>): Promise<Item[]> {
  const pages: (readonly Item[])[] = [];
  let anchor: Anchor | undefined;
  for (;;) {
    const range = by === 'first' ? { first: size, after: anchor } : { last: size, before: anchor };
    const { rows, offset, hasNextPage, hasPreviousPage } = await readSlice(source, range, all);
    if (by === 'first') pages.push(rows);
    else pages.unshift(rows);
    if (!(by === 'first' ? hasNextPage : hasPreviousPage)) return pages.flat();
    const edge = by === 'first' ? rows.length - 1 : 0;
    anchor = { offset: offset + edge, id: rows[edge]?.id ?? 'none' };
  }
}

describe('what a slice costs', () => {
  const needed = record({
    rows: boolean(),
    startCursor: boolean(),
    endCursor: boolean(),
    hasNextPage: boolean(),
    hasPreviousPage: boolean(),
    startOffset: boolean(),
  });

  test('is one read from the first to the last row that the answer depends on, or none', async () => {
    await assert(
      asyncProperty(asked, needed, boolean(), async (ask, needs, counted) => {
        const range = rangeOf(ask);
        // Reversed anchors have a test of their own.
        if (range.after && range.before && range.before.offset <= range.after.offset) return;
        const { source, windows, counts } = counting(itemsOf(ask.total));
        const wanted = { ...needs, total: counted };
        await readSlice(source, range, wanted);
        if (counted) await source.count();

        const places = indexesNeeded(ask.total, range, wanted);
        const from = Math.min(...places);
        const read = places.length === 0 ? [] : [{ offset: from, limit: Math.max(...places) + 1 - from }];
        // That no row follows is not taken from the total.
        const next = (range.after ? range.after.offset + 1 : 0) + ask.size;
        const isSeen = places.some((place) => place >= ask.total);
        const asksNext = ask.forward && counted && needs.hasNextPage && !range.before && next >= ask.total && !isSeen;
        expect(windows).toEqual([...read, ...(asksNext ? [{ offset: next, limit: 1 }] : [])]);
        const { rows, startCursor, endCursor, hasPreviousPage, startOffset } = needs;
        const fromTheEnd = startOffset || (ask.size > 0 && (rows || startCursor || endCursor));
        const needsTotal =
          !ask.forward && !range.before && (fromTheEnd || (hasPreviousPage && range.after !== undefined));
        // What is asked for anyway is asked for once.
        expect(counts()).toBe(needsTotal || counted ? 1 : 0);
      }),
      { numRuns: 5000 },
    );
  });

  test('is one read of the rows alone after a place, and a row more where none stands there', async () => {
    const size = integer({ min: 0, max: 30 });
    const place = integer({ min: 0, max: 70 });
    await assert(
      asyncProperty(
        size,
        place,
        needed,
        boolean(),
        constantFrom(...kinds),
        async (first, offset, needs, total, kind) => {
          const list = itemsOf(60);
          const { source, windows } = counting(list, kind);
          const wanted = { ...needs, total };
          const slice = await readSlice(source, { first, after: { offset, id: '' } }, wanted);
          const start = offset + 1;
          if (needs.rows) expect(slice.rows).toEqual(list.slice(start, start + first));
          expect(slice.offset).toBe(start);
          expect(slice.moved.after ?? 0).toBe(0);
          if (needs.hasNextPage) expect(slice.hasNextPage).toBe(start + first < 60);
          expect(slice.hasPreviousPage).toBe(true);
          expect(windows.every((window) => window.offset >= start || window.limit === 1)).toBe(true);
          if (start + first < 60) expect(windows.length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('is ⌈rows / cap⌉ calls of no more than those rows, by offset and limit', async () => {
    await assert(
      asyncProperty(asked, integer({ min: 1, max: 100 }), async (ask, cap) => {
        const range = rangeOf(ask);
        if (range.after && range.before && range.before.offset <= range.after.offset) return;
        const { source, windows, calls } = counting(itemsOf(ask.total), 'offset', cap);
        await readSlice(source, range, all);
        const limit = windows[0]?.limit ?? 0;
        expect(calls).toHaveLength(Math.ceil(limit / cap));
        expect(calls.reduce((sum, call) => sum + call.limit, 0)).toBe(limit);
      }),
    );
  });

  test('does not grow with the list', async () => {
    const costOf = async (total: number, range: Range) => {
      const { source, windows, counts } = counting(itemsOf(total));
      await readSlice(source, range, all);
      return { rows: windows.map(({ limit }) => limit), counts: counts() };
    };
    for (const range of [
      { first: 20 },
      { first: 20, after: anchorAt(40) },
      { last: 20 },
      { last: 20, before: anchorAt(40) },
    ]) {
      expect(await costOf(100_000, range)).toEqual(await costOf(100, range));
    }
  });

  test.each([
    { first: 20, after: anchorAt(90_000), before: anchorAt(0) },
    { last: 20, after: anchorAt(90_000), before: anchorAt(0) },
    { first: 20, after: anchorAt(100), before: anchorAt(80) },
    { last: 20, after: anchorAt(100), before: anchorAt(80) },
  ])('stays small where the anchors are the wrong way round: %j', async (range) => {
    const { source, windows } = counting(itemsOf(100_000));
    const { rows, hasNextPage, hasPreviousPage } = await readSlice(source, range, all);
    expect(rows).toEqual([]);
    expect({ hasNextPage, hasPreviousPage }).toEqual({
      hasNextPage: !('first' in range),
      hasPreviousPage: 'first' in range,
    });
    expect(windows.reduce((sum, { limit }) => sum + limit, 0)).toBeLessThanOrEqual(52);
  });
});
