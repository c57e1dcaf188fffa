/** How long the facade relies on what pages of a platform have shown: platforms are redeployed and reconfigured. */
const usuallyBelievedMs = 60_000;

/** Told of a platform that gives fewer rows at once than it was asked for. */
export type CapWatcher = (given: number, asked: number) => void;

/**
 * How many rows a platform gives at once, as its pages show. A contract's bound is what may be asked for; a platform that
 * gives less cuts its pages short, and a cut page looks like the end of the list. A page that is shorter than another
 * one was has not been cut.
 */
export class PageCap {
  readonly #believedMs: number;
  #cap = Infinity;
  #capUntil = 0;
  #largest = 0;
  #largestUntil = 0;
  #changes = 0;
  #told: number | undefined;
  readonly #watchers: CapWatcher[] = [];

  /** @param believedMs for how many milliseconds to believe what a page has shown */
  constructor(believedMs = usuallyBelievedMs) {
    this.#believedMs = believedMs;
  }

  /** Has it told of each cap that is learnt, once. */
  watch(watcher: CapWatcher): void {
    this.#watchers.push(watcher);
  }

  /** Changes so far in what is known: what was worked out before the last one is stale. */
  get changes(): number {
    this.#forget();
    return this.#changes;
  }

  /** The most rows to ask for at once. @param allowed the contract's bound */
  within(allowed: number): number {
    this.#forget();
    return Math.min(allowed, this.#cap);
  }

  /** Takes note of a page that came. */
  saw(rows: number): void {
    this.#forget();
    if (rows > this.#cap) this.#setCap(Infinity);
    if (rows < this.#largest || rows === 0) return;
    if (rows > this.#largest) this.#changes++;
    this.#largest = rows;
    this.#largestUntil = performance.now() + this.#believedMs;
  }

  /** Whether a page with so many rows, fewer than it was asked for, is known to be whole. */
  isWhole(rows: number): boolean {
    this.#forget();
    return rows < this.#largest;
  }

  /** Takes note of a page that was cut to so many rows. */
  cut(rows: number, asked: number): void {
    this.#setCap(rows);
    this.#largest = rows;
    this.#largestUntil = performance.now() + this.#believedMs;
    if (rows === this.#told) return;
    this.#told = rows;
    for (const watcher of this.#watchers) watcher(rows, asked);
  }

  #setCap(rows: number): void {
    if (rows !== this.#cap) this.#changes++;
    this.#cap = rows;
    this.#capUntil = performance.now() + this.#believedMs;
  }

  #forget(): void {
    const now = performance.now();
    if (this.#cap < Infinity && now > this.#capUntil) this.#setCap(Infinity);
    if (this.#largest > 0 && now > this.#largestUntil) {
      this.#largest = 0;
      this.#changes++;
    }
  }
}
