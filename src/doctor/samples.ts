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

  /** A value of a field that was seen; undefined where none was. */
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
        .map(({ label, text }) => ({ label, text: `[${text}]` }));
    }
    if (isEnumType(plain)) return plain.getValues().map(({ name }) => ({ label: name, text: name }));
    if (!isInputObjectType(plain)) {
      const text = this.#scalar(plain.name, names, rowType);
      return text === undefined ? [] : [{ label: '', text }];
    }
    const fields = Object.values(plain.getFields());
    const trialsOf = (field: (typeof fields)[number]) => this.trials(field.type, [...names, field.name], rowType);
    return fields.flatMap((field) => {
      const others = fields.filter((other) => other !== field && isRequiredInputField(other));
      const companions = others.map((other) => `${other.name}: ${trialsOf(other)[0]?.text}`);
      return trialsOf(field).map(({ label, text }) => ({
        label: label ? `{${field.name}: ${label}}` : `{${field.name}}`,
        text: `{${[`${field.name}: ${text}`, ...companions].join(', ')}}`,
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
