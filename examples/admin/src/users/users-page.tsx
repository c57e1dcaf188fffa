import { useApolloClient, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ChangeUsers } from '../changes/change-users.tsx';
import { CreateUser } from '../changes/create-user.tsx';
import { forgetLists } from '../changes/forget.ts';
import { graphql } from '../generated/gql.ts';
import { focusHeading, Heading } from '../parts/heading.tsx';
import { readable } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemOf } from '../problems.ts';
import { Filters } from './filters.tsx';
import { isNarrowed, variablesOf } from './list.ts';
import { More } from './more.tsx';
import { UsersTable } from './users-table.tsx';

// The total is a call of its own on the platform: the first page asks for it, further pages do not.
const Users = graphql(`
  query Users($after: String, $count: Boolean = true, $search: String, $filter: UserFilter, $orderBy: UserOrder) {
    users(first: 50, after: $after, search: $search, filter: $filter, orderBy: $orderBy) {
      totalCount @include(if: $count)
      edges {
        cursor
        node {
          id
          username
          ...UserRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const number = new Intl.NumberFormat();

/** All users, or those that the URL asks for: searched, filtered, ordered, and read page by page. */
export function UsersPage() {
  const [params] = useSearchParams();
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(Users, {
    variables: variablesOf(params),
  });
  const { cache } = useApolloClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [creating, setCreating] = useState(false);

  // While another list is on its way, the one before stays, dimmed.
  const list = (data ?? (loading ? previousData : undefined))?.users;
  const rows = readable(list?.edges.map(({ node }) => node) ?? []);
  const total = list?.totalCount;
  // What is not shown is not chosen: nobody deletes whom they do not see.
  const selected = rows.filter(({ id }) => chosen.has(id));
  const problem = problemOf(error);
  const { hasNextPage, endCursor } = list?.pageInfo ?? {};

  return (
    <>
      <title>Users</title>
      <div className="title">
        <Heading>Users</Heading>
        <p role="status" className="muted">
          {loading && !list && 'Loading…'}
          {list && `${number.format(rows.length)}${total == null ? '' : ` of ${number.format(total)}`} shown`}
        </p>
        <button type="button" className="primary" onClick={() => setCreating(true)}>
          New user
        </button>
      </div>
      <Filters />
      {problem && !loading && (
        <Trouble
          what={list ? 'Not all could be read.' : 'The users could not be read.'}
          problem={problem}
          onRetry={() => refetch()}
        />
      )}
      {list?.edges.length === 0 && (
        <div className="empty">
          <p>{isNarrowed(params) ? 'No user meets these conditions.' : 'There are no users yet.'}</p>
          {isNarrowed(params) && <Link to="/">Show all users</Link>}
        </div>
      )}
      {(loading || rows.length > 0) && (
        <UsersTable rows={rows} stale={loading && !data} chosen={chosen} onChoose={setChosen} />
      )}
      {data && hasNextPage && endCursor && (
        <More after={endCursor} onMore={() => fetchMore({ variables: { after: endCursor, count: false } })} />
      )}
      <section className="selection" aria-label="Selected users" hidden={selected.length === 0}>
        <span>{selected.length} selected</span>
        <ChangeUsers users={selected} />
        <button
          type="button"
          className="quiet"
          onClick={() => {
            setChosen(new Set());
            focusHeading();
          }}
        >
          Clear
        </button>
      </section>
      {creating && (
        <CreateUser
          onClose={(created) => {
            setCreating(false);
            if (created) forgetLists(cache);
          }}
        />
      )}
    </>
  );
}
