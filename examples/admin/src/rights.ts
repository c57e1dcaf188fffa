import { useQuery } from '@apollo/client/react';
import { graphql } from './generated/gql.ts';

// Once a session: the answer stays in the cache.
const Rights = graphql(`
  query Rights {
    viewer {
      username
      permissions {
        resourceType
        actions
      }
    }
  }
`);

/** What the person may do with users. What the platform does not tell counts as allowed: a refusal then says so. */
export interface UserRights {
  readonly create: boolean;
  readonly update: boolean;
  readonly delete: boolean;
}

/** @returns who is signed in, where the token tells, and what they may do with users */
export function useRights(): { username: string | undefined; users: UserRights } {
  const { data } = useQuery(Rights);
  const permissions = data?.viewer?.permissions;
  const actions = permissions?.find((permission) => permission?.resourceType === 'users')?.actions ?? [];
  const may = (action: string) => !permissions || actions.includes(action);
  return {
    username: data?.viewer?.username ?? undefined,
    users: { create: may('create'), update: may('update'), delete: may('delete') },
  };
}
