import type DataLoader from 'dataloader';

/** Rows whose field has one of several values. */
export interface Choice<Field extends string> {
  readonly field: Field;
  /** Different ones. */
  readonly values: readonly string[];
}

/** Whether a row meets all of the choices. */
export function isChosen<Row, Field extends string>(
  choices: readonly Choice<Field>[],
  fieldOf: (row: Row, field: Field) => unknown,
): (row: Row) => boolean {
  const wanted = choices.map(({ field, values }) => ({ field, values: new Set<unknown>(values) }));
  return (row) => wanted.every(({ field, values }) => values.has(fieldOf(row, field)));
}

/** What a loader gives for the keys, in their order. @throws the Error of the first key that has one */
export async function loadAll<Value>(
  loader: Pick<DataLoader<string, Value>, 'loadMany'>,
  keys: readonly string[],
): Promise<Value[]> {
  return (await loader.loadMany(keys)).map((value) => {
    if (value instanceof Error) throw value;
    return value;
  });
}

/** Those that are there. */
export const present = <Row>(rows: readonly (Row | null)[]): Row[] => rows.flatMap((row) => row ?? []);

/** How many different values a filter asks for by `in`, as it was sent; undefined if it does not. */
export function valuesIn(filter: unknown): number | undefined {
  const sent = typeof filter === 'object' && filter !== null && 'in' in filter ? filter.in : undefined;
  return sent == null ? undefined : new Set([sent].flat()).size;
}

/** Rows in the order of the values that they have. */
export function inOrderOf<Row>(
  rows: readonly Row[],
  values: readonly string[],
  valueIn: (row: Row) => string,
): readonly Row[] {
  const indexes = new Map(values.map((value, index) => [value, index]));
  const indexOf = (row: Row) => indexes.get(valueIn(row)) ?? values.length;
  return rows.toSorted((a, b) => indexOf(a) - indexOf(b));
}
