import type { CacheMap } from 'dataloader';

/**
 * A DataLoader's cache into which rows can be put as they come, a list at a time. Rows are looked at when a key is first
 * asked for, and a promise is made of a row when that row is, which for most never happens.
 */
export class RowCache<Key, Row> implements CacheMap<Key, Promise<Row | null>> {
  readonly #keyOf: (row: Row) => Key;
  readonly #lists: (readonly Row[])[] = [];
  readonly #rows = new Map<Key, Row>();
  readonly #promises = new Map<Key, Promise<Row | null>>();

  constructor(keyOf: (row: Row) => Key) {
    this.#keyOf = keyOf;
  }

  /** Keeps rows, but those for whose keys something is kept already. */
  put(rows: readonly Row[]): void {
    this.#lists.push(rows);
  }

  get(key: Key): Promise<Row | null> | undefined {
    this.#sort();
    const known = this.#promises.get(key);
    if (known) return known;
    const row = this.#rows.get(key);
    if (row === undefined) return undefined;
    const promise = Promise.resolve(row);
    this.#promises.set(key, promise);
    return promise;
  }

  set(key: Key, promise: Promise<Row | null>): void {
    this.#sort();
    this.#promises.set(key, promise);
  }

  delete(key: Key): void {
    this.#sort();
    this.#rows.delete(key);
    this.#promises.delete(key);
  }

  clear(): void {
    this.#lists.length = 0;
    this.#rows.clear();
    this.#promises.clear();
  }

  #sort(): void {
    for (const rows of this.#lists) {
      for (const row of rows) {
        const key = this.#keyOf(row);
        if (!this.#promises.has(key) && !this.#rows.has(key)) this.#rows.set(key, row);
      }
    }
    this.#lists.length = 0;
  }
}
