import { BadResponseError } from '../errors.ts';
import { joined, ListChangedError, repeated } from './join-pages.ts';
import type { List } from './list.ts';
import type { PageCap } from './page-cap.ts';
import type { SlicePlan } from './plan-slice.ts';
import { type PageRead, pageReads, type Window } from './window.ts';

/** One page of a list, and how many rows the whole list has. */
export interface Page<Row> {
  readonly results: readonly Row[];
  readonly total: number;
}

/** How a platform gives a list by pages, which it counts from 1. */
export interface PagedReads<Row> {
  /** All that decides which rows the list has, and in which order. */
  readonly key: string;
  /** The platform's name, for messages. */
  readonly platform: string;
  /** The largest page that may be asked for. */
  readonly cap: number;
  /** What pages of the platform have shown. */
  readonly pageCap: PageCap;
  read(page: number, size: number): Promise<Page<Row>>;
  idOf(row: Row): string;
}

/**
 * A list with pages. Every page tells the total, so that counting costs a call, of one row, only where no rows are read.
 *
 * A server that gives smaller pages than it is asked for may count its pages by the smaller size too: what it gives then
 * are other rows than were meant. So a page that is shorter than was asked for is only taken as it is where the platform
 * has given a longer one, or where it is the first and its total agrees; else a page tells. Where pages are cut, the
 * real size is learned, and the window is read anew by pages of it.
 */
export function pagedList<Row>(pages: PagedReads<Row>): List<Row> {
  const { key, cap, pageCap, idOf } = pages;
  let first: Promise<Page<Row>> | undefined;

  const count = async () => {
    first ??= pages.read(1, 1);
    return (await first).total;
  };
  const read = async (window: Window) => {
    if (window.limit === 0) return { rows: [], total: await count() };
    for (;;) {
      const reads = pageReads(window, pageCap.within(cap));
      const asked = reads.map(({ page, size }) => pages.read(page, size));
      first ??= asked[0];
      const parts = await Promise.all(asked);
      if (await areWhole(pages, reads, parts)) {
        const rows = reads.map(({ skip, take }, index) => parts[index]?.results.slice(skip, skip + take) ?? []);
        return { rows: joined(rows, idOf), total: parts[0]?.total };
      }
    }
  };
  return { key, idOf, count, read };
}

/**
 * The most calls that a slice takes of such a list.
 * @param needsTotal whether the total is asked for
 */
export function pagedCalls(
  { windows, from, verifiesEnd, countsFirst, peeks }: SlicePlan,
  needsTotal: boolean,
  { cap, pageCap }: Pick<PagedReads<unknown>, 'cap' | 'pageCap'>,
): number {
  const limits = windows.map(({ limit }) => limit);
  // A window that lies anywhere takes a page more than one that lies well; a page of one row begins wherever it may.
  const pages = limits.map((limit, index) => {
    if (limit <= 1) return limit;
    return index === 0 && from !== undefined
      ? pageReads({ offset: from, limit }, cap).length
      : Math.ceil(limit / cap) + 1;
  });
  // The first page of a list is known to be whole by its total.
  const mayBeCut = limits.some(
    (limit, index) => limit > 1 && !(index === 0 && from === 0) && !pageCap.isWhole(Math.min(limit, cap) - 1),
  );
  // Every page tells the total.
  const mayCount = countsFirst || ((needsTotal || peeks) && limits.every((limit) => limit === 0));
  return pages.reduce((sum, calls) => sum + calls, 0) + Number(verifiesEnd) + Number(mayCount) + Number(mayBeCut);
}

/** Whether pages hold the rows that were meant. If not, a smaller cap has been learned. */
async function areWhole<Row>(
  pages: PagedReads<Row>,
  reads: readonly PageRead[],
  parts: readonly Page<Row>[],
): Promise<boolean> {
  const { pageCap, platform } = pages;
  for (const [index, { results }] of parts.entries()) pageCap.saw(Math.min(results.length, reads[index]?.size ?? 0));
  let isEnded = false;
  for (const [index, { page, size }] of reads.entries()) {
    const part = parts[index];
    if (!part) continue;
    const { length } = part.results;
    if (isEnded && length > 0) throw new BadResponseError(`${platform} sent rows beyond the end of a list.`);
    // It counts pages by another size than was asked for: which rows these are is not known.
    if (length > size && page > 1) throw new BadResponseError(`${platform} sent a larger page than requested.`);
    if (length >= size) continue;
    isEnded = length === 0 || (await isLast(pages, page, size, part));
    if (!isEnded) return false;
  }
  return true;
}

/** Whether a page that is short but not empty is the last one. If not, a smaller cap has been learned. */
async function isLast<Row>(pages: PagedReads<Row>, page: number, size: number, part: Page<Row>): Promise<boolean> {
  const { pageCap, idOf, read } = pages;
  const { results: rows, total } = part;
  const { length } = rows;
  const end = (page - 1) * size + length;
  if (page === 1 && total === length) return true;
  if (page > 1 && !pageCap.isWhole(length)) {
    // The list has more rows than this page, so that a page of one row more tells whether this one was cut.
    const { results } = await read(1, length + 1);
    pageCap.saw(Math.min(results.length, length + 1));
    if (results.length <= length) {
      pageCap.cut(Math.max(1, results.length), size);
      return false;
    }
  }
  if (total === end && pageCap.isWhole(length)) return true;
  // The total says otherwise, or the page may have been cut.
  if (page > 1 && !pageCap.isWhole(size - 1)) {
    // Where a list goes on after its first page, that page is full, unless the server counts its pages by a smaller size.
    const { length: first } = (await read(1, size)).results;
    pageCap.saw(Math.min(first, size));
    if (first < size) {
      pageCap.cut(Math.max(1, first), size);
      return false;
    }
  }
  const [next] = (await read(end + 1, 1)).results;
  if (!next) return true;
  if (rows[0] && idOf(next) === idOf(rows[0])) throw repeated();
  if ((await read(page, size)).results.length > length) throw new ListChangedError();
  pageCap.cut(length, size);
  return false;
}

/**
 * Reads a whole list by full pages, those that are expected all at once. A list that changes meanwhile is read once more.
 * @param expected the rows that it has, or had a while ago
 */
export async function readWholeList<Row>(pages: PagedReads<Row>, expected: number): Promise<readonly Row[]> {
  try {
    return await readToEnd(pages, expected);
  } catch (error) {
    if (error instanceof ListChangedError) return readToEnd(pages, expected);
    throw error;
  }
}

async function readToEnd<Row>(pages: PagedReads<Row>, expected: number): Promise<readonly Row[]> {
  const list = pagedList(pages);
  const parts: (readonly Row[])[] = [];
  for (let offset = 0; ; ) {
    const cap = pages.pageCap.within(pages.cap);
    const limit = Math.max(1, Math.ceil((expected - offset) / cap)) * cap;
    const { rows } = await list.read({ offset, limit });
    parts.push(rows);
    if (rows.length < limit) return joined(parts, pages.idOf);
    offset += limit;
  }
}
