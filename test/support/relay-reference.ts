import type { Range } from '../../src/paging/list.ts';
import type { Needs } from '../../src/paging/plan-slice.ts';

/**
 * §4.4 of the Cursor Connections Specification, done to a whole list at hand. A `before` that does not follow `after`
 * leaves nothing between them, and rows beyond an anchor include the anchor itself.
 */
export function relayReference<Row>(list: readonly Row[], { first, last, after, before }: Range) {
  const from = after ? after.offset + 1 : 0;
  const to = before ? before.offset : list.length;
  const edges = list.slice(from, Math.max(from, to));
  return {
    rows: last === undefined ? edges.slice(0, first) : edges.slice(Math.max(0, edges.length - last)),
    hasNextPage: last === undefined ? edges.length > (first ?? 0) : before !== undefined,
    hasPreviousPage: last === undefined ? after !== undefined : edges.length > last,
  };
}

/**
 * The indexes of the rows that an answer depends on, where `after` precedes `before`: the rows that are shown, the
 * anchors within or beside them, and the row beyond, where it decides whether there is more. The last index may lie
 * beyond the end of the list, which shows where it ends.
 */
export function indexesNeeded(total: number, { first, last, after, before }: Range, needs: Needs): number[] {
  const size = first ?? last ?? 0;
  const shown = needs.rows || (last === undefined ? needs.endCursor : needs.startCursor || needs.startOffset);
  const edge = last === undefined ? needs.startCursor : needs.endCursor;
  const length = shown ? size : edge ? Math.min(size, 1) : 0;
  const indexes: number[] = [];
  if (last === undefined) {
    const peek = needs.hasNextPage && (before !== undefined || !needs.total);
    const start = after ? after.offset + 1 : 0;
    const stop = start + (peek ? size + 1 : length);
    if (after && (stop > start || needs.hasNextPage || needs.hasPreviousPage || needs.startOffset))
      indexes.push(after.offset);
    for (let index = start; index < start + length; index++) indexes.push(index);
    if (peek) indexes.push(start + size);
    return before ? bounded(indexes, before.offset, (index) => index <= before.offset, before.offset < stop) : indexes;
  }
  const peek = needs.hasPreviousPage && after !== undefined;
  const wanted = peek ? size + 1 : Math.max(length, Number(needs.startOffset));
  const end = before ? before.offset : total;
  const stop = end - wanted;
  if (before && (wanted > 0 || needs.hasNextPage || needs.hasPreviousPage)) indexes.push(before.offset);
  // Whether the list ends where its total says is seen by the row beyond it.
  if (!before && wanted > 0) indexes.push(total);
  if (!before && wanted === 0 && needs.hasPreviousPage) return [size];
  for (let index = end - 1; index >= end - Math.max(length, Number(needs.startOffset)); index--) indexes.push(index);
  if (peek) indexes.push(end - size - 1);
  const reached = after
    ? bounded(indexes, after.offset, (index) => index >= after.offset, after.offset >= stop)
    : indexes;
  return reached.filter((index) => index >= 0);
}

/** Rows beyond the other anchor are not needed; its own row is, where it lies within reach of the answer. */
function bounded(indexes: number[], anchor: number, within: (index: number) => boolean, reached: boolean): number[] {
  if (indexes.length === 0) return indexes;
  return [...indexes.filter(within), ...(reached ? [anchor] : [])];
}
