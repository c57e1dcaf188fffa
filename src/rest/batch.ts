import { BadResponseError, ForbiddenError, NotFoundError } from './errors.ts';
import { planReads } from './plan.ts';

/** How the rows of one kind are read. `reason` is the planner's, for `x-explain`. */
export interface Readers<Key, Row> {
  /** Most rows of one page. */
  readonly cap: number;
  /** Whether `all` was called before, so that calling it again costs nothing. */
  held(): boolean;
  /** Rows of the whole list, where it is known without a call. */
  total(): number | undefined;
  count(reason: string): Promise<number>;
  /** Every row of the list. */
  all(reason: string): Promise<Iterable<Row>>;
  /** One row by its key; null where there is none. */
  one(key: Key, reason: string): Promise<Row | null>;
  keyOf(row: Row): Key;
  /** Whether a key that is on no page is known to be absent, so that it need not be asked for singly. */
  readonly pagesAreComplete: boolean;
}

/**
 * Reads a batch of keys by the cheapest plan.
 * @param keys different keys
 * @returns in the order of the keys: the row, null where there is none, or the Error that a single call for that key gave
 */
export async function readBatch<Key, Row>(
  keys: readonly Key[],
  readers: Readers<Key, Row>,
): Promise<(Row | Error | null)[]> {
  const question = { keys: keys.length, held: readers.held(), cap: readers.cap };
  let plan = planReads({ ...question, total: readers.total() });
  let found: Map<Key, Row> | undefined;
  try {
    if (plan.strategy === 'count') {
      const total = await readers.count(plan.reason);
      // Where a list comes whole, counting it means reading it.
      plan = planReads({ ...question, held: readers.held(), total });
    }
    if (plan.strategy === 'pages') found = await byKey(readers, plan.reason);
  } catch (error) {
    if (!tellsNothingOfRows(error)) return keys.map(() => asError(error));
    plan = { ...plan, reason: 'the list cannot be read' };
  }
  return Promise.all(
    keys.map((key) => {
      const row = found?.get(key);
      if (row !== undefined) return row;
      if (found && readers.pagesAreComplete) return null;
      return readers.one(key, found ? 'on no page' : plan.reason).catch(asError);
    }),
  );
}

/**
 * Answers a batch of keys by a call for each, where the platform has no other way.
 * @returns in the order of the keys: what the call gave, null where it gave `NOT_FOUND`, or its Error
 */
export function readEach<Key, Row>(
  keys: readonly Key[],
  one: (key: Key) => Promise<Row>,
): Promise<(Row | Error | null)[]> {
  return Promise.all(
    keys.map((key) => one(key).catch((error) => (error instanceof NotFoundError ? null : asError(error)))),
  );
}

async function byKey<Key, Row>(readers: Readers<Key, Row>, reason: string): Promise<Map<Key, Row>> {
  const found = new Map<Key, Row>();
  for (const row of await readers.all(reason)) found.set(readers.keyOf(row), row);
  return found;
}

/** A caller may be denied the list but not the row, and one bad row spoils a page; an outage is the same for both. */
function tellsNothingOfRows(error: unknown): boolean {
  return error instanceof ForbiddenError || error instanceof BadResponseError;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A non-error was thrown.', { cause: error });
}
