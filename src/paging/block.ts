import { textOf } from '../rest/contract-breaches.ts';
import { joined, ListChangedError } from './join-pages.ts';
import { type Anchor, isPlace, type List, type ListPart } from './list.ts';

/** A contiguous part of a list, read as it is needed: rows once read are not read again. */
export class Block<Row> {
  readonly #list: List<Row>;
  #rows: readonly Row[] = [];
  #offset: number | undefined;
  #isEnded = false;
  #total: number | undefined;

  constructor(list: List<Row>) {
    this.#list = list;
  }

  /**
   * Makes sure that the rows `[from, to)` are here, and those between them and the rows that were read before.
   * @param through a place of which must be known, too, whether a row stands there: by the row, or by the total
   * @throws {ListChangedError} if the rows do not join those that were read before
   */
  async cover(from: number, to: number, through?: number): Promise<void> {
    const last = through === undefined || this.#total !== undefined ? to : Math.max(to, through + 1);
    if (last <= from) return;
    // A place beyond the end of the list held no row: what lies between it and here is not of interest.
    if (this.isEmpty && to < (this.#offset ?? 0)) this.#offset = undefined;
    if (this.#offset === undefined) {
      this.#offset = from;
      this.#isEnded = false;
      const end = Math.max(from, to);
      const part = await this.#list.read({ offset: from, limit: end - from }, through);
      this.#rows = this.#endOf(part, from, end, through);
      return;
    }
    const { end } = this;
    const offset = this.#offset;
    const isBefore = from < offset;
    const isAfter = last > end && !this.#isEnded;
    if (!isBefore && !isAfter) return;
    const [left, right] = await Promise.all([
      isBefore ? this.#list.read({ offset: from, limit: offset - from }) : undefined,
      isAfter ? this.#list.read({ offset: end, limit: Math.max(0, to - end) }, through) : undefined,
    ]);
    if (left && !this.isEmpty && left.rows.length < offset - from) throw new ListChangedError();
    this.#offset = Math.min(from, offset);
    const after = right ? this.#endOf(right, end, Math.max(end, to), through) : [];
    this.#rows = joined([left?.rows ?? [], this.#rows, after], this.#list.idOf);
  }

  /** The offset of the row with this id, if it was read: the one nearest to its old place, should it stand there twice. */
  find(anchor: Anchor): number | undefined {
    const { id, offset: old } = anchor;
    if (isPlace(anchor)) return undefined;
    let found: number | undefined;
    for (const [index, row] of this.#rows.entries()) {
      if (textOf(this.#list.idOf(row)) !== id) continue;
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
    return this.#isEnded;
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }

  /** The offset that follows the last row that was read. */
  get end(): number {
    return (this.#offset ?? 0) + this.#rows.length;
  }

  /** Rows of the whole list, as the first read of it told; undefined if reads do not tell. */
  get total(): number | undefined {
    return this.#total;
  }

  /** The rows `[from, to)`, as far as they were read and exist. */
  slice(from: number, to: number): readonly Row[] {
    const offset = this.#offset ?? 0;
    return this.#rows.slice(Math.max(0, from - offset), Math.max(0, to - offset));
  }

  /** Takes note of whether the list ends with a part that was read at the end of the block. @returns the part's rows */
  #endOf({ rows, total }: ListPart<Row>, from: number, to: number, through?: number): readonly Row[] {
    this.#total ??= total;
    const last = total === undefined && through !== undefined ? Math.max(to, through + 1) : to;
    this.#isEnded ||= rows.length < last - from;
    return rows;
  }
}
