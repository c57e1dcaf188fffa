import { useLazyQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import { readable } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemOf } from '../problems.ts';

const TenantRoles = graphql(`
  query TenantRoles($tenantId: ID!, $userId: ID!) {
    kestraTenant(by: { tenantId: $tenantId }) {
      id
      member(by: { userId: $userId }) {
        id
        roles {
          namespace
          group {
            id
            groupId
            name
          }
          role {
            id
            roleId
            name
          }
        }
      }
    }
  }
`);

interface Group {
  readonly groupId: string;
  readonly name: string | null;
}

/** A tenant that a user has access to, and the groups there. The roles cost the platform a call, and are read when somebody opens it. */
export function Tenant({
  tenantId,
  name,
  userId,
  groups,
}: {
  tenantId: string;
  name: string | null;
  userId: string;
  groups: readonly Group[];
}) {
  const [read, { data, error, loading, called }] = useLazyQuery(TenantRoles);
  const ask = () => read({ variables: { tenantId, userId } });
  const problem = problemOf(error);
  const roles = data?.kestraTenant?.member?.roles;
  return (
    <li>
      <details
        onToggle={({ currentTarget }) => {
          if (currentTarget.open && !called) ask();
        }}
      >
        <summary>
          <span>{name ?? tenantId}</span>{' '}
          <span>
            {groups.map((group) => (
              <span key={group.groupId} className="chip">
                {group.name ?? group.groupId}
              </span>
            ))}
          </span>
        </summary>
        {loading && <p className="muted">Loading…</p>}
        {problem && !loading && <Trouble what="The roles could not be read." problem={problem} onRetry={ask} />}
        {data && !roles && !problem && <p className="muted">Roles not known.</p>}
        {roles?.length === 0 && <p className="muted">No role.</p>}
        <ul className="rules">
          {readable(roles ?? []).map(({ role, group, namespace }) => (
            <li key={[role.roleId, group?.groupId, namespace].join()}>
              <span className="chip">{role.name ?? role.roleId}</span>{' '}
              {namespace ? `in ${namespace}` : 'in the whole tenant'}
              {group && <span className="muted"> by the group {group.name ?? group.groupId}</span>}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
