import { useApolloClient, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { CreateUser } from '../changes/create-user.tsx';
import { forgetLists } from '../changes/forget.ts';
import { graphql } from '../generated/gql.ts';
import { More } from '../lists/more.tsx';
import { Heading } from '../parts/heading.tsx';
import { readable } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemOf } from '../problems.ts';
import { useRights } from '../rights.ts';
import { type Key, pageOf } from '../user/address.ts';
import { Filters } from './filters.tsx';
import { isNarrowed, variablesOf } from './list.ts';
import { usePages } from './pages.ts';
import { Selection } from './selection.tsx';
import { UsersTable } from './users-table.tsx';

// The total is a call of its own on the platform: the first page asks for it, further pages do not.
const Users = graphql(`
  query Users(
    $first: Int = 50
    $after: String
    $count: Boolean = true
    $search: String
    $filter: UserFilter
    $orderBy: UserOrder
  ) {
    users(first: $first, after: $after, search: $search, filter: $filter, orderBy: $orderBy) {
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
  const pages = usePages(params.toString(), fetchMore);
  const { cache } = useApolloClient();
  const navigate = useNavigate();
  const may = useRights().users;
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
  const allShown = selected.length === rows.length;

  async function selectAll(after: string) {
    const others = await pages.readAll(after);
    if (others) setChosen(new Set([...rows.map(({ id }) => id), ...others]));
  }

  async function close(created?: Key) {
    setCreating(false);
    if (!created) return;
    // In this order: the list is not read again before somebody comes back to it.
    await navigate(pageOf(created), { flushSync: true });
    forgetLists(cache);
  }

  return (
    <>
      <title>Users</title>
      <div className="title">
        <Heading>Users</Heading>
        <p role="status" className="muted">
          {loading && !data && 'Loading…'}
          {data && list && `${number.format(rows.length)}${total == null ? '' : ` of ${number.format(total)}`} shown`}
        </p>
        {may.create && (
          <button type="button" className="primary" onClick={() => setCreating(true)}>
            New user
          </button>
        )}
      </div>
      <Filters />
      {problem && !loading && (
        <Trouble
          what={list ? 'Not everything could be read.' : 'The users could not be read.'}
          problem={problem}
          onRetry={() => refetch()}
        />
      )}
      {data && list?.edges.length === 0 && (
        <div className="empty">
          <p>{isNarrowed(params) ? 'No user meets these conditions.' : 'There are no users yet.'}</p>
          {isNarrowed(params) && <Link to="/">Show all users</Link>}
        </div>
      )}
      {(loading || rows.length > 0) && (
        <UsersTable rows={rows} stale={loading && !data} chosen={chosen} onChoose={setChosen} />
      )}
      {pages.problem && <Trouble what="Not all could be selected." problem={pages.problem} />}
      {data && hasNextPage && endCursor && !pages.readingAll && (
        <More after={endCursor} onMore={() => pages.readOn(endCursor)} />
      )}
      <Selection
        users={selected}
        total={total}
        readingAll={pages.readingAll}
        onClear={() => setChosen(new Set())}
        onAll={allShown && endCursor && hasNextPage ? () => selectAll(endCursor) : undefined}
      />
      {creating && <CreateUser onClose={close} />}
    </>
  );
}
