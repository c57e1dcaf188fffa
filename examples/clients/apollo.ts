import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes } from './schema.ts';

/** What tells one list of users from another: all arguments but those of the page. */
const users = relayStylePagination(['search', 'filter', 'orderBy']);

/** Apollo Client, whose cache joins the pages of a list and knows every object by its id, and which takes deferred fragments. */
export function createApollo(url: string, headers: Readonly<Record<string, string>>) {
  return new ApolloClient({
    link: new HttpLink({ uri: url, headers }),
    incrementalHandler: new Defer20220824Handler(),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: { Query: { fields: { users, kestraUsers: users } } },
    }),
  });
}
