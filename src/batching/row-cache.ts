import type { CacheMap } from 'dataloader';

/**
 * A DataLoader's cache into which rows can be put as they come, a list at a time. Rows are looked at when a key is first
 * asked for, and a promise is made of a row when that row is, which for most never happens.
 */
export class RowCache<Key, Row extends object> implements CacheMap<Key, Promise<Row | null>> {
  readonly #keyOf: (row: Row) => Key;
  readonly #fuller: Pick<RowCache<Key, Row>, 'get'> | undefined;
  readonly #kept = new Map<Key, Row | Promise<Row | null>>();
  #lists: (readonly Row[])[] = [];

  /** @param fuller a cache that is asked first, of rows that hold more */
  constructor(keyOf: (row: Row) => Key, fuller?: Pick<RowCache<Key, Row>, 'get'>) {
    this.#keyOf = keyOf;
    this.#fuller = fuller;
  }

  /** Keeps rows, but those for whose keys something is kept already. */
  put(rows: readonly Row[]): void {
    this.#lists.push(rows);
  }

  get(key: Key): Promise<Row | null> | undefined {
    const full = this.#fuller?.get(key);
    if (full) return full;
    this.#sort();
    const kept = this.#kept.get(key);
    if (kept === undefined || kept instanceof Promise) return kept;
    const promise = Promise.resolve(kept);
    this.#kept.set(key, promise);
    return promise;
  }

  set(key: Key, promise: Promise<Row | null>): void {
    this.#kept.set(key, promise);
  }

  delete(key: Key): void {
    this.#sort();
    this.#kept.delete(key);
  }

  clear(): void {
    this.#lists = [];
    this.#kept.clear();
  }

  #sort(): void {
    for (const rows of this.#lists) {
      for (const row of rows) {
        const key = this.#keyOf(row);
        if (!this.#kept.has(key)) this.#kept.set(key, row);
      }
    }
    this.#lists = [];
  }
}
