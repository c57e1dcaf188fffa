import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import { type ArrayList, sliceArray } from '../paging/array-list.ts';
import { type ConnectionArguments, rangeOf } from '../paging/connection-arguments.ts';
import { connectionNeeds } from '../paging/connection-needs.ts';
import { encodeCursor } from '../paging/cursor.ts';
import type { List, Movement, Range, Slice } from '../paging/list.ts';
import { NumberedPages } from '../paging/numbered-pages.ts';
import { readSlice } from '../paging/read-slice.ts';
import { textOf } from '../rest/contract-breaches.ts';
import type { Context } from './context.ts';
import { selectedNames } from './selection.ts';

/** A cursor whose row was not where it had been: how far it has moved, or null if it is gone. */
export interface DriftReport {
  readonly path: readonly (string | number)[];
  readonly argument: 'after' | 'before';
  readonly moved: Movement;
}

/**
 * Resolves a Relay connection: reads what the selection needs of a list, and nothing else.
 * @throws {InvalidInputError} when `first` or `last` is negative or too large, or both are given
 * @throws {BadCursorError} when a cursor was not made by this list
 */
export async function connection<Row>(
  list: List<Row>,
  args: ConnectionArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const range = rangeOf(list.key, args, context.maxPageSize);
  const needs = connectionNeeds((...path) => selectedNames(info, ...path));
  const reading = readSlice(list, range, needs);
  // The total is read along with the rows, which may tell it. A failure is reported where it is asked for.
  if (needs.total) list.count().catch(() => undefined);
  return connectionOf(list, range, await reading, context, info);
}

/** Resolves a Relay connection over rows that are all at hand. Throws as `connection` rejects. */
export function arrayConnection<Row>(
  list: ArrayList<Row>,
  args: ConnectionArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const range = rangeOf(list.key, args, context.maxPageSize);
  return connectionOf(list, range, sliceArray(list, range), context, info);
}

function connectionOf<Row>(
  list: List<Row>,
  { first, last }: Range,
  slice: Slice<Row>,
  context: Context,
  info: GraphQLResolveInfo,
) {
  for (const argument of ['after', 'before'] as const) {
    const moved = slice.moved[argument];
    if (moved === undefined || moved === 0) continue;
    context.drift.push({ path: responsePathAsArray(info.path), argument, moved });
  }
  const size = first ?? last ?? 0;
  const { offset } = slice;
  const total = () => list.count();
  const edges = slice.rows.map((node, index) => new Edge(list, offset + index, node));
  return {
    edges,
    pageInfo: new PageInfo(edges, slice.hasNextPage, slice.hasPreviousPage),
    totalCount: total,
    startOffset: offset,
    endOffset: offset + slice.rows.length,
    pageCursors: () =>
      size > 0 ? new NumberedPages({ key: list.key, size, offset, end: offset + edges.length, total }) : null,
  };
}

/** An edge makes its cursor when asked for it. */
class Edge<Row> {
  readonly node: Row;
  readonly #offset: number;
  readonly #list: List<Row>;

  constructor(list: List<Row>, offset: number, node: Row) {
    this.#list = list;
    this.#offset = offset;
    this.node = node;
  }

  /** The cursor of a row without a readable id holds the offset alone. */
  get cursor(): string {
    const { key, idOf } = this.#list;
    return encodeCursor(key, { offset: this.#offset, id: textOf(idOf(this.node)) });
  }
}

class PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #edges: readonly { readonly cursor: string }[];

  constructor(edges: readonly { readonly cursor: string }[], hasNextPage: boolean, hasPreviousPage: boolean) {
    this.#edges = edges;
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
  }

  get startCursor(): string | null {
    return this.#edges.at(0)?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}
