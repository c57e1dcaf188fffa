import { useQuery } from '@apollo/client/react';
import { Link, useSearchParams } from 'react-router';
import { graphql } from '../generated/gql.ts';
import { More } from '../lists/more.tsx';
import { readable } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemOf } from '../problems.ts';
import { AccessNav } from './access-nav.tsx';
import { RuleFilters } from './rule-filters.tsx';
import { isNarrowed, variablesOf } from './rules-list.ts';
import { RulesTable } from './rules-table.tsx';

// Each page of the platform tells the total. Holders and roles are named in the rules: to look them up would cost calls.
const Rules = graphql(`
  query AccessRules($after: String, $filter: AccessRuleFilter, $orderBy: AccessRuleOrder) {
    accessRules(first: 50, after: $after, filter: $filter, orderBy: $orderBy) {
      totalCount
      edges {
        cursor
        node {
          id
          subject {
            type
            subjectId
          }
          role {
            id
            name
          }
          scope {
            type
            name
          }
          createdBy
          createdAt
          status {
            phase
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Who holds which role in which scope of Run:ai: all rules, or those that the URL asks for, read page by page. */
export function RulesPage() {
  const [params] = useSearchParams();
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(Rules, {
    variables: variablesOf(params),
  });
  const list = (data ?? (loading ? previousData : undefined))?.accessRules;
  const rules = readable(list?.edges.map(({ node }) => node) ?? []);
  const problem = problemOf(error);
  const { hasNextPage, endCursor } = list?.pageInfo ?? {};

  return (
    <>
      <AccessNav shown={data || !loading ? rules.length : undefined} total={list?.totalCount} />
      <RuleFilters />
      {problem && !loading && (
        <Trouble
          what={list ? 'Not everything could be read.' : 'The access rules could not be read.'}
          problem={problem}
          onRetry={() => refetch()}
        />
      )}
      {data && list?.edges.length === 0 && (
        <div className="empty">
          <p>{isNarrowed(params) ? 'No rule meets these conditions.' : 'There are no rules yet.'}</p>
          {isNarrowed(params) && <Link to="/access">Show all rules</Link>}
        </div>
      )}
      {(loading || rules.length > 0) && <RulesTable rules={rules} stale={loading && !data} />}
      {data && hasNextPage && endCursor && (
        <More after={endCursor} onMore={() => fetchMore({ variables: { after: endCursor } })} />
      )}
    </>
  );
}
