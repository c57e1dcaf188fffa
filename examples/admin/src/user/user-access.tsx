import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { Link } from 'react-router';
import { graphql } from '../generated/gql.ts';
import type { Incremental, UserAccessFragment } from '../generated/graphql.ts';
import { readable } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemAt } from '../problems.ts';
import { Roles } from './roles.tsx';
import { Rules } from './rules.tsx';
import { type Asked, Awaited, Facts, Section } from './section.tsx';

// A version of Run:ai has either rules or the older model, and only what it has costs a call.
const UserAccessFields = graphql(`
  fragment UserAccess on User {
    username
    accessRules(first: 50) {
      totalCount
      nodes {
        id
        role {
          id
          name
        }
        scope {
          type
          name
        }
      }
    }
    access {
      roles
      isForAllClusters
      permittedClusterIds
      tenantId
    }
  }
`);

/** What the user may do on Run:ai. */
export function UserAccess({
  user,
  error,
  loading,
  onRetry,
}: Asked & { user: FragmentType<Incremental<UserAccessFragment>> }) {
  const { data, complete } = useFragment({
    fragment: UserAccessFields,
    from: user as FragmentType<UserAccessFragment>,
  });
  if (!complete) return <Awaited title="Access" />;
  const { username, access, accessRules } = data;
  const problem = problemAt(error, 'user', ['accessRules', 'access']);
  const isKnown = !!access || !!accessRules;
  const isShown = problem && !(isKnown && problem.code === 'UNSUPPORTED_BY_VERSION');
  return (
    <Section title="Access">
      {accessRules?.nodes.length === 0 && <p className="muted">No rule names the user.</p>}
      {accessRules && (
        <Rules
          rules={accessRules.nodes}
          total={accessRules.totalCount}
          holder={{ holder: 'USER', who: username ?? '' }}
        />
      )}
      {accessRules && (
        <p className="hint">
          Access that comes from groups is listed with the groups.
          <br />
          <Link to="/access?holder=ALL_AUTHENTICATED_USERS">Rules for everyone</Link>
        </p>
      )}
      {access && (
        <Facts
          facts={{
            Roles: <Roles roles={access.roles} />,
            Clusters: access.isForAllClusters ? 'All' : <Clusters ids={access.permittedClusterIds} />,
            Tenant: access.tenantId ?? 'Not known',
          }}
        />
      )}
      {isShown && <Trouble what="The access could not be read." problem={problem} onRetry={onRetry} />}
      {!isKnown && !problem && <p className="muted">{loading ? 'Loading…' : 'Run:ai shows no access.'}</p>}
    </Section>
  );
}

function Clusters({ ids }: { ids: readonly (string | null)[] | null }) {
  if (!ids) return <span className="muted">Not known</span>;
  if (ids.length === 0) return <span className="muted">None</span>;
  return readable(ids).map((id) => <code key={id}>{id}</code>);
}
