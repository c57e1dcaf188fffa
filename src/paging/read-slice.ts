import { Block } from './block.ts';
import { reread } from './join-pages.ts';
import { follows, readEnd } from './list-end.ts';
import type { Window } from './window.ts';

/** A list that can be read by windows, whatever its platform's way of paging. */
export interface Source<Row> {
  /** The rows of the window, none beyond it; fewer only where the list is known to end. */
  read(window: Window): Promise<readonly Row[]>;
  /** How many rows the whole list has, as the platform counts: its rows may say otherwise, and are believed. */
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
  /** The total, when it is asked for anyway: it may then spare reading one row more, or a count. */
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
 * goes on at its old place. Nothing lies between `after` and a `before` that does not follow it.
 *
 * `hasPreviousPage` of `first` tells whether a row precedes the slice, which after an anchor is at least the anchor
 * itself; `hasNextPage` of `last` likewise. §4.4 asks for no more than what is known at no cost.
 *
 * Costs one read, from the first to the last of the rows that the answer depends on: those needed, those of the anchors
 * at hand, and the one beyond the slice where it decides whether there is more. A range that begins at the list's end
 * costs a count before it. Where the answer depends on no row, nothing is read. An anchor that has moved costs a read
 * more where it is still among the rows that were read, else up to three, two of them at once; a range before an anchor
 * around which no row is left costs a count too.
 *
 * A total says that rows follow, never that none do: where it says so, the row beyond is read. Where rows end before the
 * total, or go on after it, their end is searched for. A list that changes between two reads is read once more.
 * @throws {BadResponseError} where the platform's rows contradict each other
 */
export function readSlice<Row>(source: Source<Row>, range: Range, needs: Needs): Promise<Slice<Row>> {
  const { first = 0, last } = range;
  return reread(() =>
    last === undefined ? forward(source, { ...range, first }, needs) : backward(source, { ...range, last }, needs),
  );
}

/**
 * The same of a list whose rows are all at hand, for a range without cursors. Tells all that may be needed, as it costs
 * nothing.
 */
export function sliceOf<Row>(rows: readonly Row[], { first, last }: Pick<Range, 'first' | 'last'>): Slice<Row> {
  const start = last === undefined ? 0 : Math.max(0, rows.length - last);
  const shown = rows.slice(start, last === undefined ? first : rows.length);
  const hasNextPage = start + shown.length < rows.length;
  return { rows: shown, offset: start, hasNextPage, hasPreviousPage: start > 0, moved: {} };
}

async function forward<Row>(source: Source<Row>, range: Range & { first: number }, needs: Needs): Promise<Slice<Row>> {
  const { first, after, before } = range;
  const block = new Block(source);
  const counted = needs.hasNextPage && !before ? needs.total : undefined;
  const peek = needs.hasNextPage && !counted;
  const length = needs.rows || needs.endCursor ? first : needs.startCursor ? Math.min(first, 1) : 0;
  const wanted = peek ? first + 1 : length;
  const clip = (end: number) => Math.min(end, before ? before.offset + 1 : Infinity);

  let start = 0;
  let movedAfter: Movement | undefined;
  if (after && (wanted > 0 || needs.hasNextPage || needs.hasPreviousPage)) {
    await block.cover(after.offset, Math.max(after.offset + 1, clip(after.offset + 1 + wanted)));
    const found = await locate(block, after, first);
    start = found.next;
    movedAfter = found.moved;
  }
  // Where no row of the slice is needed and no anchor has to be found, the row beyond it says enough.
  const from = length > 0 || after ? start : Math.min(first, before?.offset ?? first);
  await block.cover(from, clip(start + wanted));

  let stop = Infinity;
  let movedBefore: Movement | undefined;
  if (before && wanted > 0) {
    if (block.find(before) !== undefined || isWithin(before.offset, start - reachOf(first), start + wanted)) {
      const found = await locate(block, before, first);
      stop = found.place;
      movedBefore = found.moved;
    } else if (before.offset < start) {
      stop = start;
    }
  }
  return {
    rows: block.slice(start, Math.min(start + length, stop)),
    offset: start,
    hasNextPage: counted
      ? await follows(source, block, start + first, counted)
      : peek && start + first < stop && block.has(start + first),
    hasPreviousPage: after !== undefined && start > 0,
    moved: { after: movedAfter, before: movedBefore },
  };
}

async function backward<Row>(source: Source<Row>, range: Range & { last: number }, needs: Needs): Promise<Slice<Row>> {
  const { last, after, before } = range;
  const peek = needs.hasPreviousPage && after !== undefined;
  const length = needs.rows || needs.startCursor ? last : needs.endCursor ? Math.min(last, 1) : 0;
  const wanted = peek ? last + 1 : length;
  const clip = (offset: number) => Math.max(offset, after?.offset ?? 0);
  const total = () => needs.total ?? source.count();

  let block = new Block(source);
  let end = 0;
  let movedBefore: Movement | undefined;
  if (before && (wanted > 0 || needs.hasNextPage || needs.hasPreviousPage)) {
    await block.cover(Math.min(before.offset, clip(before.offset - wanted)), before.offset + 1);
    const found = await locate(block, before, last);
    end = found.place;
    movedBefore = found.moved;
    if (block.isEmpty) {
      // With no row left around its place, only the total tells where to go on.
      const claimed = Math.min(end, await total());
      ({ block, end } = await readEnd(source, claimed, clip(claimed - wanted), end));
    }
  } else if (!before && wanted > 0) {
    const claimed = await total();
    ({ block, end } = await readEnd(source, claimed, clip(claimed - wanted)));
  } else if (!before && needs.hasPreviousPage) {
    // Rows precede the last ones where the list has one more than those.
    await block.cover(last, last + 1);
    end = block.end;
  }
  if (wanted > 0) await block.cover(clip(end - wanted), end);

  let start = 0;
  let movedAfter: Movement | undefined;
  if (after && wanted > 0) {
    if (block.find(after) !== undefined || isWithin(after.offset, end - wanted, end + reachOf(last))) {
      const found = await locate(block, after, last);
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
    hasPreviousPage: needs.hasPreviousPage && end - start > last,
    moved: { after: movedAfter, before: movedBefore },
  };
}

/** Where an anchor stands now, and the row after it. */
interface Place {
  readonly place: number;
  readonly next: number;
  readonly moved: Movement;
}

/** Searches for an anchor within a page of its old place. Where it is gone, the row that stands there is the next. */
async function locate<Row>(block: Block<Row>, anchor: Anchor, page: number): Promise<Place> {
  const { offset } = anchor;
  let place = block.find(anchor);
  // What is here already is not looked for at a place that the cursor names: it may be any.
  if (place === undefined) {
    await block.cover(offset, offset + 1);
    place = block.find(anchor);
  }
  if (place === undefined) {
    const reach = reachOf(page);
    await block.cover(Math.max(0, offset - reach), offset + reach + 1);
    place = block.find(anchor);
  }
  if (place !== undefined) return { place, next: place + 1, moved: place - offset };
  const gap = Math.min(offset, block.end);
  return { place: gap, next: gap, moved: null };
}

/** Rows on each side of its old place among which an anchor of a page is looked for. */
export function reachOf(page: number): number {
  return Math.max(page, neighbourhood);
}

function isWithin(offset: number, from: number, to: number): boolean {
  return offset >= from && offset < to;
}
