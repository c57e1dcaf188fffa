/**
 * A list as it was sent. Rows are parsed and checked only when they are read: a search in a whole list reads few of them,
 * and parsing the others would cost more than the rest of the request.
 *
 * A plain text is split into rows without parsing them. Its rows hold no objects, no backslash and no white space between
 * values, and splitting it also proves that it is JSON. Any other text is parsed whole. So the form of the text decides
 * what it costs to find a row, never whether the row is found or the text rejected.
 */
export class Rows<Row> {
  /** Kept as bytes, which the garbage collector neither copies nor scans. Each search decodes them to text. */
  readonly #body: Buffer;
  readonly #parse: (text: string) => readonly Row[];
  #rows: readonly Row[] | undefined;
  #length: number | undefined;
  /** Whether a search has proven all rows to be plain, which the next one need not do again. */
  #arePlain = false;

  /**
   * @param body a JSON array of objects whose names are unique (RFC 8259 §4)
   * @param parse parses and checks such an array; throws where it, or a row of it, is unusable
   */
  constructor(body: Buffer, parse: (text: string) => readonly Row[]) {
    this.#body = body;
    this.#parse = parse;
  }

  get length(): number {
    if (this.#length === undefined) this.#among(() => []);
    return this.#length ?? 0;
  }

  /** The number of rows, if a read has counted them already. */
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
   * All rows whose field equals one of the texts, and possibly others.
   * @param as normalizes a field before the comparison
   */
  where(field: keyof Row & string, texts: ReadonlySet<unknown>, as = (text: string) => text): readonly Row[] {
    const begin = `${JSON.stringify(field)}:"`;
    return this.#among((pieces) => {
      const chosen: string[] = [];
      for (const piece of pieces) {
        const start = piece.indexOf(begin) + begin.length;
        // The field is null or written differently: leave it to the parser.
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
    const [piece] = (part && piecesOf(part, this.#arePlain)) ?? [];
    return piece === undefined ? this.all()[0] : this.#parse(`[{${piece}}]`)[0];
  }

  /** All rows that hold one of the texts in any field, and possibly others. */
  mentioning(texts: readonly string[]): readonly Row[] {
    const strings = texts.map((text) => JSON.stringify(text));
    return this.#among((pieces) => pieces.filter((piece) => strings.some((string) => piece.includes(string))));
  }

  /** The same list with each row changed. */
  map<Other>(change: (row: Row) => Other): Rows<Other> {
    const mapped = new Rows(this.#body, (text) => this.#parse(text).map(change));
    mapped.#arePlain = this.#arePlain;
    mapped.#length = this.#length;
    return mapped;
  }

  /** The rows of the chosen pieces; all rows where the text cannot be split, or `choose` returns undefined. */
  #among(choose: (pieces: readonly string[]) => readonly string[] | undefined): readonly Row[] {
    if (this.#rows) return this.#rows;
    const rows: (readonly Row[])[] = [];
    let length = 0;
    for (const part of partsOf(this.#body)) {
      const pieces = piecesOf(part, this.#arePlain);
      const chosen = pieces && choose(pieces);
      if (!chosen) return this.all();
      length += pieces.length;
      if (chosen.length > 0) rows.push(this.#parse(`[{${chosen.join(between)}}]`));
    }
    this.#length = length;
    this.#arePlain = true;
    return rows.flat();
  }
}

/** The separator between the insides of two rows in a list without white space. */
const between = '},{';
/** The largest part in bytes. Longer texts are large objects to V8, which only a full garbage collection frees. */
const largestPart = 64 * 1024;

/**
 * The text of a list without its last bracket, in parts of whole rows that each begin with a bracket or a comma. Where the
 * body is not a list, one part that cannot be split.
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
 * Splits a part into the insides of its rows; undefined where it has to be parsed instead, or is not valid.
 *
 * If each piece is the inside of an object, the part is that many objects: JSON has one reading (RFC 8259 §2). A separator
 * within a string or a row would leave pieces that are not the inside of an object.
 * @param isPlain whether that is known already
 */
function piecesOf(part: string, isPlain: boolean): readonly string[] | undefined {
  const isOfRows = (part.startsWith('[{') || part.startsWith(',{')) && part.endsWith('}');
  if (!isOfRows) return undefined;
  const pieces = part.slice(2, -1).split(between);
  return isPlain || pieces.every((piece) => members.test(piece)) ? pieces : undefined;
}

/** The inside of an object whose values are scalars and lists of scalars, without backslashes or white space between them. */
const members = (() => {
  const string = String.raw`"[^"\\\u0000-\u001f]*"`;
  const number = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
  const scalar = `(?:${string}|${number}|true|false|null)`;
  const member = String.raw`${string}:(?:${scalar}|\[(?:${scalar}(?:,${scalar})*)?\])`;
  return new RegExp(`^${member}(?:,${member})*$`);
})();

/** How many rows a list answer has: a bare one, or one that stands beside nothing but numbers, such as its total. */
export function rowsIn(answer: unknown): number | undefined {
  if (answer instanceof Rows) return answer.counted;
  if (Array.isArray(answer)) return answer.length;
  if (typeof answer !== 'object' || answer === null) return undefined;
  const [list, ...others] = Object.values(answer).filter((value) => typeof value !== 'number');
  return others.length === 0 && (list instanceof Rows || Array.isArray(list)) ? rowsIn(list) : undefined;
}
