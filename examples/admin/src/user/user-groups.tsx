import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { Incremental, UserGroupsFragment } from '../generated/graphql.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemAt } from '../problems.ts';
import { Roles } from './roles.tsx';
import { type Asked, Awaited, Section } from './section.tsx';

const UserGroupsFields = graphql(`
  fragment UserGroups on User {
    groups(first: 100) {
      totalCount
      nodes {
        id
        name
        access {
          roles
        }
      }
    }
  }
`);

/** The groups that the user is in, and what each lets its members do. */
export function UserGroups({
  user,
  error,
  loading,
  onRetry,
}: Asked & { user: FragmentType<Incremental<UserGroupsFragment>> }) {
  const { data, complete } = useFragment({
    fragment: UserGroupsFields,
    from: user as FragmentType<UserGroupsFragment>,
  });
  if (!complete) return <Awaited title="Groups" />;
  const { totalCount, nodes } = data.groups ?? {};
  const problem = problemAt(error, 'user', 'groups');
  return (
    <Section title="Groups">
      {!nodes && !problem && <p className="muted">Not known.</p>}
      {nodes?.length === 0 && <p className="muted">In no group.</p>}
      {nodes && nodes.length > 0 && (
        <ul className="pairs">
          {nodes.map((group, place) => (
            <li key={group?.id ?? place}>
              <span>{group?.name ?? 'Not read'}</span>
              <span>
                {group?.access && <Roles roles={group.access.roles} />}
                {!group?.access && (
                  <span className="muted">
                    {problemAt(error, 'user', 'groups', 'nodes', place)
                      ? 'Access not read'
                      : loading
                        ? '…'
                        : 'No access'}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {nodes && totalCount != null && totalCount > nodes.length && (
        <p className="muted">and {totalCount - nodes.length} more</p>
      )}
      {problem && <Trouble what="What groups may do could not be read." problem={problem} onRetry={onRetry} />}
    </Section>
  );
}
