/**
 * A list as it was sent. Its rows are parsed and checked when they are asked for: of a whole list that is read to find
 * some, few ever are, and parsing the others costs more than all else that is done for the request.
 *
 * In a plain text, rows are told apart without parsing them: one without a backslash, in which a quotation mark can only
 * begin or end a string, and with no opening brace but one for each row. In any other text all rows are parsed. So the
 * text decides what it costs to find a row, never whether it is found.
 */
export class Rows<Row> {
  /** Kept as bytes, which the collector neither copies nor visits. They are read as text whenever they are searched. */
  readonly #body: Buffer;
  readonly #parse: (text: string) => readonly Row[];
  #rows: readonly Row[] | undefined;
  #length: number | undefined;

  /**
   * @param body a JSON array of objects whose names are unique (RFC 8259 §4)
   * @param parse reads such an array; throws where it, or a row of it, is not what it should be
   */
  constructor(body: Buffer, parse: (text: string) => readonly Row[]) {
    this.#body = body;
    this.#parse = parse;
  }

  get length(): number {
    if (this.#length === undefined) this.#among(() => []);
    return this.#length ?? 0;
  }

  /** How many rows there are, where that has been found out already. */
  get counted(): number | undefined {
    return this.#length;
  }

  /** Every row. */
  all(): readonly Row[] {
    this.#rows ??= this.#parse(this.#body.toString());
    this.#length = this.#rows.length;
    return this.#rows;
  }

  /**
   * All rows whose field is one of the texts, and maybe others.
   * @param as what becomes of a field before it is compared
   */
  where(field: keyof Row & string, texts: ReadonlySet<unknown>, as = (text: string) => text): readonly Row[] {
    const begin = `${JSON.stringify(field)}:"`;
    return this.#among((pieces) => {
      const chosen: string[] = [];
      for (const piece of pieces) {
        const start = piece.indexOf(begin) + begin.length;
        // Null, or written in another way: parsing tells.
        if (start < begin.length) return undefined;
        if (texts.has(as(piece.slice(start, piece.indexOf('"', start))))) chosen.push(piece);
      }
      return chosen;
    });
  }

  /** The first row; undefined where there is none. */
  first(): Row | undefined {
    if (this.#rows) return this.#rows[0];
    const { value: part } = partsOf(this.#body).next();
    const [piece] = (part && piecesOf(part)) ?? [];
    return piece === undefined ? this.all()[0] : this.#parse(`[{${piece}}]`)[0];
  }

  /** All rows that hold one of the texts in any field, and maybe others. */
  mentioning(texts: readonly string[]): readonly Row[] {
    const strings = texts.map((text) => JSON.stringify(text));
    return this.#among((pieces) => pieces.filter((piece) => strings.some((string) => piece.includes(string))));
  }

  /** The same list with each row changed. */
  map<Other>(change: (row: Row) => Other): Rows<Other> {
    return new Rows(this.#body, (text) => this.#parse(text).map(change));
  }

  /** The rows of the pieces that are chosen; all rows where they cannot be told apart, or none can be chosen. */
  #among(choose: (pieces: readonly string[]) => readonly string[] | undefined): readonly Row[] {
    if (this.#rows) return this.#rows;
    const rows: (readonly Row[])[] = [];
    let length = 0;
    for (const part of partsOf(this.#body)) {
      const pieces = piecesOf(part);
      const chosen = pieces && choose(pieces);
      if (!chosen) return this.all();
      length += pieces.length;
      if (chosen.length > 0) rows.push(this.#parse(`[{${chosen.join(between)}}]`));
    }
    this.#length = length;
    return rows.flat();
  }
}

/** What stands between the insides of two rows in a list without white space. */
const between = '},{';
/** Bytes of a part at most. Longer texts are large objects, which the collector only frees when it collects all. */
const largestPart = 64 * 1024;

/** The text of a list without its last bracket, in parts that hold whole rows, each after a bracket or a comma. */
function* partsOf(body: Buffer): Generator<string> {
  const border = `},${body.toString('utf8', 1, body.indexOf(':') + 1)}`;
  const end = body.lastIndexOf(']');
  let start = 0;
  while (end - start > largestPart) {
    const cut = body.lastIndexOf(border, start + largestPart) + 1;
    if (cut <= start) break;
    yield body.toString('utf8', start, cut);
    start = cut;
  }
  yield body.toString('utf8', start, end);
}

/**
 * The insides of the rows of a part; undefined where only parsing can tell them.
 *
 * No string holds `{"name":` without a backslash: its own end would be taken for the mark before the name. So where all
 * braces that open stand before the same name, each opens an object; where each but the first also stands behind the end
 * of an object and a comma, no object is inside another.
 */
function piecesOf(part: string): readonly string[] | undefined {
  const isOfRows = (part.startsWith('[{"') || part.startsWith(',{"')) && part.endsWith('}');
  if (!isOfRows || part.includes('\\')) return undefined;
  const pieces = part.slice(2, -1).split(between);
  const name = part.slice(2, part.indexOf(':') + 1);
  const isPlain = occurrences(part, '{') === pieces.length && pieces.every((piece) => piece.startsWith(name));
  return isPlain ? pieces : undefined;
}

function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
