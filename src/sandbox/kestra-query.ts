import type { SQLInputValue } from 'node:sqlite';
import { contains, type Database, type Sql, where } from './database.ts';
import { Refusal, type Reply } from './platform.ts';

/** The query of a list, as the contract lets it through. */
export interface ListQuery {
  /** Of the users up to 1.2, of other lists up to 1.3. */
  readonly q?: string | null;
  /** From 1.3 on. */
  readonly 'filters[q][EQUALS]'?: string;
  /** Required up to 1.3. */
  readonly page?: number;
  readonly size?: number;
  readonly sort?: readonly string[];
}

/** The search: the column, which holds lower case, contains it. */
export function matching({ q, 'filters[q][EQUALS]': filter }: ListQuery, column = 'folded'): Sql[] {
  const text = q ?? filter;
  return text ? [contains(column, text)] : [];
}

/** A condition on a column, unless there is no value. */
export const equals = (column: string, value: SQLInputValue | undefined): Sql[] =>
  value == null ? [] : [{ text: `${column} = ?`, values: [value] }];

/** A page of a table, with the total: those rows for which the conditions hold. */
export function pageOf<Row>(
  database: Database,
  { from, conditions, order }: { from: string; conditions: readonly Sql[]; order: string },
  query: ListQuery,
  show: (row: Row) => unknown,
): Reply {
  const { limit, offset } = window(query);
  const { text, values } = where(conditions);
  const rows = database.all<Row>(`SELECT * FROM ${from} ${text} ${order} LIMIT ? OFFSET ?`, ...values, limit, offset);
  const count = database.get<{ total: number }>(`SELECT count(*) AS total FROM ${from} ${text}`, ...values);
  return { status: 200, body: { results: rows.map(show), total: count?.total ?? 0 } };
}

/**
 * `sort`: keys of the form `field:direction`, any direction but `asc` being descending; a key with another number of
 * colons or with an unknown field is refused. Text is compared by code units, false comes before true, rows that are
 * equal in all keys stand by ascending id. Without keys the order is that of creation.
 */
export function orderBy(
  sort: readonly string[] = [],
  columns: ReadonlyMap<string, string> = userColumns,
  standard = 'seq',
): string {
  if (sort.length === 0) return `ORDER BY ${standard}`;
  const terms = sort.map((key) => {
    const [field = '', direction, ...more] = key.split(':');
    const column = columns.get(field);
    if (direction === undefined || more.length > 0 || !column) {
      throw new Refusal(422, 'Invalid sort', [
        { at: 'query.sort', missing: false, message: `${key} is not field:direction` },
      ]);
    }
    return `${column} ${direction === 'asc' ? 'ASC' : 'DESC'}`;
  });
  return `ORDER BY ${[...terms, 'id'].join(', ')}`;
}

const userColumns: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['username', 'email'],
  ['email', 'email'],
  ['displayName', 'display_name'],
  ['firstName', 'first_name'],
  ['lastName', 'last_name'],
  ['superAdmin', 'super_admin'],
  ['restricted', 'restricted'],
]);

/** The window of a page, counted from 1. */
export function window({ page = 1, size = 10 }: ListQuery): { limit: number; offset: number } {
  for (const [at, value] of [
    ['query.page', page],
    ['query.size', size],
  ] as const) {
    if (value < 1) throw new Refusal(422, 'Invalid entity', [{ at, missing: false, message: 'must be at least 1' }]);
  }
  return { limit: size, offset: Math.min((page - 1) * size, Number.MAX_SAFE_INTEGER) };
}
