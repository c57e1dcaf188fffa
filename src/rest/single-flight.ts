import { ClientGoneError } from '../errors.ts';

/** A read under way. It drops its answer and controller when it ends. */
interface SharedRead {
  answer: Promise<unknown> | undefined;
  controller: AbortController | undefined;
  readonly startedAt: number;
  waiters: number;
}

/** One waiter's part in a read. Whoever no longer needs the answer releases it; the last release aborts the read. */
export interface Waiter {
  readonly answer: Promise<unknown>;
  /** Whether the read was under way already. */
  readonly shared: boolean;
  release(): void;
}

/** Coalesces identical reads under the same credentials: while one is under way, others wait for its answer. */
export class SingleFlight {
  readonly #reads = new Map<string, SharedRead>();
  readonly #joinableMs: number;

  /** @param joinableMs how long after its start a read can be joined; a later caller starts another one */
  constructor(joinableMs = Infinity) {
    this.#joinableMs = joinableMs;
  }

  /**
   * Joins a read under way, or starts one.
   * @param key all that makes two reads the same: credentials and what is read
   * @param start makes the read; its signal aborts when nobody needs the answer any more
   */
  joinOrStart(key: string, start: (signal: AbortSignal) => Promise<unknown>): Waiter {
    return this.join(key) ?? this.start(key, start);
  }

  /** Joins a read under way; undefined where there is none that can be joined. */
  join(key: string): Waiter | undefined {
    const read = this.#reads.get(key);
    if (!read?.answer || Date.now() - read.startedAt > this.#joinableMs) return undefined;
    return this.#waiter(key, read, read.answer, true);
  }

  /**
   * Starts a read; with its key undefined, one that nobody can join.
   * @param controller aborts the read when nobody needs the answer any more
   */
  start(
    key: string | undefined,
    start: (signal: AbortSignal) => Promise<unknown>,
    controller = new AbortController(),
  ): Waiter {
    const answer = start(controller.signal);
    const read: SharedRead = { answer, controller, startedAt: Date.now(), waiters: 0 };
    if (key !== undefined) {
      this.#reads.set(key, read);
      const end = () => this.#end(key, read);
      answer.then(end, end);
    }
    return this.#waiter(key, read, answer, false);
  }

  /** Keeps reads that start from now on from joining earlier ones. Call it when a write has ended. */
  forget(): void {
    this.#reads.clear();
  }

  #waiter(key: string | undefined, read: SharedRead, answer: Promise<unknown>, shared: boolean): Waiter {
    read.waiters++;
    const release = () => {
      if (--read.waiters > 0) return;
      read.controller?.abort(new ClientGoneError());
      if (key !== undefined) this.#end(key, read);
    };
    return { answer, shared, release };
  }

  #end(key: string, read: SharedRead): void {
    // A growing Map leaves old tables behind that keep its entries alive until they are collected. Drop what the entry
    // holds now: it is a fifth of all that a page of users allocates.
    read.answer = undefined;
    read.controller = undefined;
    if (this.#reads.get(key) === read) this.#reads.delete(key);
  }
}
