/** Who has made no call for so long is not there, in milliseconds. */
const goneMs = 60_000;

interface Seen {
  readonly caller: object;
  at: number;
}

/** The two callers of a platform who made the last calls: enough to know whether one of them is alone. */
export class RecentCallers {
  #last: Seen | undefined;
  #before: Seen | undefined;

  /** Notes a call. */
  note(caller: object): void {
    const at = performance.now();
    if (this.#last?.caller === caller) {
      this.#last.at = at;
      return;
    }
    this.#before = this.#last;
    this.#last = { caller, at };
  }

  /** Whether nobody else made a call in the last minute. */
  isAlone(caller: object): boolean {
    const other = this.#last?.caller === caller ? this.#before : this.#last;
    return !other || performance.now() - other.at > goneMs;
  }
}
