/** The order in which calls go. */
export interface Turns {
  /** Takes a turn at once and returns undefined, or returns the promise of one. Give it back with `release`. */
  take(): Promise<void> | undefined;
  release(): void;
}

/** Lets so many calls be under way at once; others wait for their turn, in the order in which they came. */
export class Slots implements Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(slots: number) {
    this.#free = slots;
  }

  take(): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free--;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Gives a slot back, to the call that has waited longest. */
  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
