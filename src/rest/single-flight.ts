/** A read under way. It drops what it holds when it ends. */
interface SharedRead {
  answer: Promise<unknown> | undefined;
  abandon: (() => void) | undefined;
  /** Keeps others from joining. */
  readonly end: () => void;
  readonly startedAt: number;
  waiters: number;
}

/** One waiter's part in a read. Whoever no longer needs the answer releases it; the last release abandons the read. */
export interface Waiter {
  readonly answer: Promise<unknown>;
  /** Whether the read was under way already. */
  readonly shared: boolean;
  /** When it began, in milliseconds of `performance.now()`. */
  readonly startedAt: number;
  release(): void;
}

/** Coalesces identical reads under the same credentials: while one is under way, others wait for its answer. */
export class SingleFlight {
  /** By their credentials, and then by what they read. */
  readonly #reads = new Map<string, Map<string, SharedRead>>();
  readonly #joinableMs: number;

  /** @param joinableMs how long after its start a read can be joined; a later caller starts another one */
  constructor(joinableMs = Infinity) {
    this.#joinableMs = joinableMs;
  }

  /**
   * Joins a read under way; undefined where there is none that can be joined.
   * @param owner the credentials
   * @param key all else that makes two reads the same
   */
  join(owner: string, key: string): Waiter | undefined {
    const read = this.#reads.get(owner)?.get(key);
    if (!read?.answer || performance.now() - read.startedAt > this.#joinableMs) return undefined;
    return waiterOf(read, read.answer, true);
  }

  /**
   * Lets others join a read that starts.
   * @param abandon called when nobody needs the answer any more
   */
  start(owner: string, key: string, answer: Promise<unknown>, abandon: () => void): Waiter {
    const reads = this.#reads.get(owner) ?? new Map<string, SharedRead>();
    const end = () => {
      // A growing Map leaves old tables behind that keep its entries alive until they are collected. Drop what the entry
      // holds now: it is a fifth of all that a page of users allocates.
      read.answer = undefined;
      read.abandon = undefined;
      if (reads.get(key) === read) reads.delete(key);
      if (reads.size === 0 && this.#reads.get(owner) === reads) this.#reads.delete(owner);
    };
    const read: SharedRead = { answer, abandon, end, startedAt: performance.now(), waiters: 0 };
    reads.set(key, read);
    this.#reads.set(owner, reads);
    answer.then(end, end);
    return waiterOf(read, answer, false);
  }

  /** Keeps reads that start from now on from joining earlier ones. Call it when a write has ended. */
  forget(): void {
    this.#reads.clear();
  }
}

function waiterOf(read: SharedRead, answer: Promise<unknown>, shared: boolean): Waiter {
  read.waiters++;
  const release = () => {
    if (--read.waiters > 0) return;
    read.abandon?.();
    read.end();
  };
  return { answer, shared, startedAt: read.startedAt, release };
}
