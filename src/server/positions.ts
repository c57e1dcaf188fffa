import { type DocumentNode, type GraphQLError, Source, type SourceLocation } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * The text of a document, whose lines are counted once. An error of graphql-js counts them anew, which for a document of
 * many lines and an answer of many errors takes seconds: it finds no text here, and is told its locations by `located`.
 */
class CountedSource extends Source {
  #lineStarts: readonly number[] | undefined;

  /** Takes the text out, once it is parsed. */
  count(): void {
    const ends = this.body.matchAll(/\r\n|[\n\r]/g);
    this.#lineStarts = [0, ...ends.map(({ index, 0: end }) => index + end.length)];
    this.body = '';
  }

  locationOf(position: number): SourceLocation | undefined {
    if (!this.#lineStarts) return undefined;
    let [line, after] = [0, this.#lineStarts.length];
    while (after - line > 1) {
      const middle = (line + after) >>> 1;
      if ((this.#lineStarts[middle] ?? 0) <= position) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: position - (this.#lineStarts[line] ?? 0) + 1 };
  }
}

/** Has Yoga parse documents whose errors cost no counting of lines. To be used after plugins that bring a parser. */
export function useCountedLines(): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((text: string | Source, options: object): DocumentNode => {
        const source = new CountedSource(typeof text === 'string' ? text : text.body);
        const document = parseFn(source, options);
        source.count();
        return document;
      });
    },
  };
}

/** Gives an error the lines and columns of its nodes. @returns the error that was given */
export function located(error: GraphQLError): GraphQLError {
  const { source, positions } = error;
  if (!(source instanceof CountedSource) || !positions) return error;
  const locations = positions.map((position) => source.locationOf(position));
  return locations.includes(undefined) ? error : Object.assign(error, { locations });
}
