/** What is known before a batch of keys is read. */
export interface Question {
  /** Different keys asked for: at least 1. */
  readonly keys: number;
  /** Whether all pages are read or under way already. */
  readonly held: boolean;
  /** Rows of the whole list, where known. */
  readonly total: number | undefined;
  /** Most rows of one page. */
  readonly cap: number;
}

/** How to read a batch: each key by a call of its own, or all pages of the list, or the total first and then decide. */
export type Strategy = 'singles' | 'pages' | 'count';

/** A strategy and its predicted price. */
export interface Plan {
  readonly strategy: Strategy;
  readonly calls: number;
  readonly rows: number;
  /** In calls: see `price`. */
  readonly cost: number;
  /** The sentence that `x-explain` shows. */
  readonly reason: string;
}

/**
 * The cost model, in units of one REST call. A call is what a platform limits and what latency multiplies; a row is
 * what both sides must serialise, carry (some 250 bytes) and parse. By CPU alone, measured with `npm run bench`, a call
 * is worth 11 rows; it is priced at 250 because platforms run out of calls long before this process runs out of CPU.
 */
export const price = { call: 1, row: 1 / 250 };

/** From here on a count and a full page of 500 rows, 4 in all, cost at most half of what the single calls cost. */
const keysWorthCounting = 8;

/**
 * The plan of least cost; on equal cost single calls, which read nothing that was not asked for.
 *
 * Where the total is known, no plan has more calls than there are keys: pages that are more than the keys hold more rows
 * too, and so cost more. Where it is not, only single calls are sure to answer a key each, and a batch of fewer than
 * `keysWorthCounting` is read so. A larger one asks for the total: at worst one call more than there are keys, once, as
 * the answer is remembered for the credentials; at best one call and the pages instead of hundreds.
 *
 * Keys without a row are the planner's blind spot: those that no page shows are asked singly afterwards, as they would
 * have been anyway.
 */
export function planReads({ keys, held, total, cap }: Question): Plan {
  if (held) return planOf('pages', 0, 0, 'The whole list is here already.');
  const singles = planOf('singles', keys, keys, 'Single calls cost less than the pages of the whole list.');
  if (total === undefined) {
    if (keys < keysWorthCounting) return { ...singles, reason: 'Few keys, and a list of unknown length.' };
    return planOf('count', 1, 0, 'Whether pages cost less than single calls depends on the length of the list.');
  }
  const pages = planOf(
    'pages',
    Math.max(1, Math.ceil(total / cap)),
    total,
    'The pages of the whole list cost less than single calls.',
  );
  return pages.cost < singles.cost ? pages : singles;
}

function planOf(strategy: Strategy, calls: number, rows: number, reason: string): Plan {
  return { strategy, calls, rows, cost: calls * price.call + rows * price.row, reason };
}
