import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { Incremental, KestraAccountFragment } from '../generated/graphql.ts';
import { readable } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemAt } from '../problems.ts';
import { type Asked, Awaited, Facts, Section } from './section.tsx';
import { Tenant } from './tenant.tsx';

const KestraAccountFields = graphql(`
  fragment KestraAccount on User {
    kestraUser {
      id
      userId
      displayName
      isSuperAdmin
      isRestricted
      tenants {
        id
        tenantId
        name
      }
      groups {
        id
        groupId
        tenantId
        name
      }
      authMethods {
        id
        type
        typeName
      }
    }
  }
`);

/** The same person's account on Kestra. */
export function KestraAccount({
  user,
  error,
  loading,
  onRetry,
}: Asked & { user: FragmentType<Incremental<KestraAccountFragment>> }) {
  const { data, complete } = useFragment({
    fragment: KestraAccountFields,
    from: user as FragmentType<KestraAccountFragment>,
  });
  if (!complete) return <Awaited title="Kestra" />;
  const { kestraUser: account } = data;
  const problem = problemAt(error, 'user', 'kestraUser');
  return (
    <Section title="Kestra">
      {account && (
        <>
          <Facts
            facts={{
              Name: account.displayName ?? 'Not known',
              Kind: account.isSuperAdmin ? 'Super admin' : account.isRestricted ? 'Restricted' : 'User',
              'Signs in by': account.authMethods
                ? readable(account.authMethods)
                    .map(({ type, typeName }) => methods[type ?? ''] ?? typeName)
                    .join(', ') || 'Nothing'
                : 'Not known',
            }}
          />
          {account.tenants?.length === 0 && <p className="muted">In no tenant.</p>}
          <ul className="pairs" aria-label="Tenants, and the groups there">
            {readable(account.tenants ?? []).map(({ tenantId, name }) => (
              <Tenant
                key={tenantId}
                tenantId={tenantId}
                name={name}
                userId={account.userId}
                groups={readable(account.groups ?? []).filter((group) => group.tenantId === tenantId)}
              />
            ))}
          </ul>
        </>
      )}
      {problem && <Trouble what="The account could not be read." problem={problem} onRetry={onRetry} />}
      {!account && !problem && <p className="muted">{loading ? 'Loading…' : 'No account with this address.'}</p>}
    </Section>
  );
}

const methods: Readonly<Record<string, string>> = { BASIC_AUTH: 'Password', OIDC: 'Single sign-on' };
