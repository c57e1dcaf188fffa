import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { Incremental, UserAccessFragment } from '../generated/graphql.ts';
import { readable } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemAt } from '../problems.ts';
import { Roles } from './roles.tsx';
import { type Asked, Awaited, Facts, Section } from './section.tsx';

const UserAccessFields = graphql(`
  fragment UserAccess on User {
    access {
      roles
      permitAllClusters
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
  const { access } = data;
  const problem = problemAt(error, 'user', 'access');
  return (
    <Section title="Access">
      {access && (
        <Facts
          facts={{
            Roles: <Roles roles={access.roles} />,
            Clusters: access.permitAllClusters ? 'All' : <Clusters ids={access.permittedClusterIds} />,
            Tenant: access.tenantId ?? 'Not known',
          }}
        />
      )}
      {problem && <Trouble what="The access could not be read." problem={problem} onRetry={onRetry} />}
      {!access && !problem && <p className="muted">{loading ? 'Loading…' : 'Run:ai tells of no access.'}</p>}
    </Section>
  );
}

function Clusters({ ids }: { ids: readonly (string | null)[] | null }) {
  if (!ids) return <span className="muted">Not known</span>;
  if (ids.length === 0) return <span className="muted">None</span>;
  return readable(ids).map((id) => <code key={id}>{id}</code>);
}
