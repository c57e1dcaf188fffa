import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { Incremental, UserGroupsFragment } from '../generated/graphql.ts';
import { Breakable } from '../parts/breakable.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { problemAt } from '../problems.ts';
import { Roles } from './roles.tsx';
import { Rules } from './rules.tsx';
import { type Asked, Awaited, Section } from './section.tsx';

// Answers of more than 5,000 fields come whole: the numbers leave room for the parts of the page to follow each other.
const UserGroupsFields = graphql(`
  fragment UserGroups on User {
    groups(first: 20) {
      totalCount
      nodes {
        id
        name
        accessRules(first: 8) {
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
        }
      }
    }
  }
`);

type Group = NonNullable<UserGroupsFragment['groups']>['nodes'][number];

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
  const isKnown = nodes?.some((group) => group?.access || group?.accessRules);
  const isShown = problem && !(isKnown && problem.code === 'UNSUPPORTED_BY_VERSION');
  return (
    <Section title="Groups">
      {!nodes && !problem && <p className="muted">Not known.</p>}
      {nodes?.length === 0 && <p className="muted">In no group.</p>}
      {nodes && nodes.length > 0 && (
        <ul className="pairs">
          {nodes.map((group, place) => (
            <li key={group?.id ?? place}>
              <span>
                <Breakable>{group?.name ?? 'Not read'}</Breakable>
              </span>
              <Held group={group} failed={!!failureAt(place)} loading={loading} />
            </li>
          ))}
        </ul>
      )}
      {nodes && totalCount != null && totalCount > nodes.length && (
        <p className="muted">and {totalCount - nodes.length} more</p>
      )}
      {isShown && <Trouble what="The access of the groups could not be read." problem={problem} onRetry={onRetry} />}
    </Section>
  );

  /** What went wrong with the access of a group: that a version has one model only, did not. */
  function failureAt(place: number) {
    const failure = problemAt(error, 'user', 'groups', 'nodes', place);
    return failure?.code === 'UNSUPPORTED_BY_VERSION' && isKnown ? undefined : failure;
  }
}

/** What a group lets its members do, by rules or by the older model. */
function Held({ group, failed, loading }: { group: Group; failed: boolean; loading: boolean }) {
  if (group?.accessRules && group.accessRules.nodes.length > 0)
    return (
      <Rules
        rules={group.accessRules.nodes}
        total={group.accessRules.totalCount}
        holder={{ holder: 'GROUP', who: group.name }}
      />
    );
  if (group?.access)
    return (
      <span>
        <Roles roles={group.access.roles} />
      </span>
    );
  return <span className="muted">{failed ? 'Access could not be read' : loading ? '…' : 'No access'}</span>;
}
