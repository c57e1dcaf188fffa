/** A caller who has made no call for so many milliseconds does not count. */
const goneMs = 60_000;

interface Seen {
  readonly caller: object;
  at: number;
}

/** The last two callers of a platform: enough to know whether a caller is alone. */
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
