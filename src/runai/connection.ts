import { memoized } from '../memoized.ts';
import type { Connection } from '../platform.ts';
import { loadContract } from '../rest/contract.ts';
import { runaiRefusal } from './error-body.ts';
import { Runai } from './runai.ts';
import { features, type RunaiVersion } from './versions.ts';

/** How the facade speaks to a version of Run:ai. */
export function runaiConnection(version: RunaiVersion): Connection<Runai> {
  return {
    contract: runaiContract(version),
    ownRefusal: runaiRefusal,
    probe: { operation: 'get_users', ...(features[version].paging && { query: { offset: 0, limit: 1 } }) },
    open: (session, lists) => new Runai(session, lists, version),
  };
}

/** The contract of a version, read once. */
export const runaiContract = memoized(
  (version: RunaiVersion) =>
    loadContract(`runai-${features[version].contract}`, {
      safe: ['get_permitted_scopes'],
      dropped: ['change_user_password'],
      forms: {
        '^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$': 'must be an email address, such as name@example.com',
      },
      keys: {
        get_users: ['id', 'username'],
        get_users_minimal: ['id', 'username'],
        get_user_by_id: ['username'],
        create_user: ['username'],
        getUsers: ['userId'],
        getGroups: ['userId'],
      },
    }),
  (version) => features[version].contract,
);
