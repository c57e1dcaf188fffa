/** After so many calls, the earlier ones count for half. */
const remembered = 64;

/** How long calls take on average lately. */
export class CallTime {
  /** When the calls under way began. The one that ends counts as the oldest: the sum of all times is the same. */
  readonly #begins: number[] = [];
  #ended = 0;
  #togetherMs = 0;

  /** Calls that are under way. */
  get underWay(): number {
    return this.#begins.length;
  }

  /** Milliseconds; undefined until a call has ended. */
  get averageMs(): number | undefined {
    return this.#ended === 0 ? undefined : this.#togetherMs / this.#ended;
  }

  begin(): void {
    this.#begins.push(performance.now());
  }

  end(): void {
    const now = performance.now();
    this.#togetherMs += now - (this.#begins.shift() ?? now);
    if (++this.#ended < remembered) return;
    this.#ended /= 2;
    this.#togetherMs /= 2;
  }
}
