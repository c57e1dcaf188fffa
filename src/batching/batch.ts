import { ApiError, type ErrorCode, ForbiddenError, NotFoundError } from '../errors.ts';
import { type Plan, planReads, type Strategy } from './plan.ts';

/** A call that takes many keys. */
export interface ManyKeys<Key, Row> {
  /** The most keys of one call. */
  readonly keysPerCall: number;
  /** The rows of the list that have one of the keys; they may be cut. */
  read(keys: readonly Key[], reason: string): Promise<readonly Row[]>;
}

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
  /** One row by its key; null if there is none. */
  one(key: Key, reason: string): Promise<Row | null>;
  keyOf(row: Row): Key;
  /** The call that takes many keys, where the platform has one whose rows are enough. */
  readonly many?: ManyKeys<Key, Row> | undefined;
  /** Calls by keys of this list that the request has made so far. Sources of one list share it. */
  readonly singlesSoFar: { keys: number };
  /** Whether a key that is on no page is known to be absent, so that it need not be asked for singly. */
  readonly listIsComplete: boolean;
  /** Whether `one` looks in the same list, by the same operation: who is denied the list is then denied that, too. */
  readonly oneIsInList?: boolean;
  /** Where the strategies that were chosen are noted. */
  readonly plans?: string[];
}

/**
 * Reads a batch of keys by the cheapest plan. Where that is refused, the others are tried, single calls last: the caller
 * may be denied the list but not the row, or not the look-up of many. An outage is the same for all, and is not multiplied
 * by asking on.
 * @param keys different keys
 * @returns in the order of the keys: the row, null if there is none, or the Error that a single call for that key gave
 */
export async function readBatch<Key, Row>(
  keys: readonly Key[],
  source: BatchSource<Key, Row>,
): Promise<(Row | Error | null)[]> {
  let reason = '';
  let strategy: Strategy | undefined;
  let found: Map<Key, Row> | undefined;
  try {
    const plan = await choosePlan(keys.length, source);
    ({ reason, strategy } = plan);
    if (strategy === 'pages') found = await findAll(keys, source, reason);
    else source.singlesSoFar.keys += plan.calls;
    if (strategy === 'many') found = await findMany(keys, source, reason);
  } catch (error) {
    if (!(error instanceof ApiError) || !ofTheListOnly.has(error.code)) return keys.map(() => asError(error));
    if (strategy === 'many') return readBatch(keys, { ...source, many: undefined });
    if (source.many) return readBatch(keys, { ...source, isLoaded: () => false, total: () => Infinity });
    if (source.oneIsInList && error instanceof ForbiddenError) return keys.map(() => asError(error));
    reason = 'The platform refused the list.';
  }
  return Promise.all(
    keys.map((key) => {
      const row = found?.get(key);
      if (row !== undefined) return row;
      if (found && source.listIsComplete) return null;
      return source.one(key, found ? notShown[strategy === 'many' ? 'many' : 'pages'] : reason).catch(asError);
    }),
  );
}

/**
 * Answers a batch of keys by a call for each, where the platform has no other way.
 * @returns in the order of the keys: what the call gave, null if it gave `NOT_FOUND`, or its Error
 */
export function readEach<Key, Row>(
  keys: readonly Key[],
  one: (key: Key) => Promise<Row>,
): Promise<(Row | Error | null)[]> {
  return Promise.all(
    keys.map((key) => one(key).catch((error) => (error instanceof NotFoundError ? null : asError(error)))),
  );
}

const notShown = { many: 'No call for many keys returned it.', pages: 'No page contained it.' };

/** Errors of a list that say nothing of a single row. */
const ofTheListOnly: ReadonlySet<ErrorCode> = new Set([
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'UNSUPPORTED_BY_VERSION',
  'UPSTREAM_BAD_RESPONSE',
]);

async function choosePlan<Key, Row>(keys: number, source: BatchSource<Key, Row>): Promise<Plan> {
  const { plans, cap, singlesSoFar, many } = source;
  const choose = (total: number | undefined) => {
    const input = {
      keys,
      singlesSoFar: singlesSoFar.keys,
      isLoaded: source.isLoaded(),
      total,
      cap,
      keysPerCall: many?.keysPerCall,
    };
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
  return rowsOf(wanted, await find(wanted, reason), keyOf);
}

/** The same by calls that take many keys each. */
async function findMany<Key, Row>(
  keys: readonly Key[],
  { many, keyOf }: BatchSource<Key, Row>,
  reason: string,
): Promise<Map<Key, Row>> {
  const { keysPerCall = 1, read } = many ?? {};
  const rows = await readInParts(keys, keysPerCall, async (part) => read?.(part, reason) ?? []);
  return rowsOf(new Set(keys), rows, keyOf);
}

/** Reads the rows of keys by calls that run together, each of as many keys as one may take. */
export async function readInParts<Key, Row>(
  keys: readonly Key[],
  keysPerCall: number,
  read: (part: Key[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const starts = Array.from({ length: Math.ceil(keys.length / keysPerCall) }, (_, index) => index * keysPerCall);
  return (await Promise.all(starts.map((start) => read(keys.slice(start, start + keysPerCall))))).flat();
}

function rowsOf<Key, Row>(wanted: ReadonlySet<Key>, rows: Iterable<Row>, keyOf: (row: Row) => Key): Map<Key, Row> {
  const found = new Map<Key, Row>();
  for (const row of rows) {
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
