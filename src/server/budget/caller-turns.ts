import { Slots, type Turns } from '../../rest/slots.ts';
import type { RecentCallers } from './recent-callers.ts';

interface Waiting {
  readonly begin: () => void;
  readonly timer: NodeJS.Timeout;
}

/** A call goes at the latest after this part of the time that a request has. */
const longestWait = 1 / 5;

/**
 * Lets so many calls of one caller be under way at once, over all of their requests, while other callers ask the platform, too;
 * further ones wait for their turn, in the order in which they came, so that those of others find the platform free.
 */
export class CallerTurns implements Turns {
  readonly #callers: RecentCallers;
  readonly #most: () => number;
  readonly #longestWaitMs: number;
  #underWay = 0;
  readonly #waiting = new Set<Waiting>();

  /**
   * @param callers of the platform
   * @param most how many may be under way now, at least one
   * @param requestTimeoutMs the time that a request has: where a platform is so slow that calls wait for long, they go in spite of all
   */
  constructor(callers: RecentCallers, most: () => number, requestTimeoutMs: number) {
    this.#callers = callers;
    this.#most = most;
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
      this.#underWay++;
      return undefined;
    }
    return new Promise((resolve) => {
      const begin = () => {
        clearTimeout(waiting.timer);
        this.#waiting.delete(waiting);
        this.#underWay++;
        resolve();
      };
      const waiting: Waiting = { begin, timer: setTimeout(() => begin(), this.#longestWaitMs) };
      this.#waiting.add(waiting);
    });
  }

  release(): void {
    this.#underWay--;
    for (const { begin } of this.#waiting) {
      if (!this.#mayBegin()) return;
      begin();
    }
  }

  #mayBegin(): boolean {
    return this.#callers.isAlone(this) || this.#underWay < this.#most();
  }
}
