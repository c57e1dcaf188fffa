import { type Needs, reachOf } from './read-slice.ts';
import { offsetReads, pageReads } from './window.ts';

/** What is known of a range before its cursors are read. */
export interface RangeShape {
  /** Rows that `first` or `last` asks for. */
  readonly size: number;
  /** Whether it is `last`. */
  readonly backward: boolean;
  readonly after: boolean;
  readonly before: boolean;
}

/** What of the answer is needed; `total` when it is asked for anyway. */
export type NeedsShape = Omit<Needs, 'total'> & { readonly total: boolean };

/** The most that `readSlice` asks of a source, apart from what `needs.total` stands for. */
export interface SliceBound {
  /** The windows, by their lengths. */
  readonly lengths: readonly number[];
  /** Whether the first of the windows begins where it is known to begin: at the start of the list. */
  readonly fromStart: boolean;
  /** Whether the list may be counted. */
  readonly counts: boolean;
}

/** The most that `readSlice` asks of a source for a range of this shape, wherever the rows of its cursors are now. */
export function boundOf(range: RangeShape, needs: NeedsShape): SliceBound {
  return range.backward ? backward(range, needs) : forward(range, needs);
}

function forward({ size, after, before }: RangeShape, needs: NeedsShape): SliceBound {
  const reach = reachOf(size);
  const peek = needs.hasNextPage && (before || !needs.total);
  const length = needs.rows || needs.endCursor ? size : needs.startCursor ? Math.min(size, 1) : 0;
  const wanted = peek ? size + 1 : length;
  // Where the total says that no row follows, the row is looked for.
  const follows = needs.hasNextPage && !peek;
  const isRead = after ? wanted > 0 || needs.hasNextPage || needs.hasPreviousPage : wanted > 0 || follows;
  if (!isRead) return nothing;
  return {
    lengths: [
      // Where no row is needed, only the one beyond the page is read.
      ...(after ? [wanted + 1, ...lookingAround(reach), Math.min(reach, wanted)] : []),
      ...(!after && wanted > 0 ? [length > 0 ? wanted : 1] : []),
      ...(before && wanted > 0 ? [reach, ...lookingAround(reach)] : []),
      ...(follows ? [1] : []),
    ],
    fromStart: !after && length > 0,
    counts: false,
  };
}

function backward({ size, after, before }: RangeShape, needs: NeedsShape): SliceBound {
  const reach = reachOf(size);
  const peek = needs.hasPreviousPage && after;
  const length = needs.rows || needs.startCursor ? size : needs.endCursor ? Math.min(size, 1) : 0;
  const wanted = peek ? size + 1 : length;
  const isRead = wanted > 0 || needs.hasPreviousPage || (before && needs.hasNextPage);
  if (!isRead) return nothing;
  return {
    lengths: [
      // The row beyond the last one is looked for, or the one before the page.
      wanted + 1,
      ...(before ? [...lookingAround(reach), wanted + 1] : []),
      ...(after && wanted > 0 ? [reach, ...lookingAround(reach)] : []),
    ],
    fromStart: false,
    counts: !needs.total && (before || wanted > 0),
  };
}

const nothing: SliceBound = { lengths: [], fromStart: false, counts: false };

/** An anchor that is not at its old place is looked for on both sides of it. */
const lookingAround = (reach: number) => [reach, reach + 1];

/** The most calls that these windows take of a source with `offset` and `limit`. */
export function offsetCalls({ lengths }: SliceBound, cap: number): number {
  return lengths.reduce((calls, limit) => calls + offsetReads({ offset: 0, limit }, cap).length, 0);
}

/** The most calls that these windows take of a source with `page` and `size`: wherever they lie, one more than from the start. */
export function pageCalls({ lengths, fromStart }: SliceBound, cap: number): number {
  return lengths.reduce((calls, limit, index) => {
    if (limit === 0) return calls;
    // A page of one row begins wherever it may.
    if (limit === 1) return calls + 1;
    return (
      calls + (index === 0 && fromStart ? pageReads({ offset: 0, limit }, cap).length : Math.ceil(limit / cap) + 1)
    );
  }, 0);
}
