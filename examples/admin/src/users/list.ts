import type { UserOrderField, UsersQueryVariables } from '../generated/graphql.ts';
import { isNarrowedBy, orderIn } from '../lists/values.ts';

/** The columns that can be ordered by, as the URL names them. */
export const orderFields = {
  user: 'USERNAME',
  type: 'IS_LOCAL',
  creator: 'CREATED_BY',
  created: 'CREATED_AT',
  signedIn: 'LAST_LOGIN_AT',
} as const satisfies Record<string, UserOrderField>;

/** Which column the list is ordered by, and which way: `?sort=created`, `?sort=-created`. */
export const orderOf = (params: URLSearchParams) => orderIn(params, orderFields, 'user');

/** The list that a URL asks for, as variables: `?q=ada&type=local&since=2024-06-01&sort=-created`. What it does not understand, it leaves out. */
export function variablesOf(params: URLSearchParams): UsersQueryVariables {
  const { column, descending } = orderOf(params);
  const type = params.get('type');
  // While a year is typed, the browser tells of the years 2, 20 and 202 too.
  const [since] = /^2\d{3}-\d\d-\d\d$/.exec(params.get('since') ?? '') ?? [];
  return {
    search: params.get('q') || undefined,
    filter: {
      isLocal: type === 'local' ? true : type === 'sso' ? false : undefined,
      lastLoginAt: since ? { gte: `${since}T00:00:00Z` } : undefined,
    },
    orderBy: { field: orderFields[column], direction: descending ? 'DESC' : 'ASC' },
  };
}

/** Whether a URL asks for some users only. */
export const isNarrowed = (params: URLSearchParams): boolean => isNarrowedBy(params, ['q', 'type', 'since']);
