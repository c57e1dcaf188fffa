import { type ApolloCache, ApolloClient, HttpLink, InMemoryCache, isReference, type Reference } from '@apollo/client';
import { GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes } from './schema.ts';

/** What tells one list of users from another: all arguments but those of the page. */
const users = relayStylePagination(['search', 'filter', 'orderBy']);

/** A list that nothing selects, whose object shows all of it. It leaves out whoever was dropped from the cache. */
const apiTokens = relayStylePagination();

/**
 * Apollo Client, whose cache joins the pages of a list and knows every object by its id, and which takes deferred fragments.
 * @param incrementalHandler reads them; `Defer20220824Handler` does so too, in the older form
 */
export function createApollo(
  url: string,
  headers: Readonly<Record<string, string>>,
  incrementalHandler: ApolloClient.Options['incrementalHandler'] = new GraphQL17Alpha9Handler(),
) {
  return new ApolloClient({
    link: new HttpLink({ uri: url, headers }),
    incrementalHandler,
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: { fields: { users, kestraUsers: users } },
        KestraUser: { fields: { apiTokens } },
        KestraServiceAccount: { fields: { apiTokens } },
      },
    }),
  });
}

/**
 * Drops what a mutation deleted: it leaves every list, and the total of each list of users that showed it is one less. Only
 * the platform knows of other lists whether it was in them: their totals are right when they are read again.
 */
export function dropDeleted(cache: ApolloCache, typename: string, id: string): void {
  const reference = cache.identify({ __typename: typename, id });
  for (const fieldName of ['users', 'kestraUsers']) {
    cache.modify({
      fields: {
        [fieldName]: (list: CachedList | Reference) =>
          !isReference(list) && list.totalCount != null && list.edges?.some(({ node }) => node?.__ref === reference)
            ? { ...list, totalCount: list.totalCount - 1 }
            : list,
      },
    });
  }
  cache.evict({ id: reference });
}

/** A list as `relayStylePagination` keeps it. */
interface CachedList {
  readonly totalCount?: number | null;
  readonly edges?: readonly { readonly node?: Reference | null }[];
}
