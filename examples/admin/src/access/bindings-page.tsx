import { useQuery } from '@apollo/client/react';
import { Link, useSearchParams } from 'react-router';
import { graphql } from '../generated/gql.ts';
import type { KestraBindingsQueryVariables } from '../generated/graphql.ts';
import { More } from '../lists/more.tsx';
import { isNarrowedBy } from '../lists/values.ts';
import { readable } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemOf } from '../problems.ts';
import { AccessNav } from './access-nav.tsx';
import { BindingFilters } from './binding-filters.tsx';
import { BindingsTable } from './bindings-table.tsx';

const Bindings = graphql(`
  query KestraBindings($by: KestraTenantBy, $after: String, $holder: KestraBindingHolder, $namespace: String) {
    kestraTenant(by: $by) {
      id
      bindings(first: 50, after: $after, holder: $holder, namespace: $namespace) {
        totalCount
        edges {
          cursor
          node {
            id
            holder
            namespace
            role {
              id
              name
            }
            member {
              id
              userId
              username
            }
            group {
              id
              groupId
              name
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** The bindings that a URL asks for, as variables: `?tenant=main&holder=GROUP&namespace=company.team`. */
function variablesOf(params: URLSearchParams): KestraBindingsQueryVariables {
  const holder = params.get('holder');
  const tenantId = params.get('tenant');
  return {
    by: tenantId ? { tenantId } : undefined,
    holder: holder === 'USER' || holder === 'GROUP' ? holder : undefined,
    namespace: params.get('namespace') || undefined,
  };
}

/** Who holds which role in a tenant of Kestra, read page by page. Needs no super-admin rights. */
export function BindingsPage() {
  const [params] = useSearchParams();
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(Bindings, {
    variables: variablesOf(params),
  });
  const list = (data ?? (loading ? previousData : undefined))?.kestraTenant?.bindings;
  const bindings = readable(list?.edges.map(({ node }) => node) ?? []);
  const problem = problemOf(error);
  const { hasNextPage, endCursor } = list?.pageInfo ?? {};
  const narrowed = isNarrowedBy(params, ['holder', 'namespace']);

  return (
    <>
      <AccessNav shown={data || !loading ? bindings.length : undefined} total={list?.totalCount} />
      <BindingFilters />
      {problem && !loading && (
        <Trouble
          what={list ? 'Not everything could be read.' : 'Who holds which role could not be read.'}
          problem={problem}
          onRetry={() => refetch()}
        />
      )}
      {data && list?.edges.length === 0 && (
        <div className="empty">
          <p>{narrowed ? 'No role meets these conditions.' : 'Nobody holds a role of their own in this tenant.'}</p>
          {narrowed && <Link to="/access/kestra">Show all roles</Link>}
        </div>
      )}
      {(loading || bindings.length > 0) && <BindingsTable bindings={bindings} stale={loading && !data} />}
      {data && hasNextPage && endCursor && (
        <More after={endCursor} onMore={() => fetchMore({ variables: { after: endCursor } })} />
      )}
    </>
  );
}
