import { LRUCache } from 'lru-cache';
import type { Incoming } from './exchange.ts';
import { ownerOf } from './owner.ts';

/** For how long answers to reads are kept, and how many. */
export interface CacheSettings {
  readonly ttlMs: number;
  /** Bytes that one platform's answers may take. */
  readonly maxBytes: number;
}

/** How one request uses kept answers. Its sessions share it. */
export interface CacheUse {
  /** The age in milliseconds up to which a kept answer serves the request; 0 for none. */
  maxAgeMs: number;
  /** Whether the answers to its own reads are kept. */
  keeps: boolean;
  /**
   * When the oldest answer that it has used was asked for, in milliseconds of `performance.now()`; Infinity before, -Infinity where
   * the client is not told.
   */
  oldestAt: number;
}

/** The answer to a read, as it came. */
export interface KeptAnswer {
  readonly incoming: Incoming;
  /** When it was asked for, in milliseconds of `performance.now()`. */
  readonly askedAt: number;
}

/** The right of one read to keep its answer. */
export interface Ticket {
  /** Keeps a good answer, unless a write has ended since the read began. */
  keep(incoming: Incoming): void;
  /** Drops the answer, which turned out to be unusable, and keeps it from being kept. */
  spoil(): void;
}

/** What an entry takes beside its key and its body: its objects, and its place in the cache. */
const overheadBytes = 1024;
/** The part of the cache that one answer may take. */
const largestPart = 8;

/**
 * Good answers to reads of one platform, each for the credentials that it was given to, in memory. It keeps them as bytes,
 * which the garbage collector neither copies nor scans, and knows credentials by a hash.
 */
export class AnswerCache {
  readonly #answers: LRUCache<string, KeptAnswer>;
  readonly #ttlMs: number;
  /** Writes that have ended. */
  #epoch = 0;
  #sweep: NodeJS.Timeout | undefined;

  constructor({ ttlMs, maxBytes }: CacheSettings) {
    this.#ttlMs = ttlMs;
    this.#answers = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: Math.ceil(maxBytes / largestPart),
      sizeCalculation: ({ incoming: { body } }, key) => body.length + key.length + overheadBytes,
      ttl: ttlMs,
    });
  }

  /** What the answers take, in bytes. */
  get bytes(): number {
    return this.#answers.calculatedSize;
  }

  /**
   * The kept answer to a read; undefined where there is none that is young enough.
   * @param owner the credentials
   * @param key all else that makes two reads the same
   */
  find(owner: string, key: string, maxAgeMs: number): KeptAnswer | undefined {
    if (maxAgeMs <= 0) return undefined;
    const kept = this.#answers.get(entryOf(owner, key));
    return kept && performance.now() - kept.askedAt < Math.min(maxAgeMs, this.#ttlMs) ? kept : undefined;
  }

  /** Lets a read that begins now keep its answer later. @param owner and key as for `find` */
  ticket(owner: string, key: string): Ticket {
    const epoch = this.#epoch;
    const askedAt = performance.now();
    const entry = entryOf(owner, key);
    let isSpoilt = false;
    return {
      keep: ({ status, headers: { 'content-type': type }, body }) => {
        if (isSpoilt || epoch !== this.#epoch) return;
        // The body may be a part of a larger piece of memory, which it would keep alive.
        const bytes = Buffer.allocUnsafeSlow(body.length);
        body.copy(bytes);
        this.#answers.set(entry, { incoming: { status, headers: { 'content-type': type }, body: bytes }, askedAt });
        this.#sweepLater();
      },
      spoil: () => {
        isSpoilt = true;
        this.#answers.delete(entry);
      },
    };
  }

  /** Drops all answers, and those of reads under way. Call it when a write has ended. */
  forget(): void {
    this.#epoch++;
    this.#answers.clear();
  }

  /** Drops answers soon after their time, also where nobody asks for them again. */
  #sweepLater(): void {
    this.#sweep ??= setTimeout(() => {
      this.#sweep = undefined;
      this.#answers.purgeStale();
      if (this.#answers.size > 0) this.#sweepLater();
    }, this.#ttlMs).unref();
  }
}

const entryOf = (owner: string, key: string) => `${ownerOf(owner)}\n${key}`;
