import type { Source } from '../rest/slice.ts';
import { pageReads, type Window } from '../rest/windows.ts';

/** One page of a list, and how many rows the whole list has. */
export interface Page<Row> {
  readonly results: readonly Row[];
  readonly total: number;
}

/** Reads a page, counted from 1. */
export type ReadPage<Row> = (page: number, size: number) => Promise<Page<Row>>;

/**
 * A list with pages as a source of windows. Every page tells the total, so that counting costs a call, of one row, only
 * where no rows are read.
 */
export class PagedSource<Row> implements Source<Row> {
  readonly key: string;
  readonly countsWithRows = true;
  readonly idOf: (row: Row) => string;
  readonly #page: ReadPage<Row>;
  readonly #cap: number;
  #read: Promise<Page<Row>> | undefined;

  /**
   * @param key all that decides which rows the list has, and in which order
   * @param cap the largest page size
   */
  constructor(key: string, page: ReadPage<Row>, cap: number, idOf: (row: Row) => string) {
    this.key = key;
    this.#page = page;
    this.#cap = cap;
    this.idOf = idOf;
  }

  async read(window: Window): Promise<readonly Row[]> {
    const reads = pageReads(window, this.#cap);
    const pages = reads.map(({ page, size }) => this.#page(page, size));
    this.#read ??= pages[0];
    const results = await Promise.all(pages);
    return reads.flatMap(({ skip, take }, index) => results[index]?.results.slice(skip, skip + take) ?? []);
  }

  async count(): Promise<number> {
    // A read that begins in the same turn tells the total too.
    await null;
    this.#read ??= this.#page(1, 1);
    return (await this.#read).total;
  }
}

/**
 * Reads a whole list: one page after the first tells how many, in parallel.
 * @param expected the rows that the list had a while ago, if known: the first page is then not waited for
 */
export async function readEvery<Row>(page: (page: number) => Promise<Page<Row>>, cap: number, expected?: number) {
  const first = expected === undefined ? await page(1) : undefined;
  const count = Math.max(1, Math.ceil((first?.total ?? expected ?? 0) / cap));
  const pages = await Promise.all(
    Array.from({ length: count }, (_, index) => (index === 0 && first ? first : page(index + 1))),
  );
  while (pages.length * cap < (pages.at(-1)?.total ?? 0)) pages.push(await page(pages.length + 1));
  return pages.flatMap(({ results }) => results);
}
