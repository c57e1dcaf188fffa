import { ApiError, type ErrorCode, ForbiddenError, NotFoundError } from '../errors.ts';
import { type Plan, planReads } from './plan.ts';

/** How the rows of one kind are read. `reason` is the planner's, for `x-explain`. */
export interface BatchSource<Key, Row> {
  /** Most rows of one page. */
  readonly cap: number;
  /** Whether `find` was called before, so that calling it again costs no call. */
  isLoaded(): boolean;
  /** Rows of the whole list, where it is known without a call. */
  total(): number | undefined;
  count(reason: string): Promise<number>;
  /** The rows of the whole list that have one of the keys, and maybe others. */
  find(keys: ReadonlySet<Key>, reason: string): Promise<Iterable<Row>>;
  /** One row by its key; null where there is none. */
  one(key: Key, reason: string): Promise<Row | null>;
  keyOf(row: Row): Key;
  /** Keys of this list that the request has read singly so far. Sources of one list share it. */
  readonly singlesSoFar: { keys: number };
  /** Whether a key that is on no page is known to be absent, so that it need not be asked for singly. */
  readonly listIsComplete: boolean;
  /** Whether `one` looks in the same list, by the same operation: who is denied the list is then denied that, too. */
  readonly oneIsInList?: boolean;
  /** Where the strategies that were chosen are noted. */
  readonly plans?: string[];
}

/**
 * Reads a batch of keys by the cheapest plan. Where the list is refused, keys are asked for singly: the caller may be
 * denied the list but not the row. An outage is the same for both, and is not multiplied by asking on.
 * @param keys different keys
 * @returns in the order of the keys: the row, null where there is none, or the Error that a single call for that key gave
 */
export async function readBatch<Key, Row>(
  keys: readonly Key[],
  source: BatchSource<Key, Row>,
): Promise<(Row | Error | null)[]> {
  let reason: string;
  let found: Map<Key, Row> | undefined;
  try {
    const plan = await choosePlan(keys.length, source);
    reason = plan.reason;
    if (plan.strategy === 'pages') found = await findAll(keys, source, reason);
    else source.singlesSoFar.keys += keys.length;
  } catch (error) {
    const isDenied = source.oneIsInList && error instanceof ForbiddenError;
    if (isDenied || !(error instanceof ApiError) || !ofTheListOnly.has(error.code)) {
      return keys.map(() => asError(error));
    }
    reason = 'The list is refused.';
  }
  return Promise.all(
    keys.map((key) => {
      const row = found?.get(key);
      if (row !== undefined) return row;
      if (found && source.listIsComplete) return null;
      return source.one(key, found ? 'No page showed it.' : reason).catch(asError);
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

/** Errors of a list that say nothing of a single row. */
const ofTheListOnly: ReadonlySet<ErrorCode> = new Set([
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'UNSUPPORTED_BY_VERSION',
  'UPSTREAM_BAD_RESPONSE',
]);

async function choosePlan<Key, Row>(keys: number, source: BatchSource<Key, Row>): Promise<Plan> {
  const { plans, cap, singlesSoFar } = source;
  const choose = (total: number | undefined) => {
    const input = { keys, singlesSoFar: singlesSoFar.keys, isLoaded: source.isLoaded(), total, cap };
    const plan = planReads(input);
    plans?.push(plan.strategy);
    return plan;
  };
  // One key is one call, whatever the total.
  const plan = choose(keys + singlesSoFar.keys > 1 ? source.total() : undefined);
  return plan.strategy === 'count' ? choose(await source.count(plan.reason)) : plan;
}

/** Those of the keys that the list has, with their rows. */
async function findAll<Key, Row>(
  keys: readonly Key[],
  { find, keyOf }: BatchSource<Key, Row>,
  reason: string,
): Promise<Map<Key, Row>> {
  const wanted = new Set(keys);
  const found = new Map<Key, Row>();
  for (const row of await find(wanted, reason)) {
    const key = keyOf(row);
    if (!wanted.has(key)) continue;
    found.set(key, row);
    if (found.size === wanted.size) break;
  }
  return found;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A non-error was thrown.', { cause: error });
}
