import { array, assert, asyncProperty, boolean, constantFrom, integer, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BatchSource, readBatch } from '../../src/batching/batch.ts';
import {
  type ApiError,
  BadResponseError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  RateLimitedError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
  UnsupportedError,
} from '../../src/errors.ts';
import { type Item, itemsOf } from '../support/lists.ts';

interface Platform {
  readonly total: number;
  /** Ids whose single call is refused. */
  readonly denied?: readonly string[];
  /** Ids that the list hides, though their single call answers. */
  readonly hidden?: readonly string[];
  readonly list?: ApiError;
  readonly count?: ApiError;
  /** Whether one call takes 25 keys, and what it answers instead of rows. */
  readonly many?: ApiError | true;
}

/** A list in memory behind the readers of a batch, which tells what it was asked for. */
function platform({ total, denied = [], hidden = [], list, count, many }: Platform, known: boolean) {
  const rows = new Map(itemsOf(total).map((row) => [row.id, row]));
  const calls = { count: 0, page: 0, one: 0, many: 0 };
  let here: Promise<Item[]> | undefined;
  const readers: BatchSource<string, Item> = {
    cap: 500,
    singlesSoFar: { keys: 0 },
    isLoaded: () => here !== undefined,
    total: () => (known ? total : undefined),
    count: async () => {
      calls.count++;
      if (count) throw count;
      return total;
    },
    find: () => {
      here ??= (async () => {
        calls.page += Math.max(1, Math.ceil(total / 500));
        if (list) throw list;
        return [...rows.values()].filter(({ id }) => !hidden.includes(id));
      })();
      return here;
    },
    one: async (id) => {
      calls.one++;
      if (denied.includes(id)) throw new ForbiddenError('denied');
      return rows.get(id) ?? null;
    },
    many: many && {
      keysPerCall: 25,
      read: async (keys) => {
        calls.many++;
        expect(keys.length).toBeLessThanOrEqual(25);
        if (many !== true) throw many;
        return keys.flatMap((key) => (hidden.includes(key) ? [] : (rows.get(key) ?? [])));
      },
    },
    keyOf: ({ id }) => id,
    listIsComplete: false,
  };
  return { readers, calls, made: () => calls.count + calls.page + calls.one + calls.many };
}

/** What single calls give, one after the other. */
const naive = (keys: readonly string[], { one }: BatchSource<string, Item>) =>
  Promise.all(keys.map((key) => one(key, '').catch((error: unknown) => error)));

const keysOf = (count: number, step: number) => Array.from({ length: count }, (_, index) => `row-${index * step}`);

