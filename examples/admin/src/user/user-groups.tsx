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
  const { totalCount, nodes } = data.groups;
  const problem = problemAt(error, 'user', 'groups');
  return (
    <Section title="Groups">
      {nodes.length === 0 && <p className="muted">In no group.</p>}
      {nodes.length > 0 && (
        <ul className="pairs">
          {nodes.map(({ id, name, access }, place) => (
            <li key={id}>
              <span>{name}</span>
              <span>
                {access && <Roles roles={access.roles} />}
                {!access && (
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
      {totalCount > nodes.length && <p className="muted">and {totalCount - nodes.length} more</p>}
      {problem && <Trouble what="What groups may do could not be read." problem={problem} onRetry={onRetry} />}
    </Section>
  );
}
