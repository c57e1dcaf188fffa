import { InvalidInputError } from '../errors.ts';
import { placeBefore } from './connection-arguments.ts';
import { encodeCursor } from './cursor.ts';

/** A page by its number, from 1. */
export interface NumberedPage {
  readonly page: number;
  /** What to pass as `after` to read it; null for the first page, which no row precedes. */
  readonly cursor: string | null;
  readonly isCurrent: boolean;
}

/** What numbered pages are made of. */
interface ShownPage {
  /** The list's: its cursors hold for it alone. */
  readonly key: string;
  /** Rows of a page: at least 1. */
  readonly size: number;
  /** Where the page that is shown begins. */
  readonly offset: number;
  /** Where it ends: so many rows there are at least, whatever the total says, unless it is empty. */
  readonly end: number;
  /** How many rows the list has, as its platform counts. */
  total(): Promise<number>;
}

/**
 * The pages of a list by their numbers, all as long as the one that is shown. A number means a place, so that no row has
 * to be known or read for the cursors of other pages.
 */
export class NumberedPages {
  readonly #shown: ShownPage;

  constructor(shown: ShownPage) {
    this.#shown = shown;
  }

  get first(): NumberedPage {
    return this.#page(1);
  }

  get previous(): NumberedPage | null {
    return this.#current > 1 ? this.#page(this.#current - 1) : null;
  }

  /** Null if the list is empty. */
  async last(): Promise<NumberedPage | null> {
    const pages = await this.#count();
    return pages > 0 ? this.#page(pages) : null;
  }

  /**
   * Pages around the current one, as many as there are up to `pages`: fewer before it where it is among the first, fewer
   * after it where it is among the last.
   * @throws {InvalidInputError} for a number of pages that is negative or above `most`
   */
  async around(pages: number, most: number): Promise<readonly NumberedPage[]> {
    if (pages < 0 || pages > most) throw new InvalidInputError(`"pages" may be 0 to ${most}.`);
    const count = await this.#count();
    const length = Math.min(pages, count);
    const start = Math.min(this.#current - Math.floor((length - 1) / 2), count - length + 1);
    return Array.from({ length }, (_, index) => this.#page(Math.max(1, start) + index));
  }

  get #current(): number {
    const { offset, size } = this.#shown;
    return Math.floor(offset / size) + 1;
  }

  async #count(): Promise<number> {
    const { offset, end, size, total } = this.#shown;
    return Math.ceil(Math.max(await total(), end > offset ? end : 0) / size);
  }

  #page(page: number): NumberedPage {
    const { key, size } = this.#shown;
    const anchor = placeBefore((page - 1) * size);
    return { page, cursor: anchor ? encodeCursor(key, anchor) : null, isCurrent: page === this.#current };
  }
}