describe('a batch', () => {
  const sizes = [1, 2, 10, 100, 500];
  const totals = [10, 500, 2000, 100_000];
  const table = sizes.flatMap((keys) => totals.map((total): [number, number] => [keys, total]));

  test.each(table)('of %i keys out of %i rows is as right as single calls and no more calls', async (count, total) => {
    const keys = keysOf(Math.min(count, total), Math.floor(total / Math.min(count, total)));
    for (const known of [true, false]) {
      const { readers, made } = platform({ total }, known);
      const answers = await readBatch(keys, readers);
      expect(made()).toBeLessThanOrEqual(known || keys.length < 8 ? keys.length : keys.length + 1);
      expect(answers).toEqual(await naive(keys, platform({ total }, known).readers));
    }
  });

  test('answers every key as its single call would: unknown, denied, hidden from the list', async () => {
    const numbers = uniqueArray(integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 60 });
    const some = array(integer({ min: 0, max: 80 }), { maxLength: 20 });
    const listError = constantFrom(undefined, new ForbiddenError('no list'), new BadResponseError('broken'));
    await assert(
      asyncProperty(
        numbers,
        integer({ min: 0, max: 60 }),
        some,
        some,
        listError,
        boolean(),
        constantFrom(undefined, true as const, new ForbiddenError('no look-up')),
        async (ask, total, no, off, list, known, many) => {
          const keys = ask.map((number) => `row-${number}`);
          const of = {
            total,
            denied: no.map((number) => `row-${number}`),
            hidden: off.map((number) => `row-${number}`),
            list,
            many,
          };
          const answers = await readBatch(keys, platform(of, known).readers);
          const expected = await naive(keys, platform(of, known).readers);
          // A list may show what a single call denies: then the row is right, too.
          keys.forEach((key, place) => {
            const answer = answers[place];
            if (answer instanceof Error || !of.denied.includes(key)) expect(answer).toEqual(expected[place]);
            else expect(answer).toEqual({ id: key });
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('asks the keys that no page shows singly, and only those', async () => {
    const { readers, calls } = platform({ total: 40, hidden: ['row-3'] }, true);
    const keys = [...keysOf(20, 1), 'nobody', 'no-one'];
    const answers = await readBatch(keys, readers);
    expect(answers.slice(-3)).toEqual([{ id: 'row-19' }, null, null]);
    expect(answers[3]).toEqual({ id: 'row-3' });
    expect(calls).toMatchObject({ count: 0, page: 1, one: 3 });
  });

  test('takes absence from the pages where they are complete', async () => {
    const { readers, calls } = platform({ total: 40 }, true);
    expect(await readBatch(['row-1', 'row-2', 'nobody'], { ...readers, listIsComplete: true })).toEqual([
      { id: 'row-1' },
      { id: 'row-2' },
      null,
    ]);
    expect(calls).toMatchObject({ count: 0, page: 1, one: 0 });
  });

  test.each([true, false])('reads 100 keys by 4 calls that take 25 each, known length or not: %s', async (known) => {
    const { readers, calls } = platform({ total: 2000, many: true }, known);
    const keys = keysOf(100, 20);
    expect(await readBatch(keys, readers)).toEqual(keys.map((id) => ({ id })));
    expect(calls).toEqual({ count: 0, page: 0, one: 0, many: 4 });
  });

  test('reads a page where that holds all, rather than 4 calls for many keys', async () => {
    const { readers, calls } = platform({ total: 200, many: true }, true);
    await readBatch(keysOf(100, 2), readers);
    expect(calls).toEqual({ count: 0, page: 1, one: 0, many: 0 });
  });

  test('takes a call for many keys where the list is refused, and the list where that call is', async () => {
    const noList = platform({ total: 200, many: true, list: new ForbiddenError('no list') }, true);
    const keys = keysOf(100, 2);
    expect(await readBatch(keys, noList.readers)).toEqual(keys.map((id) => ({ id })));
    expect(noList.calls).toEqual({ count: 0, page: 1, one: 0, many: 4 });

    const noLookUp = platform({ total: 2000, many: new ForbiddenError('no look-up') }, true);
    expect(await readBatch(keys, noLookUp.readers)).toEqual(keys.map((id) => ({ id })));
    expect(noLookUp.calls).toEqual({ count: 0, page: 4, one: 0, many: 4 });

    const neither = platform({ total: 2000, many: new ForbiddenError('no'), list: new ForbiddenError('no') }, true);
    expect(await readBatch(keys, neither.readers)).toEqual(keys.map((id) => ({ id })));
    expect(neither.calls).toEqual({ count: 0, page: 4, one: 100, many: 4 });
  });

  test('asks singly for keys that a call for many did not show', async () => {
    const { readers, calls } = platform({ total: 40, hidden: ['row-3'], many: true }, false);
    expect(await readBatch(['row-1', 'row-3', 'nobody'], readers)).toEqual([{ id: 'row-1' }, { id: 'row-3' }, null]);
    expect(calls).toEqual({ count: 0, page: 0, one: 2, many: 1 });
  });

  test('finds all in a list that is here already', async () => {
    const { readers, calls } = platform({ total: 100_000 }, true);
    await readers.find(new Set(), '');
    expect(await readBatch(['row-99999'], readers)).toEqual([{ id: 'row-99999' }]);
    expect(calls).toMatchObject({ count: 0, page: 200, one: 0 });
  });

  test.each([
    new ForbiddenError('no list'),
    new BadResponseError('broken'),
    new NotFoundError('no list'),
    new InvalidInputError('no such order'),
    new UnsupportedError('no list', []),
  ])('asks singly where the list alone is refused: $name', async (list) => {
    const { readers, calls } = platform({ total: 100, list }, true);
    const keys = keysOf(50, 2);
    expect(await readBatch(keys, readers)).toEqual(keys.map((id) => ({ id })));
    expect(calls).toMatchObject({ count: 0, page: 1, one: 50 });

    const uncounted = platform({ total: 100, count: list }, false);
    expect(await readBatch(keys, uncounted.readers)).toEqual(keys.map((id) => ({ id })));
    expect(uncounted.calls).toMatchObject({ count: 1, page: 0, one: 50 });
  });

  test.each([
    new UnavailableError('out of order'),
    new TimeoutError('late', true),
    new RateLimitedError('too many'),
    new UnauthenticatedError('expired'),
  ])('does not multiply an outage: $name', async (error) => {
    const keys = keysOf(50, 2);
    for (const [of, known] of [
      [{ total: 100, list: error }, true],
      [{ total: 100, count: error }, false],
    ] as const) {
      const { readers, calls } = platform(of, known);
      expect(await readBatch(keys, readers)).toEqual(keys.map(() => error));
      expect(calls.one).toBe(0);
    }
  });
});
