import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';

/** An argument, or a value of one, to try. */
export interface Trial {
  /** What the report calls it. It names no value that a platform sent. */
  readonly label: string;
  /** GraphQL text. */
  readonly text: string;
  /** GraphQL text of a value that nothing meets that meets this one; undefined if none is known. */
  readonly contrary?: string;
  /** The name of a flag, of which only the rows tell whether they meet it. */
  readonly flag?: string;
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of each type that are kept. */
const mostRows = 20;
/** Some conditions of platforms cannot carry these. */
const awkward = /[,"\\%]/;

/** Values that the installation itself has shown, to ask for something that is there. */
export class Samples {
  readonly #rows = new Map<string, Row[]>();

  /** Keeps rows of a type. */
  learn(type: string, rows: readonly Row[]): void {
    const known = this.#rows.get(type) ?? [];
    known.push(...rows.slice(0, mostRows - known.length));
    this.#rows.set(type, known);
  }

  /** A value of a field that was seen; undefined if none was. */
  value(type: string, field: string): string | undefined {
    const values = (this.#rows.get(type) ?? []).map((row) => row[field]);
    return values.find((value): value is string => typeof value === 'string' && value !== '' && !awkward.test(value));
  }

  /**
   * What to try for an input: each value of an enum, each field of an input object, and for a scalar one value.
   * @param names the argument, and the fields that lead to the value in it
   * @param rowType the type of what the field gives
   * @returns nothing where no value is known
   */
  trials(type: GraphQLInputType, names: readonly string[], rowType: string): readonly Trial[] {
    const plain = getNullableType(type);
    if (isListType(plain)) {
      return this.trials(plain.ofType, names, rowType)
        .slice(0, 1)
        .map(({ label, text, contrary }) => ({
          label,
          text: `[${text}]`,
          ...(contrary && { contrary: `[${contrary}]` }),
        }));
    }
    if (isEnumType(plain)) return plain.getValues().map(({ name }) => ({ label: name, text: name }));
    if (!isInputObjectType(plain)) {
      const text = this.#scalar(plain.name, names, rowType);
      const condition = names.at(-1) ?? '';
      const contrary = contraryOf(plain.name, condition);
      const flag = plain.name === 'Boolean' ? condition : undefined;
      return text === undefined ? [] : [{ label: '', text, ...(contrary && { contrary }), ...(flag && { flag }) }];
    }
    const fields = Object.values(plain.getFields());
    const trialsOf = (field: (typeof fields)[number]) => this.trials(field.type, [...names, field.name], rowType);
    return fields.flatMap((field) => {
      const others = fields.filter((other) => other !== field && isRequiredInputField(other));
      const companions = others.map((other) => `${other.name}: ${trialsOf(other)[0]?.text}`);
      const objectOf = (text: string) => `{${[`${field.name}: ${text}`, ...companions].join(', ')}}`;
      return trialsOf(field).map(({ label, text, contrary, flag }) => ({
        label: label ? `{${field.name}: ${label}}` : `{${field.name}}`,
        text: objectOf(text),
        ...(contrary && { contrary: objectOf(contrary) }),
        ...(flag && { flag }),
      }));
    });
  }

  #scalar(type: string, names: readonly string[], rowType: string): string | undefined {
    if (type === 'Boolean') return 'true';
    if (type === 'Int') return '1';
    const named = names.toReversed().flatMap((name) => [name, name.replace(/s$/, '')]);
    const isOwnId = names.at(-1)?.toLowerCase() === `${rowType}id`.toLowerCase();
    const ofRow = [...named, ...(isOwnId ? ['id'] : [])].map((name) => this.value(rowType, name)).find(Boolean);
    const ofAny = named.flatMap((name) => [...this.#rows.keys()].map((other) => this.value(other, `${name}Id`)));
    const fallback: Partial<Record<string, string>> = {
      String: this.value(rowType, 'username') ?? 'a',
      DateTime: '2024-01-01T00:00:00Z',
    };
    const value = ofRow ?? ofAny.find(Boolean) ?? fallback[type];
    return value === undefined ? undefined : JSON.stringify(value);
  }
}

/** A value that nothing meets, for a scalar and the name of its condition; of a flag, the other value. */
function contraryOf(type: string, condition: string): string | undefined {
  if (type === 'Boolean') return 'false';
  // What is not so of nothing has none.
  if (type === 'String' && !condition.startsWith('not')) return '"zqxjkvbwzqxjkvbw"';
  if (type === 'DateTime' && condition === 'gte') return '"2999-01-01T00:00:00Z"';
  return type === 'DateTime' && ['eq', 'lte'].includes(condition) ? '"1970-01-01T00:00:00Z"' : undefined;
}
