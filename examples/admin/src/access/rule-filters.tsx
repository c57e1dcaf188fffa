import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import { Choice } from '../lists/choice.tsx';
import { useTyped } from '../lists/typed.ts';
import { readable } from '../parts/known.ts';
import { holderTypes } from './rules-list.ts';
import { scopeTypes } from './scope.ts';

// Once a session: the answer stays in the cache.
const Roles = graphql(`
  query Roles {
    runaiRoles(first: 100) {
      nodes {
        id
        roleId
        name
      }
    }
  }
`);

/** What the rules are narrowed by. The URL holds it, so that it can be shared and gone back from. */
export function RuleFilters() {
  const { data } = useQuery(Roles);
  const roles = readable(data?.runaiRoles?.nodes ?? [])
    .map(({ roleId, name }) => [roleId, name ?? `Role ${roleId}`] as const)
    .sort(([, one], [, other]) => one.localeCompare(other));
  return (
    <search className="filters">
      <label className="wide">
        Holder
        <input type="search" placeholder="Part of a username, or of a group's name" {...useTyped('who')} />
      </label>
      <Choice name="holder" label="Kind of holder" choices={holderTypes} />
      <Choice name="role" label="Role" choices={Object.fromEntries(roles)} />
      <label>
        Scope
        <input type="search" placeholder="Part of its name" {...useTyped('in')} />
      </label>
      <Choice name="scope" label="Kind of scope" choices={scopeTypes} />
    </search>
  );
}
