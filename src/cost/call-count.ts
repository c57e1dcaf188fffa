import { assumedTotal, mostCalls } from '../batching/plan.ts';

/** A list of a platform of which keys are read, or all of it. */
export interface BilledList {
  readonly name: string;
  /** What the hints call the list whose length it has. */
  readonly hint: string;
  /** Most rows of one page. */
  readonly cap: number;
  /** Whether its pages tell how long it is; otherwise it may take a call more to see that it ends with a short page. */
  readonly tellsItsLength: boolean;
}

interface Demand {
  readonly list: BilledList;
  keys: number;
  strays: number;
  whole: boolean;
  searched: boolean;
}

/**
 * The REST calls that a request is going to make, at most. What is read a batch at a time or once for all counts once,
 * however often it is put down.
 */
export class Bill {
  #calls = 0;
  readonly #demands = new Map<string, Demand>();

  /** Calls that are made whatever else is asked for. */
  calls(calls: number): void {
    this.#calls += calls;
  }

  /** Keys of a list whose pages tell all there is. */
  keys(list: BilledList, keys: number): void {
    this.#demand(list).keys += keys;
  }

  /** Keys of a list that its pages may lack: they are then asked for singly. */
  strays(list: BilledList, keys: number): void {
    this.#demand(list).strays += keys;
  }

  /** Keys of a list that are searched for: where a search finds more than a page, all of the list is read. */
  searches(list: BilledList, keys: number): void {
    const demand = this.#demand(list);
    demand.keys += keys;
    demand.searched = true;
  }

  /** All of a list. */
  whole(list: BilledList): void {
    this.#demand(list).whole = true;
  }

  /** @param totalOf the length of a list by its hint, where known */
  total(totalOf: (hint: string) => number | undefined): number {
    let calls = this.#calls;
    for (const { list, searched, ...demand } of this.#demands.values()) {
      // One key is one call, whatever the total.
      const isOneKey = demand.keys + demand.strays === 1 && !demand.whole && !searched;
      const total = isOneKey ? undefined : totalOf(list.hint);
      // What a search finds may be more than a page, or look so.
      const mayBeMore = !list.tellsItsLength || (total ?? assumedTotal) >= list.cap;
      calls += mostCalls({ ...demand, ...list, whole: demand.whole || (searched && mayBeMore), total });
    }
    return calls;
  }

  #demand(list: BilledList): Demand {
    const known = this.#demands.get(list.name);
    if (known) return known;
    const demand = { list, keys: 0, strays: 0, whole: false, searched: false };
    this.#demands.set(list.name, demand);
    return demand;
  }
}
