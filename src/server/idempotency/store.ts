import { LRUCache } from 'lru-cache';

/** Texts by their keys, each for a time, for the processes of one facade. */
export interface Store {
  /** Its clock, in epoch milliseconds, which is the same for all these processes. */
  now(): Promise<number>;
  /** Keeps a text under a key that has none. @returns the text that the key has already; undefined if it had none */
  begin(key: string, text: string, ttlMs: number): Promise<string | undefined>;
  /** Puts a text, or none, in the place of another. @returns whether the key still had that other one */
  replace(key: string, before: string, after: string | undefined, ttlMs: number): Promise<boolean>;
}

/** The bytes of keys and texts that one process keeps: the oldest make room for others. */
const mostBytes = 32 * 1024 * 1024;

/** Keeps texts in the memory of this process. */
export class MemoryStore implements Store {
  readonly #texts = new LRUCache<string, string>({
    maxSize: mostBytes,
    sizeCalculation: (text, key) => 2 * (text.length + key.length),
  });

  async now(): Promise<number> {
    return performance.timeOrigin + performance.now();
  }

  async begin(key: string, text: string, ttlMs: number): Promise<string | undefined> {
    const kept = this.#texts.get(key);
    if (kept === undefined) this.#texts.set(key, text, { ttl: ttlMs });
    return kept;
  }

  async replace(key: string, before: string, after: string | undefined, ttlMs: number): Promise<boolean> {
    if (this.#texts.get(key) !== before) return false;
    if (after === undefined) this.#texts.delete(key);
    else this.#texts.set(key, after, { ttl: ttlMs });
    return true;
  }
}
