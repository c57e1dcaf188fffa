import { BadResponseError } from '../errors.ts';
import { joined, ListChangedError, repeated, reread } from './join-pages.ts';
import type { PageCap } from './page-cap.ts';
import type { Source } from './read-slice.ts';
import { type PageRead, pageReads, type Window } from './window.ts';

/** One page of a list, and how many rows the whole list has. */
export interface Page<Row> {
  readonly results: readonly Row[];
  readonly total: number;
}

/** A list by pages, counted from 1. */
export interface PagedList<Row> {
  /** All that decides which rows the list has, and in which order. */
  readonly key: string;
  /** The largest page that may be asked for. */
  readonly cap: number;
  /** What pages of the platform have shown. */
  readonly pageCap: PageCap;
  page(page: number, size: number): Promise<Page<Row>>;
  idOf(row: Row): string;
}

/**
 * A list with pages as a source of windows. Every page tells the total, so that counting costs a call, of one row, only
 * where no rows are read.
 *
 * A server that gives smaller pages than it is asked for may count its pages by the smaller size too: what it gives then
 * are other rows than were meant. So a page that is shorter than was asked for is only taken as it is where the platform
 * has given a longer one, or where it is the first and its total agrees; else a page tells. Where pages are cut, the
 * real size is learnt, and the window is read anew by pages of it.
 */
export class PagedSource<Row> implements Source<Row> {
  readonly key: string;
  readonly countsWithRows = true;
  readonly idOf: (row: Row) => string;
  readonly #list: PagedList<Row>;
  #first: Promise<Page<Row>> | undefined;

  constructor(list: PagedList<Row>) {
    this.#list = list;
    this.key = list.key;
    this.idOf = list.idOf;
  }

  async read(window: Window): Promise<readonly Row[]> {
    for (;;) {
      const reads = pageReads(window, this.#list.pageCap.within(this.#list.cap));
      const pages = reads.map(({ page, size }) => this.#list.page(page, size));
      this.#first ??= pages[0];
      const results = await Promise.all(pages);
      if (await this.#areWhole(reads, results)) {
        return joined(
          reads.map(({ skip, take }, index) => results[index]?.results.slice(skip, skip + take) ?? []),
          this.idOf,
        );
      }
    }
  }

  async count(): Promise<number> {
    // A read that begins in the same turn tells the total too.
    await null;
    this.#first ??= this.#list.page(1, 1);
    return (await this.#first).total;
  }

  /** Whether pages hold the rows that were meant. If not, a smaller cap has been learnt. */
  async #areWhole(reads: readonly PageRead[], pages: readonly Page<Row>[]): Promise<boolean> {
    const { pageCap } = this.#list;
    for (const [index, { results }] of pages.entries()) pageCap.saw(Math.min(results.length, reads[index]?.size ?? 0));
    let isEnded = false;
    for (const [index, { page, size }] of reads.entries()) {
      const given = pages[index];
      if (!given) continue;
      const { length } = given.results;
      if (isEnded && length > 0) throw new BadResponseError('Kestra sent rows beyond the end of a list.');
      // It counts pages by another size than was asked for: which rows these are is not known.
      if (length > size && page > 1) throw new BadResponseError('Kestra sent a larger page than was asked for.');
      if (length >= size) continue;
      isEnded = length === 0 || (await this.#isLast(page, size, given));
      if (!isEnded) return false;
    }
    return true;
  }

  /** Whether a page that is short but not empty is the last one. If not, a smaller cap has been learnt. */
  async #isLast(page: number, size: number, { results: rows, total }: Page<Row>): Promise<boolean> {
    const { pageCap, idOf } = this.#list;
    const { length } = rows;
    const end = (page - 1) * size + length;
    if (page === 1 && total === length) return true;
    if (page > 1 && !pageCap.isWhole(length)) {
      // The list has more rows than this page, so that a page of one row more tells whether this one was cut.
      const { results } = await this.#list.page(1, length + 1);
      pageCap.saw(Math.min(results.length, length + 1));
      if (results.length <= length) {
        pageCap.cut(Math.max(1, results.length), size);
        return false;
      }
    }
    if (total === end && pageCap.isWhole(length)) return true;
    // The total says otherwise, or the page may have been cut.
    const [next] = (await this.#list.page(end + 1, 1)).results;
    if (!next) return true;
    if (rows[0] && idOf(next) === idOf(rows[0])) throw repeated();
    if ((await this.#list.page(page, size)).results.length > length) throw new ListChangedError();
    pageCap.cut(length, size);
    return false;
  }
}

/**
 * Reads a whole list by full pages, those that are expected all at once.
 * @param expected the rows that it has, or had a while ago
 */
export function readEvery<Row>(list: PagedList<Row>, expected: number): Promise<readonly Row[]> {
  return reread(async () => {
    const source = new PagedSource(list);
    const parts: (readonly Row[])[] = [];
    for (let offset = 0; ; ) {
      const cap = list.pageCap.within(list.cap);
      const limit = Math.max(1, Math.ceil((expected - offset) / cap)) * cap;
      const part = await source.read({ offset, limit });
      parts.push(part);
      if (part.length < limit) return joined(parts, list.idOf);
      offset += limit;
    }
  });
}
