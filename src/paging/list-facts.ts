import { LRUCache } from 'lru-cache';
import { ownerOf } from '../rest/owner.ts';
import { PageCap } from './page-cap.ts';

const mostTotals = 10_000;

/** What one request knows of a platform's lists, to plan by, and where it notes what it sees and plans. */
export interface RequestLists {
  /** How many rows the platform gives at once. */
  readonly pageCap: PageCap;
  /**
   * The last number of rows that its credentials saw in a list, by the list's hint. What other requests see meanwhile is
   * left out: the plans of a request follow from what its estimate was made of.
   */
  rowsOf(hint: string): number | undefined;
  /** Notes how many rows a list has. */
  sawRows(hint: string, rows: number): void;
  /** The strategies by which batches were read. */
  readonly plans: string[];
}

/** What requests have seen of one platform's lists. Lives as long as the process; holds no credentials at rest. */
export class ListFacts {
  readonly pageCap = new PageCap();
  readonly #totals = new LRUCache<string, number>({ max: mostTotals });

  /** What a request with these credentials knows. It is kept under their hash, which is made when it is first needed. */
  of(authorization: string | undefined, plans: string[]): RequestLists {
    let owner: string | undefined;
    const keyOf = (hint: string) => {
      owner ??= ownerOf(authorization ?? '');
      return `${hint} ${owner}`;
    };
    let known: Map<string, number | undefined> | undefined;
    return {
      pageCap: this.pageCap,
      plans,
      rowsOf: (hint) => {
        if (known?.has(hint)) return known.get(hint);
        const rows = this.#totals.get(keyOf(hint));
        known ??= new Map();
        known.set(hint, rows);
        return rows;
      },
      sawRows: (hint, rows) => {
        known ??= new Map();
        known.set(hint, rows);
        this.#totals.set(keyOf(hint), rows);
      },
    };
  }
}
