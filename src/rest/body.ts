/** A longer body is not made room for beforehand: its length is only what the other side says. */
const largestExpected = 4 * 1024 * 1024;

/**
 * The body of an answer, which comes in chunks. Where its length is told, each chunk is copied as it comes: kept until the
 * last is here, chunks would be taken for long-lived, and freed only when the collector goes through all there is.
 */
export class Body {
  readonly #chunks: Buffer[] = [];
  readonly #expected: number;
  #whole: Buffer | undefined;
  #length = 0;

  /** @param expected bytes, as `Content-Length` tells; NaN where it does not */
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

  /** All that has come. */
  get bytes(): Buffer {
    if (this.#whole) return this.#whole.subarray(0, this.#length);
    const [first] = this.#chunks;
    return first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
  }
}
