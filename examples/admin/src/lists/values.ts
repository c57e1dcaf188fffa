/** What a list is ordered by: a column, as the URL names it, and which way. */
export interface Order<Column extends string = string> {
  readonly column: Column;
  readonly descending: boolean;
}

/**
 * What a URL orders a list by: `?sort=created`, `?sort=-created`.
 * @param columns those that the list can be ordered by
 * @param standard the one that it is ordered by when the URL names none of them
 */
export function orderIn<Column extends string>(
  params: URLSearchParams,
  columns: Readonly<Record<Column, unknown>>,
  standard: NoInfer<Column>,
): Order<Column> {
  const [, minus, column = ''] = /^(-?)(\w*)$/.exec(params.get('sort') ?? '') ?? [];
  return Object.hasOwn(columns, column)
    ? { column: column as Column, descending: minus === '-' }
    : { column: standard, descending: false };
}

/** The same URL with other values; an empty one is left out. */
export function withValues(params: URLSearchParams, values: Readonly<Record<string, string>>): URLSearchParams {
  const kept = Object.entries({ ...Object.fromEntries(params), ...values }).filter(([, value]) => value);
  return new URLSearchParams(kept);
}

/** Whether a URL narrows a list by one of these. */
export const isNarrowedBy = (params: URLSearchParams, names: readonly string[]): boolean =>
  names.some((name) => params.get(name));
