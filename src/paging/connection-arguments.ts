import { InvalidInputError } from '../errors.ts';
import { decodeCursor } from './cursor.ts';
import type { Anchor, Range } from './list.ts';

/** The arguments of a connection (GraphQL Cursor Connections, §4 "Arguments"), and the offset of a numbered page. */
export interface ConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly offset?: number | null;
}

/** Rows that a page has when neither `first` nor `last` is given. */
export const defaultPageSize = 20;

/**
 * The part of a list that the arguments ask for.
 * @param key the list's: its cursors hold for it alone
 * @param mostRows that a page may have
 * @throws {InvalidInputError} when `first`, `last` or `offset` is out of bounds, or two that contradict each other are given
 * @throws {BadCursorError} when a cursor was not made by this list
 */
export function rangeOf(key: string, args: ConnectionArguments, mostRows: number): Range {
  return {
    ...pageSize(args, mostRows),
    ...(args.offset != null && { after: skipped(args.offset, args) }),
    ...(args.after != null && { after: decodeCursor(key, 'after', args.after) }),
    ...(args.before != null && { before: decodeCursor(key, 'before', args.before) }),
  };
}

/** The place that precedes a page at `offset`; undefined if none does. */
export function placeBefore(offset: number): Anchor | undefined {
  return offset > 0 ? { offset: offset - 1, id: '' } : undefined;
}

function skipped(offset: number, { after, before, last }: ConnectionArguments): Anchor | undefined {
  if (after != null || before != null || last != null) {
    throw new InvalidInputError('Give "offset" with "first" alone: it says where the page starts.');
  }
  if (offset < 0) throw new InvalidInputError('"offset" may not be negative.');
  return placeBefore(offset);
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
