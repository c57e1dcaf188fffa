import type { Needs } from './plan-slice.ts';

/**
 * What a connection needs of its list, by the fields that are selected of it (GraphQL Cursor Connections, §2, §4). How
 * many pages there are is known by the total alone.
 * @param selected the names of the fields that are selected at a path below the connection
 */
export function connectionNeeds(selected: (...path: readonly string[]) => readonly string[]): Needs {
  const fields = selected();
  const ofPage = fields.includes('pageInfo') ? selected('pageInfo') : [];
  const pages = fields.includes('pageCursors') ? selected('pageCursors') : [];
  return {
    rows: fields.includes('edges') || fields.includes('nodes'),
    startCursor: ofPage.includes('startCursor'),
    endCursor: ofPage.includes('endCursor') || fields.includes('endOffset'),
    hasNextPage: ofPage.includes('hasNextPage'),
    hasPreviousPage: ofPage.includes('hasPreviousPage'),
    total: fields.includes('totalCount') || pages.includes('around') || pages.includes('last'),
    startOffset: fields.includes('startOffset') || fields.includes('endOffset') || pages.length > 0,
  };
}
