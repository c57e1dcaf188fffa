/** What is known before a batch of keys is read. */
export interface PlanInput {
  /** Different keys asked for: at least 1. */
  readonly keys: number;
  /** Calls by keys of the same list that the request has made already. */
  readonly singlesSoFar: number;
  /** Whether the whole list has been read, or is being read. */
  readonly isLoaded: boolean;
  /** Rows of the whole list, where known. */
  readonly total: number | undefined;
  /** Most rows of one page. */
  readonly cap: number;
  /** The most keys of one call, where the platform has a call that takes several. */
  readonly keysPerCall?: number;
}

/**
 * How to read a batch: each key by a call of its own, or many keys by each call, or all pages of the list, or the total
 * first and then decide.
 */
export type Strategy = 'singles' | 'many' | 'pages' | 'count';

/** A strategy and its predicted cost. */
export interface Plan {
  readonly strategy: Strategy;
  readonly calls: number;
  readonly rows: number;
  /** In calls: see `weights`. */
  readonly cost: number;
  /** The sentence that `x-explain` shows. */
  readonly reason: string;
}

/**
 * The cost model, in units of one REST call. A call is what a platform limits and what latency multiplies; a row is
 * what both sides must serialise, carry (some 250 bytes) and parse. By CPU alone, measured with `npm run bench`, a call
 * is worth 11 rows; it counts as 250 because platforms run out of calls long before this process runs out of CPU.
 */
export const weights = { call: 1, row: 1 / 250 };

const costOf = (calls: number, rows: number) => calls * weights.call + rows * weights.row;
const singleCost = costOf(1, 1);

/** From here on a count and a full page of 500 rows, 4 in all, cost at most half of what the single calls cost. */
const keysWorthCounting = 8;

/** Pages that a list of so many rows is expected to fill. */
const pagesOf = (rows: number, cap: number) => Math.max(1, Math.ceil(rows / cap));

/** What all pages of a list cost: of an empty one as much as a call by key, so that a single key never needs them. */
const costOfPages = (rows: number, cap: number) => costOf(pagesOf(rows, cap), Math.max(1, rows));

/** The most keys that single calls answer at no more than what all pages of a list cost. */
const keysWorthSingles = (rows: number, cap: number) => Math.floor(costOfPages(rows, cap) / singleCost);

/**
 * The plan of least cost; on equal cost calls by key, which read nothing that was not asked for.
 *
 * Calls that take many keys never cost more than single calls, and so replace them in what follows. They win over pages
 * where these are more than the keys fill calls, rows considered: 100 keys at 25 a call cost 4.4, and the pages of a list
 * from 600 rows on cost no less.
 *
 * Where the total is known, no plan for a first batch has more calls than there are keys: pages that are more than the
 * keys hold more rows too, and so cost more. Where it is not, only single calls are sure to answer a key each, and a
 * batch of fewer than `keysWorthCounting` is read so. A larger one asks for the total: at worst one call more than there
 * are keys, once, as the answer is remembered for the credentials; at best one call and the pages instead of hundreds.
 *
 * Keys without a row are the planner's blind spot: those that no page shows are asked singly afterwards, as they would
 * have been anyway.
 *
 * A request may ask for keys of one list in several batches. Those read singly before count: as soon as all of them
 * together would have been worth the pages, pages are read, so that however the keys are dealt out over batches, the
 * request costs at most twice what it would have cost had they come at once (the ski-rental rule).
 */
export function planReads({ keys, singlesSoFar, isLoaded, total, cap, keysPerCall }: PlanInput): Plan {
  if (isLoaded) return planOf('pages', 0, 0, 'The whole list has already been read.');
  const calls = Math.ceil(keys / (keysPerCall ?? 1));
  const byKey = (reason: string) => planOf(keysPerCall ? 'many' : 'singles', calls, keys, reason);
  if (total === undefined) {
    if (calls + singlesSoFar < keysWorthCounting)
      return byKey('Few keys: asked for directly, without counting the list first.');
    return planOf('count', 1, 0, 'Counts the list, to choose between its pages and calls by key.');
  }
  const pages = pagesOf(total, cap);
  return costOfPages(total, cap) < costOf(calls, keys) + singlesSoFar * singleCost
    ? planOf(
        'pages',
        pages,
        total,
        `The pages of the whole list cost less than ${keysPerCall ? 'calls for many keys each' : 'single calls'}.`,
      )
    : byKey(`${keysPerCall ? 'Calls for many keys each' : 'Single calls'} cost less than the pages of the whole list.`);
}

/** What is known before a request about the keys of one list that it is going to read. */
export interface CostInput {
  /** Keys that the pages of the list answer for sure, at most. */
  readonly keys: number;
  /** Keys that no page may show, which are then asked singly, at most. */
  readonly misses: number;
  /** Whether the whole list may be read for any keys. */
  readonly whole: boolean;
  /** Rows of the list, where known. */
  readonly total: number | undefined;
  readonly cap: number;
  /** Whether pages tell how long the list is. */
  readonly tellsTotal: boolean;
}

/** Rows that a list is taken to have while its length is not known. */
export const assumedTotal = 10_000;

/**
 * The most calls that a request makes for its keys of one list: what `planReads` comes to at worst, however the keys are
 * dealt out over batches. Holds for a list of at most `assumedTotal` rows where the total is not known, and for callers
 * who may read the list.
 */
export function mostCalls({ keys, misses, whole, total, cap, tellsTotal }: CostInput): number {
  const rows = total ?? assumedTotal;
  // A list that ends with a full page is known to end only after one more, which is empty; so may be one of a single page.
  const pages = Math.floor(rows / cap) + (rows < cap && !tellsTotal ? 2 : 1);
  // By the pages that the plan expects: as long as it takes fewer keys singly, these many are.
  const singles = keysWorthSingles(rows, cap);
  const readsPages = whole || keys + misses > (total === undefined ? keysWorthCounting - 1 : singles);
  const count = total === undefined ? 1 : 0;
  return misses + Math.min(keys, singles) + (readsPages ? count + pages : 0);
}

function planOf(strategy: Strategy, calls: number, rows: number, reason: string): Plan {
  return { strategy, calls, rows, cost: costOf(calls, rows), reason };
}
