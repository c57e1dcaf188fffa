import type { CacheMap } from 'dataloader';

/**
 * A DataLoader's cache into which rows can be put as they come, a whole list at a time: a promise is made of a row when
 * one is asked for, which for most never happens.
 */
export class RowCache<Key, Row> implements CacheMap<Key, Promise<Row>> {
  readonly #rows = new Map<Key, Row>();
  readonly #promises = new Map<Key, Promise<Row>>();

  /** Keeps a row for its key, unless something is kept for it already. */
  put(key: Key, row: Row): void {
    if (!this.#promises.has(key) && !this.#rows.has(key)) this.#rows.set(key, row);
  }

  get(key: Key): Promise<Row> | undefined {
    const known = this.#promises.get(key);
    if (known) return known;
    const row = this.#rows.get(key);
    if (row === undefined) return undefined;
    const promise = Promise.resolve(row);
    this.#promises.set(key, promise);
    return promise;
  }

  set(key: Key, promise: Promise<Row>): void {
    this.#promises.set(key, promise);
  }

  delete(key: Key): void {
    this.#rows.delete(key);
    this.#promises.delete(key);
  }

  clear(): void {
    this.#rows.clear();
    this.#promises.clear();
  }
}
