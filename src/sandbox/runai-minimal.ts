import { type Database, type Sql, where } from './database.ts';
import { type Operation, Refusal } from './platform.ts';
import { searching } from './runai-query.ts';

/** The query of the look-up, as the contract lets it through. */
interface MinimalQuery {
  readonly filterBy?: readonly string[];
  readonly search?: string;
  readonly id?: readonly string[];
  readonly limit?: number;
}

interface MinimalRow {
  readonly id: string;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/**
 * The operation of `/api/v1/users-minimal`. It needs `search`, `filterBy` or `id`. `filterBy` takes one
 * `username=@part`, or exact usernames, any of which may match; `search` narrows them; `id` adds users to both.
 */
export function minimalOperations(database: Database): Record<string, Operation> {
  return {
    get_users_minimal({ query }) {
      const { filterBy = [], search, id = [], limit = 500 } = query as MinimalQuery;
      if (filterBy.length === 0 && search === undefined && id.length === 0) {
        throw new Refusal(400, 'search, id or filterBy is needed');
      }
      const found: Sql[] = [];
      if (filterBy.length > 0) found.push(named(filterBy));
      if (search !== undefined) found.push(searching(search, true));
      const alternatives: Sql[] = [];
      if (found.length > 0) {
        const { text, values } = where(found);
        alternatives.push({ text: text.replace(/^WHERE /, ''), values });
      }
      if (id.length > 0) alternatives.push(anyOf('id', id));
      const body = database.all<MinimalRow>(
        `SELECT id, username, first_name AS firstName, last_name AS lastName FROM runai_users
          WHERE ${alternatives.map(({ text }) => `(${text})`).join(' OR ')} ORDER BY seq LIMIT ?`,
        ...alternatives.flatMap(({ values }) => values),
        limit,
      );
      return { status: 200, body };
    },
  };
}

function named(filterBy: readonly string[]): Sql {
  const [first = '', ...others] = filterBy;
  const part = /^username=@(.+)$/.exec(first)?.[1];
  if (part !== undefined && others.length === 0) {
    return { text: 'instr(username_folded, ?) > 0', values: [part.toLowerCase()] };
  }
  const names = filterBy.map((condition) => /^username==(.+)$/.exec(condition)?.[1]);
  if (!names.every((name) => name !== undefined)) throw new Refusal(400, 'only username== may be given several times');
  return anyOf('username', names);
}

const anyOf = (column: string, values: readonly string[]): Sql => ({
  text: `${column} IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(values)],
});
