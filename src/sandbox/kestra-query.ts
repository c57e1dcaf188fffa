import { contains, type Sql, where } from './database.ts';
import { Refusal } from './platform.ts';

/** The query of the user list, as the contract lets it through. */
export interface ListQuery {
  /** Up to 1.2. */
  readonly q?: string | null;
  /** From 1.3 on. */
  readonly 'filters[q][EQUALS]'?: string;
  /** Required up to 1.3. */
  readonly page?: number;
  readonly size?: number;
  readonly sort?: readonly string[];
}

/** The search: e-mail or display name contains it, without regard to case. */
export function matching({ q, 'filters[q][EQUALS]': filter }: ListQuery, ignoresSearch: boolean): Sql {
  const text = ignoresSearch ? undefined : (q ?? filter);
  return where(text ? [contains('folded', text)] : []);
}

/**
 * `sort`: keys of the form `field:direction`, any direction but `asc` being descending; a key with another number of
 * colons or with an unknown field is refused. Text is compared by code units, false comes before true, rows that are
 * equal in all keys stand by ascending id. Without keys the order is that of creation.
 */
export function orderBy(sort: readonly string[] = []): string {
  if (sort.length === 0) return 'ORDER BY seq';
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

const columns: ReadonlyMap<string, string> = new Map([
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
