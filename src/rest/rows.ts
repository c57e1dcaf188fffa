/**
 * A list as it was sent. Its rows are parsed and checked when they are asked for: of a whole list that is read to find
 * some, few ever are, and parsing the others costs more than all else that is done for the request.
 *
 * In a plain text, rows are told apart without parsing them: one whose rows hold no objects, no backslash and no white
 * space between values. It is known to be JSON when its rows have been told apart. Any other text is parsed whole. So the
 * text decides what it costs to find a row, never whether it is found, nor whether it is refused.
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

/**
 * The text of a list without its last bracket, in parts that hold whole rows, each after a bracket or a comma. Where the
 * body is no list, a part in which no rows can be told apart.
 */
function* partsOf(body: Buffer): Generator<string> {
  const end = body.lastIndexOf(']');
  if (!body.subarray(0, 1).equals(opening) || !whiteSpace.test(body.toString('latin1', end + 1))) return yield '';
  const border = `},${body.toString('utf8', 1, body.indexOf(':') + 1)}`;
  let start = 0;
  while (end - start > largestPart) {
    const cut = body.lastIndexOf(border, start + largestPart) + 1;
    if (cut <= start) break;
    yield body.toString('utf8', start, cut);
    start = cut;
  }
  yield body.toString('utf8', start, end);
}

const opening = Buffer.from('[');
const whiteSpace = /^[ \t\r\n]*$/;

/**
 * The insides of the rows of a part; undefined where only parsing can tell them, or tell what is wrong with them.
 *
 * Where each piece is the inside of an object, the part is that many objects: JSON has one reading (RFC 8259 §2). A
 * mark between two rows that stood in a string, or in a row, would leave pieces that are the inside of none.
 */
function piecesOf(part: string): readonly string[] | undefined {
  const isOfRows = (part.startsWith('[{') || part.startsWith(',{')) && part.endsWith('}');
  if (!isOfRows) return undefined;
  const pieces = part.slice(2, -1).split(between);
  return pieces.every((piece) => members.test(piece)) ? pieces : undefined;
}

/** The inside of an object whose values are scalars and lists of scalars, in strings without a backslash, and in no white space. */
const members = (() => {
  const string = String.raw`"[^"\\\u0000-\u001f]*"`;
  const number = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
  const scalar = `(?:${string}|${number}|true|false|null)`;
  const member = String.raw`${string}:(?:${scalar}|\[(?:${scalar}(?:,${scalar})*)?\])`;
  return new RegExp(`^${member}(?:,${member})*$`);
})();
