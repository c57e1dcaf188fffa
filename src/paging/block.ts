import { textOf } from '../rest/contract-breaches.ts';
import { joined, ListChangedError } from './join-pages.ts';
import type { Anchor, Source } from './read-slice.ts';

/** A contiguous part of a list, read as it is needed: rows once read are not read again. */
export class Block<Row> {
  readonly #source: Source<Row>;
  #rows: readonly Row[] = [];
  #offset: number | undefined;
  #ended = false;

  constructor(source: Source<Row>) {
    this.#source = source;
  }

  /**
   * Makes sure that the rows `[from, to)` are here, and those between them and the rows that were read before.
   * @throws {ListChangedError} where the rows do not join those that were read before
   */
  async cover(from: number, to: number): Promise<void> {
    if (to <= from) return;
    // A place beyond the end of the list held no row: what lies between it and here is not of interest.
    if (this.isEmpty && to < (this.#offset ?? 0)) this.#offset = undefined;
    if (this.#offset === undefined) {
      this.#rows = await this.#source.read({ offset: from, limit: to - from });
      this.#offset = from;
      this.#ended = this.#rows.length < to - from;
      return;
    }
    const { end } = this;
    const offset = this.#offset;
    const isBefore = from < offset;
    const isAfter = to > end && !this.#ended;
    if (!isBefore && !isAfter) return;
    const [left, right] = await Promise.all([
      isBefore ? this.#source.read({ offset: from, limit: offset - from }) : [],
      isAfter ? this.#source.read({ offset: end, limit: to - end }) : [],
    ]);
    if (isBefore && !this.isEmpty && left.length < offset - from) throw new ListChangedError();
    this.#offset = Math.min(from, offset);
    this.#ended ||= isAfter && right.length < to - end;
    this.#rows = joined([left, this.#rows, right], this.#source.idOf);
  }

  /** The offset of the row with this id, if it was read: the one nearest to its old place, should it stand there twice. */
  find({ id, offset: old }: Anchor): number | undefined {
    let found: number | undefined;
    for (const [index, row] of this.#rows.entries()) {
      if (textOf(this.#source.idOf(row)) !== id) continue;
      const place = (this.#offset ?? 0) + index;
      if (found === undefined || Math.abs(place - old) < Math.abs(found - old)) found = place;
    }
    return found;
  }

  has(offset: number): boolean {
    return offset >= (this.#offset ?? 0) && offset < this.end;
  }

  /** Whether the list is known to end with the last row that was read. */
  get isEnded(): boolean {
    return this.#ended;
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }

  /** The offset that follows the last row that was read. */
  get end(): number {
    return (this.#offset ?? 0) + this.#rows.length;
  }

  /** The rows `[from, to)`, as far as they were read and exist. */
  slice(from: number, to: number): readonly Row[] {
    const offset = this.#offset ?? 0;
    return this.#rows.slice(Math.max(0, from - offset), Math.max(0, to - offset));
  }
}
