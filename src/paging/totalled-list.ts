import { joined } from './join-pages.ts';
import type { List } from './list.ts';
import type { PageCap } from './page-cap.ts';
import type { SlicePlan } from './plan-slice.ts';
import { offsetReads, type Window } from './window.ts';

/** Rows of a list, and how many rows the whole list has. */
export interface TotalledPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** How a platform gives a list by offset and limit, with its length. */
export interface TotalledReads<Row> {
  /** All that decides which rows the list has, and in which order. */
  readonly key: string;
  /** The most rows that one call may ask for. */
  readonly cap: number;
  /** What pages of the platform have shown. */
  readonly pageCap: PageCap;
  read(window: Window): Promise<TotalledPage<Row>>;
  idOf(row: Row): string;
  /** How many rows the list has, where none of them is read. By default a page of one row tells. */
  count?(): Promise<number>;
}

/**
 * A list with offset and limit, each page of which tells how long the list is: counting costs a call only where no rows
 * are read. A page that is shorter than was asked for is the last one where its total agrees. Where it does not, the
 * row that should follow is read: where there is one, the platform cuts its pages, its cap is learned, and the window is
 * read anew; where there is none, the total is wrong, and the rows are believed.
 */
export function totalledList<Row>(reads: TotalledReads<Row>): List<Row> {
  const { key, cap, pageCap, idOf } = reads;
  let total: Promise<number> | undefined;
  const page = async (window: Window) => {
    const reading = reads.read(window);
    total ??= reading.then((answer) => answer.total);
    // Its failure is told where the rows are asked for.
    total.catch(() => undefined);
    const answer = await reading;
    pageCap.saw(Math.min(answer.rows.length, window.limit));
    return answer;
  };
  const count = () => {
    total ??= reads.count?.() ?? reads.read({ offset: 0, limit: 1 }).then((answer) => answer.total);
    return total;
  };

  /** Whether rows follow a page that is shorter than was asked for. If so, the platform's cap is learned. */
  const isCut = async ({ offset, limit }: Window, { rows, total: told }: TotalledPage<Row>): Promise<boolean> => {
    const { length } = rows;
    const end = offset + length;
    if (length >= limit || length === 0 || end >= told) return false;
    if ((await reads.read({ offset: end, limit: 1 })).rows.length === 0) return false;
    pageCap.cut(length, limit);
    return true;
  };

  return {
    key,
    idOf,
    count,
    async read(window) {
      if (window.limit === 0) return { rows: [], total: await count() };
      for (;;) {
        const windows = offsetReads(window, pageCap.within(cap));
        const pages = await Promise.all(windows.map(page));
        const short = pages.findIndex(({ rows }, index) => rows.length < (windows[index]?.limit ?? 0));
        const [asked, given] = [windows[short], pages[short]];
        if (asked && given && (await isCut(asked, given))) continue;
        const parts = pages.map(({ rows }, index) => rows.slice(0, windows[index]?.limit));
        return { rows: joined(parts, idOf), total: pages[0]?.total };
      }
    },
  };
}

/** All rows of such a list, in two rounds of calls at most. */
export async function readWhole<Row>(list: List<Row>, cap: number): Promise<readonly Row[]> {
  const { rows, total = 0 } = await list.read({ offset: 0, limit: cap });
  if (rows.length < cap || total <= cap) return rows;
  const rest = await list.read({ offset: cap, limit: total - cap });
  return joined([rows, rest.rows], list.idOf);
}

/**
 * The most calls that a slice takes of such a list.
 * @param needsTotal whether the total is asked for
 */
export function totalledCalls(
  { windows, verifiesEnd, countsFirst, peeks }: SlicePlan,
  needsTotal: boolean,
  { cap }: Pick<TotalledReads<unknown>, 'cap'>,
): number {
  const limits = windows.map(({ limit }) => limit);
  const pages = limits.reduce((calls, limit) => calls + offsetReads({ offset: 0, limit }, cap).length, 0);
  const mayCount = countsFirst || ((needsTotal || peeks) && limits.every((limit) => limit === 0));
  return pages + Number(verifiesEnd) + Number(mayCount);
}
