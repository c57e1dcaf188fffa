import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** The WHERE clause of all these conditions; nothing when there are none. */
export function where(conditions: readonly Sql[]): Sql {
  const text = conditions.map((condition) => condition.text).join(' AND ');
  return { text: text && `WHERE ${text}`, values: conditions.flatMap(({ values }) => values) };
}

/** No wildcards to escape: SQLite's `instr` knows none. The column holds lower case. */
export const contains = (column: string, part: string): Sql => ({
  text: `instr(${column}, ?) > 0`,
  values: [part.toLowerCase()],
});

/** A SQLite database whose statements are prepared once. Rows come back as the type that the caller names for its SQL. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Opens a file, or an empty database in memory. */
  constructor(file = ':memory:') {
    this.#sqlite = new DatabaseSync(file, { timeout: 5000 });
    this.#sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    // SQLite's own `lower` knows no letter beyond ASCII.
    this.#sqlite.function('fold', { deterministic: true }, (text) => String(text).toLowerCase());
  }

  all<Row>(text: string, ...values: readonly SQLInputValue[]): Row[] {
    return this.#prepared(text).all(...values) as Row[];
  }

  get<Row>(text: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#prepared(text).get(...values) as Row | undefined;
  }

  /** Returns how many rows changed. */
  run(text: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#prepared(text).run(...values).changes);
  }

  /** Runs statements that take no values. */
  exec(text: string): void {
    this.#sqlite.exec(text);
  }

  /** All of `work` or nothing of it. */
  transaction<T>(work: () => T): T {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  hasTable(name: string): boolean {
    return this.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", name) !== undefined;
  }

  close(): void {
    this.#statements.clear();
    this.#sqlite.close();
  }

  #prepared(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;
    // Filters make new statements; a soak with random ones must not keep them all.
    if (this.#statements.size >= 500) this.#statements.clear();
    const statement = this.#sqlite.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}
