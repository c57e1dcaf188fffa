import { Block } from './block.ts';
import { ListChangedError } from './join-pages.ts';
import { type Anchor, isPlace, type List, type Movement, type Range, type Slice } from './list.ts';
import { readEnd } from './list-end.ts';
import { type Needs, planSlice, type SlicePlan } from './plan-slice.ts';

/**
 * Reads a part of a list by Relay's rules (GraphQL Cursor Connections, §4.4 "Pagination algorithm"), and finds anchors
 * again that moved by up to a page because rows were inserted or deleted before them. Where an anchor is gone, the slice
 * goes on at its old place. Nothing lies between `after` and a `before` that does not follow it.
 *
 * `hasPreviousPage` of `first` tells whether a row precedes the slice, which after an anchor is at least the anchor
 * itself; `hasNextPage` of `last` likewise. §4.4 asks for no more than what is known at no cost. A page at a place
 * (`isPlace`) is read without the row before it; where it is empty, a read more tells whether any row precedes it.
 *
 * Costs one read, from the first to the last of the rows that the answer depends on: those needed, those of the anchors
 * at hand, and the one beyond the slice where it decides whether there is more. A range that begins at the list's end
 * costs a count before it. Where the answer depends on no row, nothing is read. An anchor that has moved costs a read
 * more where it is still among the rows that were read, else up to three, two of them at once; a range before an anchor
 * around which no row is left costs a count too.
 *
 * A total says that rows follow, never that none do: where it says so, the row beyond is read. Where rows end before the
 * total, or go on after it, their end is searched for. A list that changes between two reads is read once more.
 * @throws {BadResponseError} if the platform's rows contradict each other
 */
export async function readSlice<Row>(list: List<Row>, range: Range, needs: Needs): Promise<Slice<Row>> {
  const plan = planSlice(range, needs);
  const read = range.last === undefined ? readForward : readBackward;
  try {
    return await read(list, range, plan, needs);
  } catch (error) {
    if (error instanceof ListChangedError) return read(list, range, plan, needs);
    throw error;
  }
}

async function readForward<Row>(list: List<Row>, range: Range, plan: SlicePlan, needs: Needs): Promise<Slice<Row>> {
  const { after, before } = range;
  const { size, length, wanted, reach } = plan;
  const block = new Block(list);
  const clip = (end: number) => Math.min(end, before ? before.offset + 1 : Infinity);
  const beyond = (start: number) => (plan.peeks ? start + size : undefined);

  let start = 0;
  let movedAfter: Movement | undefined;
  if (after && isPlace(after)) start = after.offset + 1;
  else if (after && plan.isRead) {
    const first = after.offset + 1;
    await block.cover(after.offset, Math.max(first, clip(first + wanted)), beyond(first));
    const found = await findAnchor(block, after, reach);
    start = found.next;
    movedAfter = found.moved;
  }
  // Where no row of the slice is needed and no anchor has to be found, the row beyond it says enough.
  const isFixed = after === undefined || isPlace(after);
  const from = length > 0 || !isFixed ? start : Math.max(start, Math.min(start + size, before?.offset ?? Infinity));
  await block.cover(from, clip(start + wanted), beyond(start));

  let stop = Infinity;
  let movedBefore: Movement | undefined;
  if (before && wanted > 0) {
    if (block.find(before) !== undefined || isWithin(before.offset, start - reach, start + wanted)) {
      const found = await findAnchor(block, before, reach);
      stop = found.place;
      movedBefore = found.moved;
    } else if (before.offset < start) {
      stop = start;
    }
  }
  const next = start + size;
  return {
    rows: block.slice(start, Math.min(start + length, stop)),
    offset: start,
    hasNextPage: plan.verifiesEnd
      ? await hasRow(list, block, next, needs.total)
      : needs.hasNextPage && next < stop && block.has(next),
    hasPreviousPage:
      start > 0 &&
      (!(isFixed && block.isEmpty && needs.hasPreviousPage) || (await hasRow(list, block, 0, needs.total))),
    moved: { after: movedAfter, before: movedBefore },
  };
}

async function readBackward<Row>(list: List<Row>, range: Range, plan: SlicePlan, needs: Needs): Promise<Slice<Row>> {
  const { after, before } = range;
  const { size, length, wanted, reach } = plan;
  const clip = (offset: number) => Math.max(offset, after?.offset ?? 0);

  let block = new Block(list);
  let end = 0;
  let movedBefore: Movement | undefined;
  if (before && plan.isRead) {
    await block.cover(Math.min(before.offset, clip(before.offset - wanted)), before.offset + 1);
    const found = await findAnchor(block, before, reach);
    end = found.place;
    movedBefore = found.moved;
    if (block.isEmpty) {
      // With no row left around its place, only the total tells where to go on.
      const claimed = Math.min(end, await list.count());
      ({ block, end } = await readEnd(list, claimed, clip(claimed - wanted), end));
    }
  } else if (!before && wanted > 0) {
    const claimed = await list.count();
    ({ block, end } = await readEnd(list, claimed, clip(claimed - wanted)));
  } else if (!before && needs.hasPreviousPage) {
    // Rows precede the last ones where the list has one more than those.
    await block.cover(size, size + 1);
    end = block.end;
  }
  if (wanted > 0) await block.cover(clip(end - wanted), end);

  let start = 0;
  let movedAfter: Movement | undefined;
  if (after && wanted > 0) {
    if (block.find(after) !== undefined || isWithin(after.offset, end - wanted, end + reach)) {
      const found = await findAnchor(block, after, reach);
      start = found.next;
      movedAfter = found.moved;
    } else if (after.offset >= end) {
      start = end;
    }
  }
  const from = Math.max(start, end - length);
  return {
    rows: block.slice(from, end),
    offset: from,
    hasNextPage: before !== undefined && block.has(end),
    hasPreviousPage: needs.hasPreviousPage && end - start > size,
    moved: { after: movedAfter, before: movedBefore },
  };
}

/** Where an anchor stands now, and the row after it. */
interface FoundAnchor {
  readonly place: number;
  readonly next: number;
  readonly moved: Movement;
}

/** Searches for an anchor around its old place. Where it is gone, the row that stands there is the next. */
async function findAnchor<Row>(block: Block<Row>, anchor: Anchor, reach: number): Promise<FoundAnchor> {
  const { offset } = anchor;
  if (isPlace(anchor)) return { place: Math.min(offset, block.end), next: offset + 1, moved: 0 };
  let place = block.find(anchor);
  // Search the rows already read first: the cursor's offset comes from the client and may be wrong.
  if (place === undefined) {
    await block.cover(offset, offset + 1);
    place = block.find(anchor);
  }
  if (place === undefined) {
    await block.cover(Math.max(0, offset - reach), offset + reach + 1);
    place = block.find(anchor);
  }
  if (place !== undefined) return { place, next: place + 1, moved: place - offset };
  const gap = Math.min(offset, block.end);
  return { place: gap, next: gap, moved: null };
}

/** Whether a row stands at a place. A total is believed in that rows follow; that none do, the place itself has to show. */
async function hasRow<Row>(list: List<Row>, block: Block<Row>, place: number, isCounted: boolean): Promise<boolean> {
  if (block.has(place)) return true;
  if (block.isEnded && place >= block.end) return false;
  // A count that fails is reported where it was asked for.
  const total = block.total ?? (isCounted ? await list.count().catch(() => 0) : 0);
  if (total > place) return true;
  return (await list.read({ offset: place, limit: 1 })).rows.length > 0;
}

function isWithin(offset: number, from: number, to: number): boolean {
  return offset >= from && offset < to;
}
