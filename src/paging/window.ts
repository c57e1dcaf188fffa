/** The rows `[offset, offset + limit)` of a list. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** One page of a source that counts pages from 1, and which of its rows are wanted. */
export interface PageRead {
  readonly page: number;
  readonly size: number;
  readonly skip: number;
  readonly take: number;
}

/**
 * The reads that cover a window of a source with `offset` and `limit`: ⌈limit / cap⌉, no row twice, none too many.
 * @param cap the most rows the source gives at once
 */
export function offsetReads({ offset, limit }: Window, cap: number): Window[] {
  return Array.from({ length: Math.ceil(limit / cap) }, (_, index) => ({
    offset: offset + index * cap,
    limit: Math.min(cap, limit - index * cap),
  }));
}

/**
 * The reads that cover a window of a source with `page` and `size`: as few aligned pages of one size as the cap allows,
 * of those the smallest. One page where a page of at most `cap` rows holds the window, else two for a window of at most
 * `cap` rows, and never more than ⌈limit / cap⌉ + 1.
 * @param cap the largest page size
 */
export function pageReads({ offset, limit }: Window, cap: number): PageRead[] {
  if (limit === 0) return [];
  const end = offset + limit;
  for (let pages = Math.ceil(limit / cap); ; pages++) {
    for (let size = Math.ceil(limit / pages); size <= cap; size++) {
      const first = Math.floor(offset / size);
      if (Math.ceil(end / size) - first > pages) continue;
      return Array.from({ length: pages }, (_, index) => {
        const start = (first + index) * size;
        const skip = Math.max(0, offset - start);
        return { page: first + index + 1, size, skip, take: Math.min(size, end - start) - skip };
      });
    }
  }
}
