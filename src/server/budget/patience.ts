/** A caller who ignores more refusals than this is not read until the wait is over. */
const mostRefusals = 10;

/**
 * Decides whether the requests of a caller are read. Those of a caller who ignores refusals are not, until the wait is over. Then
 * they are read one at a time, until as many were served as were refused.
 */
export class Patience {
  #refusals = 0;
  /** The requests that were refused. Each counts once, even if the fast path and Yoga both refused it. */
  readonly #refused = new WeakSet<object>();
  /** Until when requests are not read, in milliseconds of `performance.now()`. */
  #unreadUntil = 0;
  /** The request that is being read, while they are read one at a time. */
  #read: object | undefined;
  readonly #waiting: (() => void)[] = [];

  /** Milliseconds until requests are read; 0 if they are read now. */
  get waitMs(): number {
    return Math.max(0, Math.ceil(this.#unreadUntil - performance.now()));
  }

  /**
   * Whether a request may be read now.
   * @param again called later if the request may not be read now: then ask again
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

  /** Whether others wait until this request has ended. */
  isReadAlone(request: object): boolean {
    return this.#read === request;
  }

  /** Call it when a request is served. */
  served(request: object): void {
    this.#refusals = Math.max(0, this.#refusals - 1);
    this.ended(request);
  }

  /** Call it when a request is refused. @param waitMs until it may be sent again */
  refused(request: object, waitMs: number): void {
    if (!this.#refused.has(request)) this.#refusals = Math.min(this.#refusals + 1, mostRefusals + 1);
    this.#refused.add(request);
    if (this.#refusals > mostRefusals) this.#unreadUntil = performance.now() + waitMs;
    this.ended(request);
  }

  /** Call it when a request has ended that was read alone. */
  ended(request: object): void {
    if (this.#read !== request) return;
    this.#read = undefined;
    for (const again of this.#waiting.splice(0)) again();
  }
}
