import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import { Choice } from '../lists/choice.tsx';
import { useTyped } from '../lists/typed.ts';
import { readable } from '../parts/known.ts';

// Once a session: the answer stays in the cache.
const Tenants = graphql(`
  query Tenants {
    kestraViewer {
      tenants {
        id
        tenantId
        name
      }
    }
  }
`);

/** The tenant that is shown, and what its bindings are narrowed by. The URL holds both. */
export function BindingFilters() {
  const { data } = useQuery(Tenants);
  const tenants = readable(data?.kestraViewer?.tenants ?? []).map(
    ({ tenantId, name }) => [tenantId, name ?? tenantId] as const,
  );
  return (
    <search className="filters">
      <Choice name="tenant" label="Tenant" choices={Object.fromEntries(tenants)} all="Default" />
      <Choice name="holder" label="Kind of holder" choices={{ USER: 'User', GROUP: 'Group' }} />
      <label>
        Namespace
        <input type="search" placeholder="Its whole name" {...useTyped('namespace')} />
      </label>
    </search>
  );
}
