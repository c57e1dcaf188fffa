import { assumedTotal, mostCalls } from '../batching/plan.ts';

/** A list of a platform: a request reads rows of it by their keys, or the whole list. */
export interface CostedList {
  readonly name: string;
  /** The name under which its length is remembered (`CostEnvironment.rowsOf`). */
  readonly hint: string;
  /** Most rows of one page. */
  readonly cap: number;
  /** Whether its pages tell how long it is; otherwise it may take a call more to see that it ends with a short page. */
  readonly tellsTotal: boolean;
  /** How long it is taken to be while that is not known, where that is other than for most lists. */
  readonly assumedTotal?: number;
}

interface Demand {
  readonly list: CostedList;
  keys: number;
  misses: number;
  whole: boolean;
  searched: boolean;
}

/**
 * The REST calls that a request is going to make, at most. Keys of one list are read in batches, and a whole list once:
 * both are summed up by list, whichever field asks for them.
 */
export class CostEstimate {
  #calls = 0;
  readonly #once = new Set<string>();
  readonly #demands = new Map<string, Demand>();

  /** Adds calls that the request makes in any case. */
  calls(calls: number): void {
    this.#calls += calls;
  }

  /** Adds a call that the request makes once, however often it needs the answer. */
  once(name: string): void {
    this.#once.add(name);
  }

  /** Adds keys of a list whose pages show all there are. */
  keys(list: CostedList, keys: number): void {
    this.#demand(list).keys += keys;
  }

  /** Adds keys of a list that its pages may lack: they are then asked for singly. */
  misses(list: CostedList, keys: number): void {
    this.#demand(list).misses += keys;
  }

  /** Adds keys of a list that are searched for: where a search finds more than a page, all of the list is read. */
  searches(list: CostedList, keys: number): void {
    const demand = this.#demand(list);
    demand.keys += keys;
    demand.searched = true;
  }

  /** Adds all of a list. */
  whole(list: CostedList): void {
    this.#demand(list).whole = true;
  }

  /**
   * The sum.
   * @param totalOf the length of a list by its hint, where known
   */
  total(totalOf: (hint: string) => number | undefined): number {
    let calls = this.#calls + this.#once.size;
    for (const { list, searched, ...demand } of this.#demands.values()) {
      // One key is one call, whatever the total.
      const isOneKey = demand.keys + demand.misses === 1 && !demand.whole && !searched;
      const total = isOneKey ? undefined : (totalOf(list.hint) ?? list.assumedTotal);
      // What a search finds may be more than a page, or look so.
      const mayBeMore = !list.tellsTotal || (total ?? assumedTotal) >= list.cap;
      calls += mostCalls({ ...demand, ...list, whole: demand.whole || (searched && mayBeMore), total });
    }
    return calls;
  }

  #demand(list: CostedList): Demand {
    const known = this.#demands.get(list.name);
    if (known) return known;
    const demand = { list, keys: 0, misses: 0, whole: false, searched: false };
    this.#demands.set(list.name, demand);
    return demand;
  }
}
