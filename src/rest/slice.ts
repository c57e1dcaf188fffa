import { Block } from './block.ts';
import type { Window } from './windows.ts';

/** A list that can be read by windows, whatever its platform's way of paging. */
export interface Source<Row> {
  /** The rows of the window; fewer only where the list ends. */
  read(window: Window): Promise<readonly Row[]>;
  /** How many rows the whole list has. */
  count(): Promise<number>;
  idOf(row: Row): string;
}

/** The row that a cursor stands for: its id, and where it was. */
export interface Anchor {
  readonly offset: number;
  readonly id: string;
}

/** Which part of a list is asked for. Exactly one of `first` and `last` is set. */
export interface Range {
  readonly first?: number;
  readonly last?: number;
  readonly after?: Anchor;
  readonly before?: Anchor;
}

/** What of the answer is needed: nothing is read for the rest. */
export interface Needs {
  readonly rows: boolean;
  readonly startCursor: boolean;
  readonly endCursor: boolean;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** The total, when it is asked for anyway: it then stands in for reading one row more, or for a count. */
  readonly total?: Promise<number>;
}

/** How far an anchor has moved since its cursor was made; null when it is gone. */
export type Movement = number | null;

/** A part of a list as it stands now. Of `rows`, what was not needed may be missing. */
export interface Slice<Row> {
  readonly rows: readonly Row[];
  /** Where the first of `rows` stands in the list. */
  readonly offset: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly moved: { readonly after?: Movement; readonly before?: Movement };
}

/** Rows on each side of an anchor's old place that are searched for it at least, however small the page. */
const neighbourhood = 50;

/**
 * Reads a part of a list by Relay's rules (GraphQL Cursor Connections, §4.4 "Pagination algorithm"), and finds anchors
 * again that moved by up to a page because rows were inserted or deleted before them. Where an anchor is gone, the slice
 * goes on at its old place.
 *
 * Costs one read: of the rows needed, of the anchor's own, and of one more for `hasNextPage`. A range that begins at the
 * list's end needs the total first. An anchor that is not at its place costs at most two reads more.
 */
export function readSlice<Row>(source: Source<Row>, range: Range, needs: Needs): Promise<Slice<Row>> {
  const { first, last } = range;
  if (last !== undefined) return backward(source, { ...range, last }, needs);
  return forward(source, { ...range, first: first ?? 0 }, needs);
}

async function forward<Row>(source: Source<Row>, range: Range & { first: number }, needs: Needs): Promise<Slice<Row>> {
  const { first, after, before } = range;
  const block = new Block(source);
  const counted = needs.hasNextPage && !before ? needs.total : undefined;
  const peek = needs.hasNextPage && !counted;
  const length = Math.min(first, needs.rows || needs.endCursor ? first : needs.startCursor ? 1 : 0);
  const wanted = peek ? first + 1 : length;
  const clip = (end: number) => Math.min(end, before ? before.offset + 1 : Infinity);

  let start = 0;
  let movedAfter: Movement | undefined;
  if (after && (length > 0 || needs.hasNextPage || needs.hasPreviousPage)) {
    await block.cover(after.offset, Math.max(after.offset + 1, clip(after.offset + 1 + wanted)));
    const found = await locate(block, after, first);
    start = found.moved === null ? found.place : found.place + 1;
    movedAfter = found.moved;
  }
  // Nothing but the row beyond the page is needed where no cursor has to be found.
  const begin = length === 0 && !after && !before ? first : start;
  await block.cover(begin, clip(start + wanted));

  let stop = Infinity;
  let movedBefore: Movement | undefined;
  if (before && wanted > 0 && (before.offset < start + wanted || block.find(before.id) !== undefined)) {
    const found = await locate(block, before, first);
    await block.cover(start, Math.min(start + wanted, found.place));
    stop = found.place;
    movedBefore = found.moved;
  }
  return {
    rows: block.slice(start, Math.min(start + length, stop)),
    offset: start,
    hasNextPage: counted ? start + first < (await counted) : peek && start + first < stop && block.has(start + first),
    hasPreviousPage: after !== undefined && start > 0,
    moved: { after: movedAfter, before: movedBefore },
  };
}

async function backward<Row>(source: Source<Row>, range: Range & { last: number }, needs: Needs): Promise<Slice<Row>> {
  const { last, after, before } = range;
  const block = new Block(source);
  const length = Math.min(last, needs.rows || needs.startCursor ? last : needs.endCursor ? 1 : 0);
  const clip = (offset: number) => Math.max(offset, after?.offset ?? 0);

  let end: number;
  let movedBefore: Movement | undefined;
  if (before) {
    await block.cover(Math.min(before.offset, clip(before.offset - length)), before.offset + 1);
    const found = await locate(block, before, last);
    end = found.place;
    movedBefore = found.moved;
  } else {
    end = await (needs.total ?? source.count());
    await block.cover(clip(end - length), length > 0 ? end : 0);
  }

  let start = after ? after.offset + 1 : 0;
  let movedAfter: Movement | undefined;
  if (after && (after.offset >= end - last || block.find(after.id) !== undefined)) {
    const found = await locate(block, after, last);
    start = found.moved === null ? found.place : found.place + 1;
    movedAfter = found.moved;
  }
  const from = Math.max(start, end - length);
  await block.cover(from, end);
  return {
    rows: block.slice(from, end),
    offset: from,
    hasNextPage: before !== undefined && block.has(end),
    hasPreviousPage: end - start > last,
    moved: { after: movedAfter, before: movedBefore },
  };
}

/** Where an anchor stands now, searched for within a page of its old place; that place where it is gone. */
async function locate<Row>(
  block: Block<Row>,
  anchor: Anchor,
  page: number,
): Promise<{ place: number; moved: Movement }> {
  const { offset, id } = anchor;
  await block.cover(offset, offset + 1);
  let place = block.find(id);
  if (place === undefined) {
    const reach = Math.max(page, neighbourhood);
    await block.cover(Math.max(0, offset - reach), offset + reach + 1);
    place = block.find(id);
  }
  return place === undefined ? { place: offset, moved: null } : { place, moved: place - offset };
}
