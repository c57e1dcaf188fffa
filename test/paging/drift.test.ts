import { array, assert, asyncProperty, boolean, constantFrom, integer, nat, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrayList, sliceArray } from '../../src/paging/array-list.ts';
import type { Anchor } from '../../src/paging/list.ts';
import type { Needs } from '../../src/paging/plan-slice.ts';
import { readSlice } from '../../src/paging/read-slice.ts';
import { counting, type Item, itemsOf } from '../support/lists.ts';

const all: Needs = {
  rows: true,
  startCursor: true,
  endCursor: true,
  hasNextPage: true,
  hasPreviousPage: true,
  total: false,
  startOffset: false,
};
const ids = (rows: readonly Item[]) => rows.map(({ id }) => id);

/** A change of the list while somebody pages through it; `move` is what an update does to a sorted list. */
const change = record({ kind: constantFrom('insert', 'delete', 'move'), at: nat(1000), to: nat(1000) });
const changes = array(change, { maxLength: 12 });
type Change = { kind: string; at: number; to: number };

function apply(list: Item[], { kind, at, to }: Change, fresh: () => Item, keep?: string): void {
  const place = at % (list.length + 1);
  if (kind === 'insert') {
    list.splice(place, 0, fresh());
  } else if (list[place] && list[place].id !== keep) {
    const [row] = list.splice(place, 1);
    if (kind === 'move' && row) list.splice(to % (list.length + 1), 0, row);
  }
}

function freshRows() {
  let made = 0;
  return () => ({ id: `new-${made++}` });
}

