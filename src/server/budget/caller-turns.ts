import { Slots, type Turns } from '../../rest/slots.ts';
import { CallTime } from './call-time.ts';
import type { RecentCallers } from './recent-callers.ts';

interface Waiting {
  readonly begin: () => void;
  readonly timer: NodeJS.Timeout;
}

/** What limits the calls of a caller. */
export interface TurnLimits {
  /** Calls under way of a caller who has used nothing of the budget, and of any other where calls would wait for too long. */
  readonly concurrency: number;
  readonly requestTimeoutMs: number;
}

/** Calls wait for their turn no longer than this part of the time that a request has, if `concurrency` is enough for that. */
const longestWait = 1 / 2;

/**
 * Lets so many calls of one caller be under way at once, over all of their requests, while other callers ask the platform, too;
 * further ones wait for their turn, in the order in which they came, so that those of others find the platform free.
 */
export class CallerTurns implements Turns {
  readonly #callers: RecentCallers;
  readonly #most: (callMs: number | undefined) => number;
  readonly #concurrency: number;
  readonly #longestWaitMs: number;
  readonly #time = new CallTime();
  readonly #waiting = new Set<Waiting>();

  /**
   * @param callers of the platform
   * @param most how many may be under way now, at least one, where a call takes so many milliseconds on average
   */
  constructor(
    callers: RecentCallers,
    most: (callMs: number | undefined) => number,
    { concurrency, requestTimeoutMs }: TurnLimits,
  ) {
    this.#callers = callers;
    this.#most = most;
    this.#concurrency = concurrency;
    this.#longestWaitMs = requestTimeoutMs * longestWait;
  }

  /** The turns of one request, which has at most so many calls under way itself. */
  ofRequest(concurrency: number): Turns {
    const slots = new Slots(concurrency);
    return {
      take: () => {
        const turn = slots.take();
        return turn ? turn.then(() => this.take()) : this.take();
      },
      release: () => {
        this.release();
        slots.release();
      },
    };
  }

  take(): Promise<void> | undefined {
    this.#callers.note(this);
    if (this.#waiting.size === 0 && this.#mayBegin()) {
      this.#time.begin();
      return undefined;
    }
    return new Promise((resolve) => {
      const begin = () => {
        clearTimeout(waiting.timer);
        this.#waiting.delete(waiting);
        this.#time.begin();
        resolve();
      };
      // Where those under way do not end, none of them lets another one begin.
      const late = () => this.#time.underWay < this.#concurrency && begin();
      const waiting: Waiting = { begin, timer: setTimeout(late, this.#longestWaitMs) };
      this.#waiting.add(waiting);
    });
  }

  release(): void {
    this.#time.end();
    for (const { begin } of this.#waiting) {
      if (!this.#mayBegin()) return;
      begin();
    }
  }

  #mayBegin(): boolean {
    const { averageMs, underWay } = this.#time;
    if (this.#callers.isAlone(this) || underWay < this.#most(averageMs)) return true;
    // As many as it takes for those that wait to begin in time.
    const needed = Math.ceil((this.#waiting.size * (averageMs ?? 0)) / this.#longestWaitMs);
    return underWay < Math.min(needed, this.#concurrency);
  }
}
