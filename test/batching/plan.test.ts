import { array, assert, boolean, constant, constantFrom, integer, oneof, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumedTotal, mostCalls, planReads, type Strategy, weights } from '../../src/batching/plan.ts';

const cap = 500;

/** What each pure strategy costs, by the model; the page of an empty list as much as a call by key. */
const pure = (keys: number, total: number, cap: number) => ({
  singles: keys * (weights.call + weights.row),
  pages: Math.max(1, Math.ceil(total / cap)) * weights.call + Math.max(1, total) * weights.row,
});

describe('the plan for a batch of keys', () => {
  /** Keys, rows of the list, what is chosen, and its calls. */
  const table: [number, number, Strategy, number][] = [
    [1, 0, 'singles', 1],
    [1, 10, 'singles', 1],
    [1, 500, 'singles', 1],
    [1, 2000, 'singles', 1],
    [1, 100_000, 'singles', 1],
    [2, 0, 'pages', 1],
    [2, 10, 'pages', 1],
    [2, 500, 'singles', 2],
    [2, 2000, 'singles', 2],
    [2, 100_000, 'singles', 2],
    [10, 10, 'pages', 1],
    [10, 500, 'pages', 1],
    [10, 2000, 'singles', 10],
    [10, 100_000, 'singles', 10],
    [100, 10, 'pages', 1],
    [100, 500, 'pages', 1],
    [100, 2000, 'pages', 4],
    [100, 100_000, 'singles', 100],
    [500, 10, 'pages', 1],
    [500, 500, 'pages', 1],
    [500, 2000, 'pages', 4],
    [500, 100_000, 'singles', 500],
  ];

  test.each(table)('%i of %i rows: %s, %i calls', (keys, total, strategy, calls) => {
    const plan = planReads({ keys, total, singlesSoFar: 0, isLoaded: false, cap });
    expect({ strategy: plan.strategy, calls: plan.calls }).toEqual({ strategy, calls });
  });

  const keys = integer({ min: 1, max: 2000 });
  const total = oneof(integer({ min: 0, max: 5000 }), integer({ min: 0, max: 2_000_000 }));
  const caps = oneof(integer({ min: 1, max: 1000 }), constant(Number.POSITIVE_INFINITY));

  test('costs no more than either pure strategy, and has no more calls than there are keys', () => {
    assert(
      property(keys, total, caps, (keys, total, cap) => {
        const { calls, cost } = planReads({ keys, total, singlesSoFar: 0, isLoaded: false, cap });
        const { singles, pages } = pure(keys, total, cap);
        expect(cost).toBeLessThanOrEqual(singles);
        expect(cost).toBeLessThanOrEqual(pages);
        expect(calls).toBeLessThanOrEqual(keys);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [1, undefined, 'many', 1],
    [100, undefined, 'many', 4],
    [200, undefined, 'count', 1],
    [100, 400, 'pages', 1],
    [100, 599, 'pages', 2],
    [100, 600, 'many', 4],
    [100, 100_000, 'many', 4],
    [2000, 2000, 'pages', 4],
    [2000, 100_000, 'many', 80],
  ] as const)('with 25 keys a call, %i of %s rows: %s, %i calls', (keys, total, strategy, calls) => {
    const plan = planReads({ keys, total, singlesSoFar: 0, isLoaded: false, cap, keysPerCall: 25 });
    expect({ strategy: plan.strategy, calls: plan.calls }).toEqual({ strategy, calls });
  });

  test('that may use calls for many keys never costs more than the one that may not', () => {
    assert(
      property(keys, total, caps, integer({ min: 1, max: 100 }), (keys, total, cap, keysPerCall) => {
        const input = { keys, total, singlesSoFar: 0, isLoaded: false, cap };
        expect(planReads({ ...input, keysPerCall }).cost).toBeLessThanOrEqual(planReads(input).cost);
      }),
      { numRuns: 2000 },
    );
  });

  test('of a list of unknown length counts only where that and a full page cost half of the single calls or less', () => {
    const worthwhile = (keys: number) => 2 * weights.call + cap * weights.row <= pure(keys, 0, cap).singles / 2;
    for (let keys = 1; keys <= 500; keys++) {
      const { strategy, calls } = planReads({ keys, total: undefined, singlesSoFar: 0, isLoaded: false, cap });
      expect({ keys, strategy, calls }).toEqual(
        worthwhile(keys) ? { keys, strategy: 'count', calls: 1 } : { keys, strategy: 'singles', calls: keys },
      );
    }
  });

  test('of a list that is here already is that list, at no cost', () => {
    for (const total of [undefined, 0, 100_000]) {
      expect(planReads({ keys: 1, total, singlesSoFar: 0, isLoaded: true, cap })).toMatchObject({
        strategy: 'pages',
        calls: 0,
        cost: 0,
      });
    }
  });
});

describe('the most calls of a request for keys of one list', () => {
  const batches = array(integer({ min: 1, max: 60 }), { maxLength: 8 });
  const total = integer({ min: 0, max: assumedTotal });
  const caps = oneof(integer({ min: 20, max: 1000 }), constant(Number.POSITIVE_INFINITY));
  const perCall = constantFrom(undefined, 2, 25);

  /**
   * What a request comes to that asks for keys in these batches, none of which is found before its turn.
   * @param pages that it takes to read the whole list
   * @param isShown whether the list shows its keys; else each is asked for singly after it
   */
  function made(
    batches: readonly number[],
    total: number,
    known: boolean,
    cap: number,
    { pages, isShown = true, keysPerCall }: { pages: number; isShown?: boolean; keysPerCall?: number | undefined },
  ) {
    let [calls, singlesSoFar, isLoaded, isKnown] = [0, 0, false, known];
    for (const keys of batches) {
      const plan = () =>
        planReads({ keys, singlesSoFar, isLoaded, total: isKnown ? total : undefined, cap, keysPerCall });
      let { strategy } = plan();
      if (strategy === 'count') {
        calls++;
        isKnown = true;
        strategy = plan().strategy;
      }
      if (strategy === 'singles' || strategy === 'many') {
        calls += plan().calls;
        singlesSoFar += plan().calls;
      } else {
        if (!isLoaded) calls += pages;
        isLoaded = true;
        if (!isShown) calls += keys;
      }
    }
    return calls;
  }

  test('are never exceeded, however the keys are dealt out', () => {
    assert(
      property(
        batches,
        total,
        boolean(),
        caps,
        boolean(),
        perCall,
        boolean(),
        (batches, total, known, cap, tellsTotal, keysPerCall, isShown) => {
          const keys = batches.reduce((sum, batch) => sum + batch, 0);
          const asked = isShown ? { keys, misses: 0 } : { keys: 0, misses: keys };
          const most = mostCalls({ ...asked, whole: false, total: known ? total : undefined, cap, tellsTotal });
          // A list that ends with a full page is seen to end by one more, which is empty.
          const pages = Math.floor(total / cap) + (total < cap && !tellsTotal ? 2 : 1);
          expect(made(batches, total, known, cap, { pages, isShown, keysPerCall })).toBeLessThanOrEqual(most);
        },
      ),
      {
        numRuns: 5000,
        examples: [
          // Three pages are expected, and a fourth shows the end.
          [[4], 60, true, 20, true, undefined, false],
          // Nobody is known to be there.
          [[1], 0, true, 500, false, undefined, false],
        ],
      },
    );
  });

  test('are at most twice those of the best plan, and some', () => {
    assert(
      property(batches, total, caps, (batches, total, cap) => {
        const keys = batches.reduce((sum, batch) => sum + batch, 0);
        const { singles, pages } = pure(keys, total, cap);
        expect(made(batches, total, true, cap, { pages: Math.max(1, Math.ceil(total / cap)) })).toBeLessThanOrEqual(
          2 * Math.min(singles, pages) + 1,
        );
      }),
    );
  });

  test('count keys that no page shows twice: once in vain', () => {
    const prospect = { keys: 0, whole: false, total: 2000, cap, tellsTotal: false };
    expect(mostCalls({ ...prospect, misses: 3 })).toBe(3);
    expect(mostCalls({ ...prospect, misses: 100 })).toBe(105);
  });

  test('of the whole list are its pages, and a count where its length is not known', () => {
    const prospect = { keys: 0, misses: 0, whole: true, cap, tellsTotal: false };
    expect(mostCalls({ ...prospect, total: 1999 })).toBe(4);
    expect(mostCalls({ ...prospect, total: undefined })).toBe(1 + assumedTotal / cap + 1);
  });
});