describe('the page after a change', () => {
  const schedule = {
    total: integer({ min: 1, max: 160 }),
    size: integer({ min: 1, max: 70 }),
    place: nat(159),
    forward: boolean(),
  };

  test('goes on at the anchor, wherever within a page it stands now; else at its old place, and says so', async () => {
    const seen = { found: 0, moved: 0, gone: 0 };
    await assert(
      asyncProperty(record(schedule), changes, async ({ total, size, place, forward }, steps) => {
        const list = itemsOf(total);
        const offset = place % total;
        const anchor: Anchor = { offset, id: `row-${offset}` };
        const fresh = freshRows();
        for (const step of steps) apply(list, step, fresh);

        const { source, windows } = counting(list);
        const slice = await readSlice(
          source,
          forward ? { first: size, after: anchor } : { last: size, before: anchor },
          all,
        );

        const reach = Math.max(size, 50);
        const now = list.findIndex(({ id }) => id === anchor.id);
        // The row that was read for `hasNextPage` may happen to be the anchor.
        const found = now >= 0 && (Math.abs(now - offset) <= reach || (forward && now === offset + size + 1));
        const at = found ? now : Math.min(offset, list.length);
        seen[found ? (now === offset ? 'found' : 'moved') : 'gone']++;

        const from = forward ? (found ? at + 1 : at) : Math.max(0, at - size);
        const to = forward ? from + size : at;
        expect(ids(slice.rows)).toEqual(ids(list.slice(from, to)));
        expect(slice.offset).toBe(from);
        expect(slice.moved).toEqual({ [forward ? 'after' : 'before']: found ? now - offset : null });
        expect(slice.hasNextPage).toBe(forward ? list.length > to : list.length > at);
        expect(slice.hasPreviousPage).toBe(from > 0);
        expect(windows.length).toBeLessThanOrEqual(found && now === offset ? 1 : 4);
        expect(windows.reduce((sum, { limit }) => sum + limit, 0)).toBeLessThanOrEqual(2 * reach + 1 + size + 1);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(50);
  });

  test('goes on at the anchor wherever it stands now, where all rows are at hand', async () => {
    await assert(
      asyncProperty(record(schedule), changes, async ({ total, size, place, forward }, steps) => {
        const list = itemsOf(total);
        const offset = place % total;
        const anchor: Anchor = { offset, id: `row-${offset}` };
        const fresh = freshRows();
        for (const step of steps) apply(list, step, fresh);

        const range = forward ? { first: size, after: anchor } : { last: size, before: anchor };
        const slice = sliceArray(
          arrayList('', list, ({ id }) => id),
          range,
        );
        const now = list.findIndex(({ id }) => id === anchor.id);
        const at = now >= 0 ? now : Math.min(offset, list.length);
        const from = forward ? (now >= 0 ? at + 1 : at) : Math.max(0, at - size);
        const to = forward ? from + size : at;
        expect(ids(slice.rows)).toEqual(ids(list.slice(from, to)));
        expect(slice.moved[forward ? 'after' : 'before']).toBe(now >= 0 ? now - offset : null);

        const read = await readSlice(counting(list, 'whole').source, range, all);
        // The reader searches around the old place only.
        if (read.moved[forward ? 'after' : 'before'] === null && now >= 0) return;
        expect({ ...slice, moved: null }).toEqual({ ...read, moved: null });
      }),
      { numRuns: 2000 },
    );
  });

  test('lies between both anchors, where both are still within a page of their old places', async () => {
    const places = record({ ...schedule, other: nat(159) });
    await assert(
      asyncProperty(places, changes, async ({ total, size, place, other, forward }, steps) => {
        const list = itemsOf(total);
        const after: Anchor = { offset: place % total, id: `row-${place % total}` };
        const fresh = freshRows();
        // A row that moves past the other anchor is another matter: whoever moved it wanted another order.
        const [earlier, later] = [steps.slice(0, steps.length / 2), steps.slice(steps.length / 2)];
        for (const step of earlier) if (step.kind !== 'move') apply(list, step, fresh);
        // The one cursor may be older than the other.
        const offset = other % (list.length || 1);
        const before: Anchor = { offset, id: list[offset]?.id ?? 'none' };
        for (const step of later) if (step.kind !== 'move') apply(list, step, fresh);
        const from = list.findIndex(({ id }) => id === after.id) + 1;
        const to = list.findIndex(({ id }) => id === before.id);
        const reach = Math.max(size, 50);
        if (from === 0 || Math.abs(from - 1 - after.offset) > reach) return;
        if (to < 0 || Math.abs(to - before.offset) > reach) return;

        const { source } = counting(list);
        const slice = await readSlice(source, { ...(forward ? { first: size } : { last: size }), after, before }, all);
        const between = list.slice(from, Math.max(from, to));
        expect(ids(slice.rows)).toEqual(ids(forward ? between.slice(0, size) : between.slice(-size)));
        expect(forward ? slice.hasNextPage : slice.hasPreviousPage).toBe(between.length > size);
      }),
      { numRuns: 2000 },
    );
  });

  test('goes on also where the list has shrunk to far before the old place', async () => {
    const list = itemsOf(10);
    const lost: Anchor = { offset: 1000, id: 'row-1000' };
    const backward = await readSlice(counting(list).source, { last: 4, before: lost }, all);
    expect({ ...backward, rows: ids(backward.rows) }).toEqual({
      rows: ['row-6', 'row-7', 'row-8', 'row-9'],
      offset: 6,
      hasNextPage: false,
      hasPreviousPage: true,
      moved: { before: null },
    });
    const forward = await readSlice(counting(list).source, { first: 4, after: lost }, all);
    expect(forward).toMatchObject({ rows: [], hasNextPage: false, moved: { after: null } });
  });
});

describe('a walk while the list changes', () => {
  const walks = { total: integer({ min: 0, max: 60 }), size: integer({ min: 1, max: 9 }), forward: boolean() };

  test('shows every row that stays where it is exactly once, in order, while each anchor survives', async () => {
    await assert(
      asyncProperty(
        record(walks),
        array(array(change, { maxLength: 3 }), { maxLength: 80 }),
        async (walk, schedule) => {
          const list = itemsOf(walk.total);
          const fresh = freshRows();
          const unsettled = new Set<string>();
          const seen: string[] = [];
          let anchor: Anchor | undefined;
          for (const steps of [...schedule, ...Array(400).fill([])]) {
            const range = walk.forward ? { first: walk.size, after: anchor } : { last: walk.size, before: anchor };
            const { rows, offset, hasNextPage, hasPreviousPage, moved } = await readSlice(
              counting(list).source,
              range,
              all,
            );
            expect(moved.after).not.toBe(null);
            expect(moved.before).not.toBe(null);
            if (walk.forward) seen.push(...ids(rows));
            else seen.unshift(...ids(rows));
            if (!(walk.forward ? hasNextPage : hasPreviousPage)) break;
            const edge = walk.forward ? rows.length - 1 : 0;
            anchor = { offset: offset + edge, id: rows[edge]?.id ?? 'none' };
            for (const step of steps) {
              const before = list.map(({ id }) => id);
              apply(list, step, fresh, anchor.id);
              // A row that is new, or moved by itself, may be seen or not, as may be expected of it.
              if (step.kind === 'insert') for (const { id } of list) if (!before.includes(id)) unsettled.add(id);
              if (step.kind === 'move') unsettled.add(before[step.at % (before.length + 1)] ?? '');
            }
          }
          const stayed = ids(list).filter((id) => !unsettled.has(id));
          expect(seen.filter((id) => stayed.includes(id))).toEqual(stayed);
        },
      ),
      { numRuns: 600 },
    );
  });
});
