import type { GraphQLSchema } from 'graphql';
import { defaultPageSize } from '../graph/connection.ts';
import type { Context } from '../graph/context.ts';
import type { PageCap } from '../paging/page-cap.ts';
import { boundOf, offsetCalls, pageCalls, type SliceBound } from '../paging/slice-bound.ts';
import type { Bill } from './call-count.ts';

/** Values as they were sent, by their names. */
export type Given = Readonly<Record<string, unknown>>;

/** A field that is asked for, before anything is read. */
export interface Asking {
  /** The arguments as they were sent, variables filled in: nothing has checked them yet. */
  readonly args: Given;
  /** Of how many objects the field is asked, at most. */
  readonly times: number;
  readonly schema: GraphQLSchema;
  readonly context: Context;
  readonly bill: Bill;
  /** Whether a field that is meant, by its name, is selected at `path` below the field. */
  selects(isMeant: (name: string) => boolean, ...path: readonly string[]): boolean;
}

/**
 * Puts the calls that a field is going to make on the bill: an upper bound.
 * @returns how many objects the field gives for each that it is asked of, at most; undefined for what its type tells
 */
export type Price = (asking: Asking) => number | undefined;

/** What a field has in its `extensions` that costs REST calls, or gives a list whose length its arguments tell. */
export type Priced = {
  readonly price: Price;
  /** Fields of one object that share this are paid for once, by whichever comes first. */
  readonly together?: string;
};

/** The `extensions` of a field with a price. */
export const priced = (price: Price, together?: string): Priced => ({ price, ...(together && { together }) });

/** The `extensions` of a field with a price, of which its type tells how many objects it gives. */
export const costs = (put: (asking: Asking) => void, together?: string): Priced =>
  priced((asking) => {
    put(asking);
    return undefined;
  }, together);

/** The `extensions` of a field that makes so many calls for each object that it is asked of. */
export const callsEach = (calls: number, together?: string): Priced =>
  costs(({ bill, times }) => bill.calls(calls * times), together);

/** Characters of an answer that count for a field. */
export const charactersOfField = 50;

/** How many items an argument holds: one where no list was sent, as GraphQL takes it for a list of one. */
export const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 1);

/** An argument that is an input object; empty where something else was sent. */
export function objectOf(value: unknown): Given {
  return typeof value === 'object' && value !== null ? (value as Given) : {};
}

/** Rows that a connection gives at most. */
export function pageOf({ args: { first, last }, context: { maxPageSize } }: Asking): number {
  const size = last ?? first ?? defaultPageSize;
  // What is no number, or is out of bounds, is refused when it is read.
  return typeof size === 'number' ? Math.min(Math.max(0, size), maxPageSize) : 0;
}

const is = (name: string) => (found: string) => found === name;
const isRows = (name: string) => name === 'edges' || name === 'nodes';

/** The most that a connection reads of its list, by the rules of `resolveConnection`. `total`: whether that counts it. */
export function sliceOf(asking: Asking, countsWithRows = false): SliceBound & { readonly total: boolean } {
  const { after, before, last } = asking.args;
  const ofPage = (name: string) => asking.selects(is(name), 'pageInfo');
  const hasNextPage = ofPage('hasNextPage');
  const total = asking.selects(is('totalCount')) || (countsWithRows && hasNextPage);
  const bound = boundOf(
    { size: pageOf(asking), backward: last != null, after: after != null, before: before != null },
    {
      rows: asking.selects(isRows),
      startCursor: ofPage('startCursor'),
      endCursor: ofPage('endCursor'),
      hasNextPage,
      hasPreviousPage: ofPage('hasPreviousPage'),
      total,
    },
  );
  return { ...bound, total };
}

/** How a platform gives pages of a list. */
export interface Paging {
  /** Most rows of one page. */
  readonly maxPageSize: number;
  /** What its pages have shown. */
  readonly pageCap: PageCap;
}

/**
 * The most calls of a connection over a list with `offset` and `limit`, whose length is a call of its own.
 * @param wasSeen whether it is known how long the list was
 */
export function offsetConnectionCalls(asking: Asking, { maxPageSize, pageCap }: Paging, wasSeen: boolean): number {
  const bound = sliceOf(asking);
  // Whether a page is short because it was cut is looked at where no page of the length that it should have was seen.
  const mayLookBeyond = bound.lengths.some(
    (length) => length > 0 && (wasSeen || !pageCap.isWhole(Math.min(length, maxPageSize) - 1)),
  );
  return offsetCalls(bound, maxPageSize) + (bound.total || bound.counts ? 1 : 0) + (mayLookBeyond ? 1 : 0);
}

/** The most calls of a connection over a list with `page` and `size`, of which every page tells the length. */
export function pageConnectionCalls(asking: Asking, { maxPageSize, pageCap }: Paging): number {
  const bound = sliceOf(asking, true);
  // A read that begins at once tells the total; from the end of the list, the total is what tells where to begin.
  const beginsAtOnce = bound.lengths.length > 0 && (asking.args.last == null || asking.args.before != null);
  // A page that is short is looked at twice as those by offset are, but for the first, of which the total tells.
  const mayLookTwice = bound.lengths.some(
    (length, index) =>
      length > 1 && !(index === 0 && bound.fromStart) && !pageCap.isWhole(Math.min(length, maxPageSize) - 1),
  );
  const counts = bound.counts || (bound.total && !beginsAtOnce);
  return pageCalls(bound, maxPageSize) + (counts ? 1 : 0) + (mayLookTwice ? 1 : 0);
}
