import { isPlace, type Range } from './list.ts';

/** What of the answer is needed: nothing is read for the rest. */
export interface Needs {
  readonly rows: boolean;
  readonly startCursor: boolean;
  readonly endCursor: boolean;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Whether the total is asked for: it may spare reading one row more, or a count. */
  readonly total: boolean;
  /** Whether the place of the page's first row is asked for. */
  readonly startOffset: boolean;
}

/** A window that may be read, wherever it begins. */
export interface PlannedWindow {
  readonly limit: number;
  /** Rows up to the one that a list without totals has to read, as it shows whether the list goes on: `limit` at least. */
  readonly through: number;
}

/** How a slice is read: the reader follows it, and its cost is the sum of it. */
export interface SlicePlan {
  /** Rows that `first` or `last` asks for. */
  readonly size: number;
  /** Rows of the page that are needed, from the edge at which it begins. */
  readonly length: number;
  /** Rows to read: those, and the one beyond the page where nothing else can say whether there is one. */
  readonly wanted: number;
  /** Whether anything is read at all. */
  readonly isRead: boolean;
  /** Whether a read has to tell if a row follows the page (`first` without `before`, and without a total). */
  readonly peeks: boolean;
  /** Whether the row after the page may have to be read alone: a total says that rows follow, never that none do. */
  readonly verifiesEnd: boolean;
  /** Rows on each side of its old place among which an anchor is searched for. */
  readonly reach: number;
  /** The windows that are read, at most. */
  readonly windows: readonly PlannedWindow[];
  /** Where the first of them begins, where that is known before anything is read. */
  readonly from: number | undefined;
  /** Whether the total has to be known before rows are read: they stand at the end of the list. */
  readonly countsFirst: boolean;
  /** Whether the rows may need the total, before they are read or afterwards. */
  readonly mayCount: boolean;
}

/** Rows on each side of an anchor's old place that are searched for it at least, however small the page. */
const neighbourhood = 50;

/**
 * Plans how to read a range, for the least that its answer depends on (see `readSlice`). Of its anchors matters whether
 * they are given, and whether that of `after` is a place.
 */
export function planSlice(range: Range, needs: Needs): SlicePlan {
  const size = range.last ?? range.first ?? 0;
  const shape = {
    size,
    after: range.after !== undefined && !(range.last === undefined && isPlace(range.after)),
    from: range.after ? range.after.offset + 1 : 0,
    before: range.before !== undefined,
    reach: Math.max(size, neighbourhood),
  };
  return range.last === undefined ? planForward(shape, needs) : planBackward(shape, needs);
}

interface Shape {
  readonly size: number;
  /** Whether an anchor has to be found after which the page begins. */
  readonly after: boolean;
  /** Where a page begins that needs no anchor for it. */
  readonly from: number;
  readonly before: boolean;
  readonly reach: number;
}

function planForward({ size, after, from, before, reach }: Shape, needs: Needs): SlicePlan {
  const length = needs.rows || needs.endCursor ? size : needs.startCursor ? Math.min(size, 1) : 0;
  // The row beyond the page may be the anchor of `before`, which only the row itself shows.
  const wanted = needs.hasNextPage && before ? size + 1 : length;
  const verifiesEnd = needs.hasNextPage && !before;
  const peeks = verifiesEnd && !needs.total;
  const isRead = wanted > 0 || needs.hasNextPage || (after && (needs.hasPreviousPage || needs.startOffset));
  const shown = peeks ? size + 1 : wanted;
  const windows: PlannedWindow[] = [];
  if (isRead && after) {
    windows.push({ limit: wanted + 1, through: shown + 1 }, ...aroundAnchor(reach));
    windows.push({ limit: Math.min(reach, wanted), through: Math.min(reach, shown) });
  } else if (length > 0) {
    windows.push({ limit: wanted, through: shown });
  } else if (wanted > 0 || peeks) {
    // Where no row of the page is needed, only the one beyond it is read.
    windows.push({ limit: Math.min(wanted, 1), through: 1 });
  }
  if (before && wanted > 0) windows.push(...exactly(reach), ...aroundAnchor(reach));
  // A page beyond the end is preceded by rows only if there are any.
  if (!after && from > 0 && needs.hasPreviousPage) windows.push(...exactly(1));
  return {
    ...{ size, length, wanted, isRead, peeks, verifiesEnd, reach, windows },
    from: after || length === 0 ? undefined : from,
    countsFirst: false,
    mayCount: false,
  };
}

function planBackward({ size, after, before, reach }: Shape, needs: Needs): SlicePlan {
  const length = needs.rows || needs.startCursor || needs.startOffset ? size : needs.endCursor ? Math.min(size, 1) : 0;
  // Where the list ends is seen by its last row.
  const wanted = needs.hasPreviousPage && after ? size + 1 : Math.max(length, Number(needs.startOffset));
  const isRead = wanted > 0 || needs.hasPreviousPage || (before && needs.hasNextPage);
  const windows = isRead
    ? [
        // The row beyond the last one is looked at too, or the one before the page.
        ...exactly(wanted + 1),
        ...(before ? [...aroundAnchor(reach), ...exactly(wanted + 1)] : []),
        ...(after && wanted > 0 ? [...exactly(reach), ...aroundAnchor(reach)] : []),
      ]
    : [];
  return {
    ...{ size, length, wanted, isRead, peeks: false, verifiesEnd: false, reach, windows },
    from: undefined,
    countsFirst: !before && wanted > 0,
    mayCount: isRead && (before || wanted > 0),
  };
}

/** An anchor that is not at its old place is searched for on both sides of it. */
const aroundAnchor = (reach: number) => exactly(reach, reach + 1);

function exactly(...limits: readonly number[]): PlannedWindow[] {
  return limits.map((limit) => ({ limit, through: limit }));
}
