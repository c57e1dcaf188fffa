import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { relayStylePagination } from '@apollo/client/utilities';
import possible from './generated/possible-types.ts';
import { loggingLink, type RequestLog } from './rest-calls/request-log.ts';
import type { Credentials } from './session.ts';

/** What tells one list from another: all arguments but those of the page. */
const users = relayStylePagination(['search', 'filter', 'orderBy']);
const accessRules = relayStylePagination(['filter', 'orderBy']);
const bindings = relayStylePagination(['holder', 'namespace']);

/**
 * A client for one person: what its cache holds is seen with these credentials, and goes with them.
 * @param log takes what each request cost
 * @param pageOf the page that is shown, to which the next request belongs
 */
export function createClient({ runai, kestra }: Credentials, log: RequestLog, pageOf: () => string): ApolloClient {
  const http = new HttpLink({
    uri: '/graphql',
    headers: { authorization: `Bearer ${runai}`, ...(kestra && { 'kestra-authorization': `Bearer ${kestra}` }) },
  });
  return new ApolloClient({
    link: loggingLink(log, pageOf).concat(http),
    cache: new InMemoryCache({
      possibleTypes: possible.possibleTypes,
      typePolicies: { Query: { fields: { users, accessRules } }, KestraTenant: { fields: { bindings } } },
    }),
    dataMasking: true,
    incrementalHandler: new Defer20220824Handler(),
    // A part that fails is null, with an error that says why: the rest is shown.
    defaultOptions: { watchQuery: { errorPolicy: 'all' }, mutate: { errorPolicy: 'all' } },
  });
}
