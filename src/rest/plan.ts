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

/** A total is worth a call of its own only where pages could then save several. */
const keysWorthCounting = 8;

/** The plan of least cost; on equal cost single calls, which read nothing that was not asked for. */
export function planReads(question: Question): Plan {
  const { keys, held, total, cap } = question;
  if (held) return planOf('pages', 0, 0, 'the whole list is here already');
  const singles = planOf('singles', keys, keys, `${keys} of ${total ?? 'an unknown number of'} rows: fewest rows`);
  if (total === undefined) {
    if (keys < keysWorthCounting) return singles;
    return planOf('count', 1, 0, `${keys} keys: whether pages are cheaper depends on the total`);
  }
  const calls = Math.max(1, Math.ceil(total / cap));
  const pages = planOf('pages', calls, total, `${keys} of ${total} rows: fewest calls`);
  return pages.calls <= singles.calls && pages.cost < singles.cost ? pages : singles;
}

function planOf(strategy: Strategy, calls: number, rows: number, reason: string): Plan {
  return { strategy, calls, rows, cost: calls * price.call + rows * price.row, reason };
}
