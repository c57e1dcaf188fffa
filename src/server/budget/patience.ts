/** Refusals after which a caller who does not wait is not read any more until the wait is over. */
const mostRefusals = 10;

/**
 * Whether the requests of a caller are read: not those of one who was told to wait, again and again, and does not. When the wait
 * is over they are read one after the other, until what is served has made up for the refusals.
 */
export class Patience {
  #refusals = 0;
  /** The requests that were refused: each counts once, though two ways of serving may have tried it. */
  readonly #refused = new WeakSet<object>();
  /** Until when requests are not read, in milliseconds of `performance.now()`. */
  #unreadUntil = 0;
  /** The one that is read, where they are one after the other. */
  #read: object | undefined;
  readonly #waiting: (() => void)[] = [];

  /** Milliseconds until requests are read; 0 where they are. */
  get waitMs(): number {
    return Math.max(0, Math.ceil(this.#unreadUntil - performance.now()));
  }

  /**
   * Whether a request may be read now.
   * @param again called when it is to be asked again, where it may not: the one before it was served, was refused or has ended
   */
  mayRead(request: object, again: () => void): boolean {
    if (this.#refusals < mostRefusals || this.#read === request) return true;
    if (this.#read !== undefined) {
      this.#waiting.push(again);
      return false;
    }
    this.#read = request;
    return true;
  }

  /** Whether others wait until this one has ended. */
  isReadAlone(request: object): boolean {
    return this.#read === request;
  }

  /** To be told of a request that is under way: it was served. */
  served(request: object): void {
    this.#refusals = Math.max(0, this.#refusals - 1);
    this.ended(request);
  }

  /** To be told of a request that may be asked again after a wait. */
  refused(request: object, waitMs: number): void {
    if (!this.#refused.has(request)) this.#refusals = Math.min(this.#refusals + 1, mostRefusals + 1);
    this.#refused.add(request);
    if (this.#refusals > mostRefusals) this.#unreadUntil = performance.now() + waitMs;
    this.ended(request);
  }

  /** To be told of a request that was read alone, when it has ended. */
  ended(request: object): void {
    if (this.#read !== request) return;
    this.#read = undefined;
    for (const again of this.#waiting.splice(0)) again();
  }
}
