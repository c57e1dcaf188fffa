import { joined, unique } from './join-pages.ts';
import type { List } from './list.ts';
import { OffsetPages, type OffsetReads } from './offset-pages.ts';
import type { PageCap } from './page-cap.ts';
import type { SlicePlan } from './plan-slice.ts';
import { offsetReads } from './window.ts';

/** How a platform gives a list by offset and limit. */
export interface RowReads<Row> extends Omit<OffsetReads<readonly Row[]>, 'firstOf' | 'counted'> {
  /** All that decides which rows the list has, and in which order. */
  readonly key: string;
  idOf(row: Row): string;
  count(): Promise<number>;
  /** Told where the list ends, where that is seen. */
  onEnd?(total: number): void;
}

/** A list with offset and limit, whose pages do not tell how long it is. */
export function offsetList<Row>(reads: RowReads<Row>): List<Row> {
  const { key, idOf } = reads;
  let total: Promise<number> | undefined;
  const pages = new OffsetPages<readonly Row[]>({
    ...reads,
    firstOf: ([row]) => row && idOf(row),
    counted: () => total,
  });
  return {
    key,
    idOf,
    async read({ offset, limit: wanted }, through) {
      const limit = through === undefined ? wanted : Math.max(wanted, through + 1 - offset);
      const parts = await pages.complete(await pages.begin({ offset, limit }), offset + limit);
      // A platform that does not heed the limit gives rows beyond the window.
      const rows = joined(
        parts.map((part) => (part.page.length > part.limit ? part.page.slice(0, part.limit) : part.page)),
        idOf,
      );
      // Fewer rows than asked for: the list ends here, and its length is known at no cost.
      if (rows.length < limit && (rows.length > 0 || offset === 0)) reads.onEnd?.(offset + rows.length);
      return { rows };
    },
    count() {
      total ??= reads.count();
      return total;
    },
  };
}

/** All rows of a list by full pages, each once. */
export async function readEveryRow<Row>(
  reads: Pick<RowReads<Row>, 'cap' | 'pageCap' | 'read' | 'idOf'>,
): Promise<readonly Row[]> {
  const { idOf, cap, pageCap } = reads;
  const pages = new OffsetPages<readonly Row[]>({ ...reads, firstOf: ([row]) => row && idOf(row) });
  const begun = await pages.begin({ offset: 0, limit: pageCap.within(cap) });
  const parts = await pages.complete(begun, Infinity);
  return unique(
    parts.flatMap(({ page, limit }) => page.slice(0, limit)),
    idOf,
  );
}

/** What bounds the calls of a list with offset and limit. */
export interface OffsetLimits {
  /** The most rows that one call gives. */
  readonly cap: number;
  readonly pageCap: PageCap;
  /** Whether it is known how long the list was: an end that comes sooner is looked at twice. */
  readonly isLengthKnown: boolean;
}

/**
 * The most calls that a slice takes of such a list.
 * @param needsTotal whether the total is asked for
 */
export function offsetCalls(
  { windows, mayCount, verifiesEnd }: SlicePlan,
  needsTotal: boolean,
  { cap, pageCap, isLengthKnown }: OffsetLimits,
): number {
  const limits = windows.map(({ through }) => through);
  const pages = limits.reduce((calls, limit) => calls + offsetReads({ offset: 0, limit }, cap).length, 0);
  // Whether a page was cut is looked at where no page of the length that it should have was seen.
  const isChecked = (limit: number) => limit > 0 && (isLengthKnown || !pageCap.isWhole(Math.min(limit, cap) - 1));
  const verifies = verifiesEnd && needsTotal;
  const mayBeCut = [...limits, ...(verifies ? [1] : [])].some(isChecked);
  return pages + Number(verifies) + Number(needsTotal || mayCount) + Number(mayBeCut);
}
