/** Characters of the longest text that is kept, and of all together. */
const longest = 20_000;
const mostCharacters = 500_000;

/**
 * What is known of texts that clients have sent, those of late. It is bounded by their length, as what is made of a document
 * (tokens, syntax tree, compiled code) takes up to some 200 bytes for each character of it: anybody may send long ones.
 */
export class TextCache<Known> {
  readonly #known = new Map<string, Known>();
  #characters = 0;

  get(text: string): Known | undefined {
    const known = this.#known.get(text);
    // Those that are asked for stay longest. As long as there is room for all, their order is nobody's concern.
    if (known !== undefined && this.#characters > mostCharacters / 2) {
      this.#known.delete(text);
      this.#known.set(text, known);
    }
    return known;
  }

  set(text: string, known: Known): void {
    if (text.length > longest) return;
    if (!this.#known.delete(text)) this.#characters += text.length;
    this.#known.set(text, known);
    for (const oldest of this.#known.keys()) {
      if (this.#characters <= mostCharacters) return;
      this.#known.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}
