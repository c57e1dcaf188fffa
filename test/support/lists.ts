import type { List } from '../../src/paging/list.ts';
import { offsetReads, pageReads, type Window } from '../../src/paging/window.ts';

export interface Item {
  readonly id: string;
}

/** The ways in which platforms give lists: by offset and limit, by page and size, or whole. */
export type Kind = 'offset' | 'page' | 'whole';
export const kinds = ['offset', 'page', 'whole'] as const;

export const itemsOf = (total: number): Item[] => Array.from({ length: total }, (_, index) => ({ id: `row-${index}` }));

/** A list in memory that is read as a platform's would be, and tells what it was asked for. */
export function counting(list: readonly Item[], kind: Kind = 'offset', cap = 500) {
  const windows: Window[] = [];
  const calls: Window[] = [];
  let counts = 0;
  let counted: Promise<number> | undefined;

  const call = (offset: number, limit: number): readonly Item[] => {
    calls.push({ offset, limit });
    return list.slice(offset, offset + limit);
  };
  const read = (window: Window): readonly Item[] => {
    if (kind === 'offset') return offsetReads(window, cap).flatMap(({ offset, limit }) => call(offset, limit));
    if (kind === 'page') {
      return pageReads(window, cap).flatMap(({ page, size, skip, take }) =>
        call((page - 1) * size, size).slice(skip, skip + take),
      );
    }
    if (calls.length === 0) call(0, list.length);
    return list.slice(window.offset, window.offset + window.limit);
  };
  const source: List<Item> = {
    key: kind,
    read: async ({ offset, limit }, through = -1) => {
      const window = { offset, limit: kind === 'offset' ? Math.max(limit, through + 1 - offset) : limit };
      windows.push(window);
      return { rows: read(window), ...(kind !== 'offset' && { total: list.length }) };
    },
    count: () => {
      if (!counted) counts++;
      counted ??= Promise.resolve(list.length);
      return counted;
    },
    idOf: ({ id }) => id,
  };
  return { source, windows, calls, counts: () => counts };
}
