import { BadResponseError } from '../errors.ts';

/** Rows, each once: pages that are read while the list changes may show a row twice. */
export function unique<Row>(rows: readonly Row[], idOf: (row: Row) => unknown): Row[] {
  const seen = new Set<unknown>();
  return rows.filter((row) => seen.size < seen.add(idOf(row)).size);
}

/** Parts of a list do not fit together: it changed between them, or its platform keeps no order. */
export class ListChangedError extends BadResponseError {
  constructor() {
    super('A list changes while it is read, or has no stable order: ask again, or with "orderBy".');
  }
}

/** A platform gave the same part of a list for two places. */
export function repeated(): BadResponseError {
  return new BadResponseError('The platform returned the same page for two positions in a list.');
}

/**
 * The rows of parts that lie apart, in order. A row may stand twice within a part, as the platform gave it.
 * @throws {ListChangedError} when a row stands in two parts
 * @throws {BadResponseError} when two parts begin with the same row
 */
export function joined<Row>(parts: readonly (readonly Row[])[], idOf: (row: Row) => unknown): readonly Row[] {
  const [first = [], ...others] = parts.filter(({ length }) => length > 0);
  if (others.length === 0) return first;
  const starts = new Set<unknown>([first[0]].map((row) => row && idOf(row)));
  const seen = new Set(first.map(idOf));
  for (const part of others) {
    const ids = part.map(idOf);
    if (starts.has(ids[0])) throw repeated();
    if (ids.some((id) => seen.has(id))) throw new ListChangedError();
    starts.add(ids[0]);
    for (const id of ids) seen.add(id);
  }
  return [first, ...others].flat();
}
