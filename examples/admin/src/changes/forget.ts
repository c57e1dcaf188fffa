import type { ApolloCache, Reference } from '@apollo/client';

interface List {
  readonly edges: readonly { readonly cursor: string; readonly node: Reference }[];
  readonly pageInfo: { readonly endCursor?: string | null };
  readonly totalCount: number;
}

/**
 * Drops users from the cache, and from the lists that show them, without asking again. A list of which it is not known
 * how many of them it held, or that shows nobody else, is forgotten: it is read when it is next looked at.
 */
export function forgetUsers(cache: ApolloCache, ids: readonly string[]): void {
  const gone = new Set(ids);
  cache.batch({
    update() {
      cache.modify<{ users: List }>({
        fields: {
          users(value, { readField, DELETE }) {
            const list = value as List;
            const edges = list.edges.filter(({ node }) => !gone.has(readField<string>('id', node) ?? ''));
            const dropped = list.edges.length - edges.length;
            const last = edges.at(-1);
            if (dropped !== gone.size || !last) return DELETE;
            // The next page follows a row that is still there: at one that is gone, its place would be guessed.
            const pageInfo = { ...list.pageInfo, endCursor: last.cursor };
            return { ...list, edges, pageInfo, totalCount: list.totalCount - dropped };
          },
        },
      });
      for (const id of ids) cache.evict({ id: cache.identify({ __typename: 'User', id }) });
      cache.gc();
    },
  });
}

/** Forgets all lists, as somebody new may be in any: the one that is shown is read again at once, others when they are. */
export function forgetLists(cache: ApolloCache): void {
  cache.evict({ fieldName: 'users' });
}
