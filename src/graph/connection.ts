import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import { InvalidInputError } from '../errors.ts';
import { decodeCursor, encodeCursor } from '../paging/cursor.ts';
import { type Movement, type Range, readSlice, type Slice, type Source, sliceOf } from '../paging/read-slice.ts';
import { textOf } from '../rest/contract-breaches.ts';
import type { Context } from './context.ts';
import { selectedNames } from './selection.ts';

/** The arguments of a Relay connection. */
export interface ConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** A cursor whose row was not where it had been: how far it has moved, or null where it is gone. */
export interface DriftReport {
  readonly path: readonly (string | number)[];
  readonly argument: 'after' | 'before';
  readonly moved: Movement;
}

/** Rows that a page has when neither `first` nor `last` is given. */
export const defaultPageSize = 20;

/** A list that a connection shows. */
export interface ConnectionSource<Row> extends Source<Row> {
  /** All that decides which rows the list has, and in which order. Cursors hold for one such key. */
  readonly key: string;
  /** Whether `count` costs nothing where rows are read: the total then says whether more rows follow. */
  readonly countsWithRows?: boolean;
  /** All rows, where they are at hand. */
  readonly rows?: readonly Row[];
}

/**
 * Resolves a Relay connection: reads what the selection needs of a list, and nothing else. At once, where nothing has to
 * be read.
 * @throws {InvalidInputError} when `first` or `last` is negative or too large, or both are given
 * @throws {BadCursorError} when a cursor was not made by this list
 */
export function resolveConnection<Row>(
  args: ConnectionArguments,
  source: ConnectionSource<Row>,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const { key } = source;
  const range = {
    ...pageSize(args, context.maxPageSize),
    ...(args.after != null && { after: decodeCursor(key, 'after', args.after) }),
    ...(args.before != null && { before: decodeCursor(key, 'before', args.before) }),
  };
  if (source.rows && !range.after && !range.before) return shown(source, sliceOf(source.rows, range));
  return readConnection(source, range, context, info);
}

async function readConnection<Row>(
  source: ConnectionSource<Row>,
  range: Range,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const selected = selectedNames(info);
  const ofPage = selectedNames(info, 'pageInfo');
  const hasNextPage = ofPage.includes('hasNextPage');
  const counted = selected.includes('totalCount') || (source.countsWithRows && hasNextPage);
  const total = counted ? source.count() : undefined;
  // It is awaited where it is used; until then a failure must not count as unhandled.
  total?.catch(() => undefined);
  const slice = await readSlice(source, range, {
    rows: selected.includes('edges') || selected.includes('nodes'),
    startCursor: ofPage.includes('startCursor'),
    endCursor: ofPage.includes('endCursor'),
    hasNextPage,
    hasPreviousPage: ofPage.includes('hasPreviousPage'),
    total,
  });
  for (const argument of ['after', 'before'] as const) {
    const moved = slice.moved[argument];
    if (moved === undefined || moved === 0) continue;
    context.drift.push({ path: responsePathAsArray(info.path), argument, moved });
  }
  return shown(source, slice, total);
}

/** A slice as the graph shows it. */
function shown<Row>(source: ConnectionSource<Row>, slice: Slice<Row>, total?: Promise<number>) {
  const edges = slice.rows.map((node, index) => new Edge(source.key, slice.offset + index, node, source));
  return {
    edges,
    pageInfo: new PageInfo(edges, slice.hasNextPage, slice.hasPreviousPage),
    totalCount: () => total ?? source.count(),
  };
}

/** A list that is at hand as a whole. */
export function arraySource<Row>(key: string, rows: readonly Row[], idOf: (row: Row) => string): ConnectionSource<Row> {
  return {
    key,
    idOf,
    rows,
    read: async ({ offset, limit }) => rows.slice(offset, offset + limit),
    count: async () => rows.length,
  };
}

function pageSize({ first, last }: ConnectionArguments, most: number): { first: number } | { last: number } {
  if (first != null && last != null) {
    throw new InvalidInputError('Give "first" or "last", not both: together they contradict each other.');
  }
  const [name, size] = last != null ? ['last', last] : ['first', first ?? Math.min(defaultPageSize, most)];
  if (size < 0) throw new InvalidInputError(`"${name}" may not be negative.`);
  if (size > most) throw new InvalidInputError(`"${name}" may be ${most} at most. Page with cursors to read more.`);
  return last != null ? { last: size } : { first: size };
}

/** An edge makes its cursor when asked for it. */
class Edge<Row> {
  readonly node: Row;
  readonly #key: string;
  readonly #offset: number;
  readonly #source: ConnectionSource<Row>;

  constructor(key: string, offset: number, node: Row, source: ConnectionSource<Row>) {
    this.#key = key;
    this.#offset = offset;
    this.node = node;
    this.#source = source;
  }

  /** That of a row without an id that can be read tells its place alone. */
  get cursor(): string {
    return encodeCursor(this.#key, { offset: this.#offset, id: textOf(this.#source.idOf(this.node)) });
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
