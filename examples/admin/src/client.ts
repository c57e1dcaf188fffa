import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { relayStylePagination } from '@apollo/client/utilities';
import possible from './generated/possible-types.ts';
import type { Credentials } from './session.ts';

/** What tells one list of users from another: all arguments but those of the page. */
const users = relayStylePagination(['search', 'filter', 'orderBy']);

/** A client for one person: what its cache holds is seen with these credentials, and goes with them. */
export function createClient({ runai, kestra }: Credentials): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({
      uri: '/graphql',
      headers: { authorization: `Bearer ${runai}`, ...(kestra && { 'kestra-authorization': `Bearer ${kestra}` }) },
    }),
    cache: new InMemoryCache({
      possibleTypes: possible.possibleTypes,
      typePolicies: { Query: { fields: { users } } },
    }),
    dataMasking: true,
    incrementalHandler: new Defer20220824Handler(),
    // A part that fails is null, with an error that says why: the rest is shown.
    defaultOptions: { watchQuery: { errorPolicy: 'all' }, mutate: { errorPolicy: 'all' } },
  });
}
