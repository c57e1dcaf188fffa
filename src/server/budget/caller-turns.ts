import { Slots, type Turns } from '../../rest/slots.ts';
import { CallTime } from './call-time.ts';
import type { RecentCallers } from './recent-callers.ts';

interface Waiting {
  readonly begin: () => void;
  readonly timer: NodeJS.Timeout;
}

/** What limits the calls of a caller. */
export interface TurnLimits {
  /** The most calls under way: of a caller with a full budget, and of any caller whose calls would wait for too long. */
  readonly concurrency: number;
  readonly requestTimeoutMs: number;
}

/** The part of a request's time that a call may wait for its turn, as long as `concurrency` allows. */
const longestWait = 1 / 2;

/**
 * Limits the calls of one caller that are under way, over all of their requests, while other callers ask the same platform:
 * the caller would otherwise fill its queue. Further calls wait for their turn, in the order in which they came.
 */
export class CallerTurns implements Turns {
  readonly #callers: RecentCallers;
  readonly #most: (callMs: number | undefined) => number;
  readonly #concurrency: number;
  readonly #longestWaitMs: number;
  readonly #time = new CallTime();
  readonly #waiting = new Set<Waiting>();

  /**
   * @param callers the latest callers of the platform
   * @param most how many calls may be under way now, at least one, if a call takes so many milliseconds on average
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
      // If no call ends, `release` lets none begin.
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
    // More, if the calls that wait would otherwise begin too late.
    const needed = Math.ceil((this.#waiting.size * (averageMs ?? 0)) / this.#longestWaitMs);
    return underWay < Math.min(needed, this.#concurrency);
  }
}
