import { assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { expect, test } from 'vitest';
import { PageCap } from '../../src/paging/page-cap.ts';
import { readWhole, totalledList } from '../../src/paging/totalled-list.ts';
import type { Window } from '../../src/paging/window.ts';
import { type Item, itemsOf } from '../support/lists.ts';

/** A platform that gives at most `gives` rows at once, and whose total is off by so many rows. */
function listOf({ length, gives = Infinity, off = 0 }: { length: number; gives?: number; off?: number }) {
  const items = itemsOf(length);
  const calls: Window[] = [];
  const list = totalledList<Item>({
    key: 'items',
    cap: 10,
    pageCap: new PageCap(),
    idOf: ({ id }) => id,
    read: async ({ offset, limit }) => {
      calls.push({ offset, limit });
      return { rows: items.slice(offset, offset + Math.min(limit, gives)), total: Math.max(0, length + off) };
    },
  });
  return { items, list, calls };
}

test('a window is read by full pages all at once, each of which tells the total', async () => {
  const { items, list, calls } = listOf({ length: 35 });
  expect(await list.read({ offset: 3, limit: 25 })).toEqual({ rows: items.slice(3, 28), total: 35 });
  expect(await list.count()).toBe(35);
  expect(calls).toEqual([
    { offset: 3, limit: 10 },
    { offset: 13, limit: 10 },
    { offset: 23, limit: 5 },
  ]);
});

test('the end of the list costs no call more, and a count one row where nothing is read', async () => {
  const { list, calls } = listOf({ length: 35 });
  expect(await list.count()).toBe(35);
  expect((await list.read({ offset: 30, limit: 10 })).rows).toHaveLength(5);
  expect(await list.read({ offset: 0, limit: 0 })).toEqual({ rows: [], total: 35 });
  expect(calls).toEqual([
    { offset: 0, limit: 1 },
    { offset: 30, limit: 10 },
  ]);
});

test('all rows are two rounds of calls', async () => {
  const { items, list, calls } = listOf({ length: 35 });
  expect(await readWhole(list, 10)).toEqual(items);
  expect(calls.map(({ offset }) => offset)).toEqual([0, 10, 20, 30]);
  const short = listOf({ length: 7 });
  expect(await readWhole(short.list, 10)).toEqual(short.items);
  expect(short.calls).toHaveLength(1);
});

test('no row is lost where pages are cut, or where the total says too much', async () => {
  const platform = record({
    length: integer({ min: 0, max: 40 }),
    gives: integer({ min: 1, max: 12 }),
    off: constantFrom(0, 0, 1, 7),
  });
  await assert(
    asyncProperty(platform, integer({ min: 0, max: 45 }), integer({ min: 1, max: 30 }), async (of, offset, limit) => {
      const { items, list } = listOf(of);
      expect((await list.read({ offset, limit })).rows).toEqual(items.slice(offset, offset + limit));
      expect(await readWhole(list, 10)).toEqual(items);
    }),
    { numRuns: 300 },
  );
});
