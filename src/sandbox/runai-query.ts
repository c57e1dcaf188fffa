import { contains, type Sql, where } from './database.ts';
import { Refusal } from './platform.ts';

/** The query of a user list, as the contract lets it through; the older document has `filter` alone. */
export interface ListQuery {
  readonly filter?: string;
  readonly filterBy?: readonly string[];
  readonly search?: string;
  readonly sortBy?: SortField;
  readonly sortOrder?: 'asc' | 'desc';
  readonly offset?: number;
  readonly limit?: number;
}

type SortField = (typeof sortFields)[number];

/**
 * The WHERE clause of a list or a count. All of these must hold:
 *
 * - each condition of `filterBy`. Text: `==` is exact, `<=` and `>=` compare code units, `=@` is "contains" without
 *   regard to case. Dates are compared as instants, with `==`, `<=`, `>=`; a date that is none, and `=@`, are refused.
 *   `isLocal` takes `==true` and `==false` only. Null satisfies no condition.
 * - `search`: the username contains it, without regard to case; where users have names, one of these may instead.
 * - `filter`, the old one: `runai.is_local:true` or `:false`; any other is refused.
 */
export function matching({ filter, filterBy = [], search }: ListQuery, hasNames: boolean): Sql {
  const conditions = filterBy.map(condition);
  if (search !== undefined) conditions.push(searching(search, hasNames));
  if (filter !== undefined) conditions.push(oldFilter(filter));
  return where(conditions);
}

/** The username contains the text, or a name does where users have names. SQLite itself lowers ASCII only. */
export function searching(text: string, hasNames: boolean): Sql {
  const { text: username, values } = contains('username_folded', text);
  if (!hasNames) return { text: username, values };
  const name = (column: string) => `instr(fold(ifnull(${column}, '')), ?) > 0`;
  return {
    text: `(${username} OR ${name('first_name')} OR ${name('last_name')})`,
    values: values.flatMap((value) => [value, value, value]),
  };
}

/**
 * The ORDER BY clause, a total order: rows that are equal in the sort field stand by ascending id, whichever the
 * direction. Text is compared without regard to the case of ASCII letters, as people expect of a list of names, dates as instants, `type` is isLocal with false before true. Null comes
 * last in both directions. Without a field the order is that of creation, which `desc` turns round.
 */
export function orderBy({ sortBy, sortOrder = 'asc' }: ListQuery): string {
  return `ORDER BY ${sortBy === undefined ? `seq ${sortOrder}` : sortTerms(sortBy, sortOrder)}`;
}

/**
 * The orders whose pages far down the list an index makes cheap, as its columns. The order of creation needs none; orders
 * by names have none, as each index makes the seed slower.
 */
export const sortIndexes = (): string[] =>
  sortFields
    .filter((field) => !field.endsWith('Name'))
    .flatMap((field) => [sortTerms(field, 'asc'), sortTerms(field, 'desc')]);

function sortTerms(field: SortField, direction: 'asc' | 'desc'): string {
  const column = sortColumns[field];
  const nullsLast = field === 'username' || field === 'createdBy' ? '' : `${column} IS NULL, `;
  const collation = textFields.has(field) ? ' COLLATE NOCASE' : '';
  return `${nullsLast}${column}${collation} ${direction}, id`;
}

const sortFields = [
  'username',
  'createdBy',
  'lastLogin',
  'creationTime',
  'lastUpdated',
  'type',
  'firstName',
  'lastName',
  'fullName',
] as const;

const textFields: ReadonlySet<SortField> = new Set(['username', 'createdBy', 'firstName', 'lastName', 'fullName']);

const sortColumns: Readonly<Record<SortField, string>> = {
  username: 'username',
  createdBy: 'created_by',
  lastLogin: 'last_login',
  creationTime: 'created_at',
  lastUpdated: 'updated_at',
  type: 'is_local',
  firstName: 'first_name',
  lastName: 'last_name',
  fullName: 'full_name',
};

const comparisons: Readonly<Record<string, string>> = { '==': '=', '<=': '<=', '>=': '>=' };

function condition(written: string): Sql {
  const [, field = '', operator = '', value = ''] = /^(\w+?)(==|<=|>=|=@)(.+)$/.exec(written) ?? [];
  const comparison = comparisons[operator];
  switch (field) {
    case 'username':
    case 'createdBy': {
      const column = sortColumns[field];
      if (!comparison) return contains(`${column}_folded`, value);
      return { text: `${column} ${comparison} ?`, values: [value] };
    }
    case 'lastLogin':
    case 'creationTime':
    case 'lastUpdated': {
      const instant = instantOf(value);
      if (!comparison || instant === undefined) throw new Refusal(400, `${field} takes ==, <= or >= and a date`);
      return { text: `${sortColumns[field]} ${comparison} ?`, values: [instant] };
    }
    case 'isLocal':
      if (operator === '==') return isLocal(value, 'isLocal takes ==true or ==false');
  }
  throw new Refusal(400, 'filterBy holds a condition that cannot be');
}

function oldFilter(filter: string): Sql {
  const [, value = ''] = /^runai\.is_local:(.*)$/.exec(filter) ?? [];
  return isLocal(value, 'filter takes runai.is_local:true or runai.is_local:false');
}

function isLocal(value: string, otherwise: string): Sql {
  if (value !== 'true' && value !== 'false') throw new Refusal(400, otherwise);
  return { text: 'is_local = ?', values: [value === 'true' ? 1 : 0] };
}

const date = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A date, which is its midnight in UTC, or a date and time with its offset. Undefined when it is neither. */
function instantOf(written: string): string | undefined {
  const instant = date.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
}
