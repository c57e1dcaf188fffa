import { CombinedGraphQLErrors, type ErrorLike } from '@apollo/client';
import { useApolloClient, useFragment, useQuery } from '@apollo/client/react';
import { useEffect, useMemo } from 'react';
import { Link, useNavigate, useNavigationType, useSearchParams } from 'react-router';
import { ChangeUsers } from '../changes/change-users.tsx';
import { ResetPassword } from '../changes/reset-password.tsx';
import { useList } from '../frame.tsx';
import { graphql } from '../generated/gql.ts';
import { Breakable } from '../parts/breakable.tsx';
import { Heading } from '../parts/heading.tsx';
import { NoPage } from '../parts/no-page.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { problemOf } from '../problems.ts';
import { useRights } from '../rights.ts';
import { byOf, type Key, keyOf } from './address.ts';
import { KestraAccount } from './kestra-account.tsx';
import { UserAccess } from './user-access.tsx';
import { UserFacts } from './user-facts.tsx';
import { UserGroups } from './user-groups.tsx';

// What takes more calls follows when it is there, each part by itself: nothing waits for the slowest platform.
const User = graphql(`
  query User($by: UserBy!) {
    user(by: $by) {
      id
      username
      isLocal
      ...UserFacts
      ...UserAccess @defer
      ...UserGroups @defer
      ...KestraAccount @defer
    }
  }
`);

const UserName = graphql(`
  fragment UserName on User {
    username
  }
`);

/** The page of the user whom the URL names. */
export function UserPage() {
  const shown = keyOf(useSearchParams()[0]);
  return shown ? <UserOf key={JSON.stringify(shown)} shown={shown} /> : <NoPage />;
}

/** Whether all that went wrong is that a version has one of the two models of access, and the other one was asked for too. */
const isOfOtherModel = (error: ErrorLike) =>
  CombinedGraphQLErrors.is(error) &&
  error.errors.every(
    ({ path = [], extensions }) =>
      extensions?.code === 'UNSUPPORTED_BY_VERSION' && /^access(Rules)?$/.test(`${path.at(-1)}`),
  );

function UserOf({ shown }: { shown: Key }) {
  const by = useMemo(() => byOf(shown), [shown]);
  // Who opens a page wants it as it is now; who comes back to it, as it was.
  const fetchPolicy = useNavigationType() === 'POP' ? 'cache-first' : 'cache-and-network';
  const { data, error, loading, refetch } = useQuery(User, {
    variables: { by },
    fetchPolicy,
    nextFetchPolicy: 'cache-first',
  });
  const { cache } = useApolloClient();
  const may = useRights().users;
  useEffect(() => {
    // A part that failed is null in the cache too: who comes back shall not take it for an answer.
    if (error && !loading && !isOfOtherModel(error)) cache.evict({ fieldName: 'user', args: { by }, broadcast: false });
  }, [error, loading, cache, by]);

  const list = useList();
  const navigate = useNavigate();
  // The table has read the name.
  const known = useFragment({ fragment: UserName, from: 'id' in shown ? { __typename: 'User', id: shown.id } : null });
  const name = data?.user?.username ?? known.data?.username ?? ('username' in by ? by.username : 'User');
  const user = data?.user;
  // What a part of the user says itself, the page does not say too.
  const problem = user && CombinedGraphQLErrors.is(error) ? undefined : problemOf(error);

  return (
    <>
      <title>{name}</title>
      <nav aria-label="Breadcrumb">
        <Link to={list}>← Users</Link>
      </nav>
      <div className="title">
        <Heading>
          <Breakable>{name}</Breakable>
        </Heading>
        {user && (
          <div className="actions">
            {user.isLocal !== false && <ResetPassword user={user} />}
            {may.delete && user.username && (
              <Link className="button" to={`/offboard?${new URLSearchParams({ email: user.username })}`}>
                Offboard
              </Link>
            )}
            <ChangeUsers users={[user]} onDeleted={() => navigate(list, { replace: true, flushSync: true })} />
          </div>
        )}
      </div>
      {!user && loading && <p role="status">Loading…</p>}
      {data?.user === null && !loading && !problem && <p className="empty">There is no such user.</p>}
      {!loading && problem && (
        <Trouble what="The user could not be read." problem={problem} onRetry={() => refetch()} />
      )}
      {user && (
        <div className="sections" aria-busy={loading}>
          <UserFacts user={user} error={error} loading={loading} onRetry={refetch} />
          <UserAccess user={user} error={error} loading={loading} onRetry={refetch} />
          <UserGroups user={user} error={error} loading={loading} onRetry={refetch} />
          <KestraAccount user={user} error={error} loading={loading} onRetry={refetch} />
        </div>
      )}
    </>
  );
}
