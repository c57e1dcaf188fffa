import { textOf } from '../rest/contract-breaches.ts';
import { type Anchor, isPlace, type List, type Range, type Slice } from './list.ts';

/** A list whose rows are all at hand: its slices cost nothing, and so tell all that may be asked of them. */
export interface ArrayList<Row> extends List<Row> {
  readonly rows: readonly Row[];
}

/** @param key all that decides which rows these are, and in which order */
export function arrayList<Row>(key: string, rows: readonly Row[], idOf: (row: Row) => string): ArrayList<Row> {
  return { ...loadedList(key, async () => rows, idOf), rows };
}

/**
 * A list whose rows all come at once, when the first of them is needed.
 * @param key all that decides which rows these are, and in which order
 */
export function loadedList<Row>(
  key: string,
  load: () => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): List<Row> {
  let loaded: Promise<readonly Row[]> | undefined;
  const rows = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    key,
    idOf,
    async read({ offset, limit }) {
      const all = await rows();
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    count: async () => (await rows()).length,
  };
}

/** Slices an array as `readSlice` slices a list; an anchor is found wherever it has moved to. */
export function sliceArray<Row>({ rows, idOf }: ArrayList<Row>, range: Range): Slice<Row> {
  const after = range.after && find(rows, idOf, range.after);
  const before = range.before && find(rows, idOf, range.before);
  const from = after ? after.next : 0;
  const to = before ? Math.max(from, before.place) : rows.length;
  const { first = 0, last } = range;
  const start = last === undefined ? from : Math.max(from, to - last);
  const end = last === undefined ? Math.min(to, from + first) : to;
  return {
    rows: rows.slice(start, end),
    offset: start,
    hasNextPage: last === undefined ? end < to : before !== undefined && before.place < rows.length,
    hasPreviousPage: last === undefined ? after !== undefined && start > 0 : start > from,
    moved: { after: after?.moved, before: before?.moved },
  };
}

/** The place of an anchor, the one nearest to its old place; where it is gone, the row that stands there is the next. */
function find<Row>(rows: readonly Row[], idOf: (row: Row) => string, anchor: Anchor) {
  const { id, offset } = anchor;
  if (isPlace(anchor)) {
    return { place: Math.min(offset, rows.length), next: Math.min(offset + 1, rows.length), moved: 0 };
  }
  let place: number | undefined;
  for (const [index, row] of rows.entries()) {
    if (textOf(idOf(row)) !== id) continue;
    if (place === undefined || Math.abs(index - offset) < Math.abs(place - offset)) place = index;
  }
  if (place !== undefined) return { place, next: place + 1, moved: place - offset };
  const gap = Math.min(offset, rows.length);
  return { place: gap, next: gap, moved: null };
}
