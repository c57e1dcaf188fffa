import type { Source, SourceLocation } from 'graphql';

/** The lines of a document, counted once: graphql-js counts them again for each error, and an answer may hold thousands. */
export class Lines {
  readonly #starts: readonly number[];

  constructor({ body }: Source) {
    const ends = body.matchAll(/\r\n|[\n\r]/g);
    this.#starts = [0, ...ends.map(({ index, 0: end }) => index + end.length)];
  }

  /** @param position of a character, from 0 @returns its line and column, from 1 */
  locationOf(position: number): SourceLocation {
    let [line, beyond] = [0, this.#starts.length];
    while (beyond - line > 1) {
      const middle = (line + beyond) >>> 1;
      if ((this.#starts[middle] ?? 0) <= position) line = middle;
      else beyond = middle;
    }
    return { line: line + 1, column: position - (this.#starts[line] ?? 0) + 1 };
  }
}
