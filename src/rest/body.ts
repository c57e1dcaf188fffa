/** Do not allocate more than this in advance: `Content-Length` is only the platform's statement. */
const largestExpected = 4 * 1024 * 1024;

/**
 * The body of an answer, which arrives in chunks. Where its length is known, each chunk is copied on arrival: chunks kept
 * until the last one arrives would move to the old generation, which only a full garbage collection frees.
 */
export class Body {
  readonly #chunks: Buffer[] = [];
  readonly #expected: number;
  #whole: Buffer | undefined;
  #length = 0;

  /** @param expected the value of `Content-Length` in bytes; NaN where the header is absent */
  constructor(expected: number) {
    this.#expected = expected;
  }

  add(chunk: Buffer): void {
    const isFirstOfSeveral = this.#length === 0 && chunk.length < this.#expected;
    if (isFirstOfSeveral && this.#expected <= largestExpected) this.#whole = Buffer.allocUnsafeSlow(this.#expected);
    if (this.#whole) chunk.copy(this.#whole, this.#length);
    else this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** All bytes that have arrived. */
  get bytes(): Buffer {
    if (this.#whole) return this.#whole.subarray(0, this.#length);
    const [first] = this.#chunks;
    return first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
  }
}
