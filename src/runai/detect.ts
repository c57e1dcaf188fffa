import type { Arguments } from '../rest/client.ts';
import type { Contract } from '../rest/contract.ts';
import { presenceOf, type Shown } from '../rest/presence.ts';
import type { Conclusion, Detect } from '../rest/version-finder.ts';
import type { RunaiVersion } from './versions.ts';

/** The id of no user: nothing has to be read for it. */
export const nobody = '00000000-0000-0000-0000-000000000000';

const proved = (version: RunaiVersion): Conclusion<RunaiVersion> => ({ version, isProved: true });
const guess = (version: RunaiVersion): Conclusion<RunaiVersion> => ({ version, isProved: false });

/**
 * Finds the version of Run:ai by what is there, newest first, in one to five reads. That something is absent counts only
 * beside something that is there, as a wrong base URL has nothing. Versions that are alike here go by one name: 2.24 is
 * 2.25 and 2.26 too.
 */
export function detector(contractOf: (version: RunaiVersion) => Contract): Detect<RunaiVersion> {
  return async (session) => {
    const ask = (version: RunaiVersion, id: string, query: Arguments['query'] = {}) =>
      presenceOf(session, contractOf(version).operation(id), query, 'Finds the version of Run:ai.');

    const names = await ask('3.0', 'get_users_minimal', { id: [nobody], limit: 1 });
    if (names.is === 'there') return proved('3.0');
    const rules = await ask('2.24', 'get_access_rules', { limit: 1 });
    if (rules.is === 'there') {
      if (names.is === 'absent') return proved('2.24');
      // Those who may not look names up may be able to order by them.
      const ordered = await ask('3.0', 'get_users', { sortBy: 'firstName', sortOrder: 'asc', offset: 0, limit: 1 });
      if (ordered.is === 'there') return proved('3.0');
      return ordered.is === 'refused' ? proved('2.24') : guess('3.0');
    }
    const access = await ask('2.22', 'getRoles');
    const count = await ask('2.22', 'count_users');
    if (count.is === 'there') return withPages(names, rules, access);
    const users = await ask('2.22', 'get_users', { offset: 0, limit: 1 });
    if (users.is !== 'there') return guess(access.is === 'there' ? '2.22' : '3.0');
    if (count.is !== 'unknown' || isWhole(users)) return proved('legacy');
    return guess(access.is === 'there' ? '2.22' : '3.0');
  };
}

/** Of a platform that counts its users and shows no access rules. */
function withPages(names: Shown, rules: Shown, access: Shown): Conclusion<RunaiVersion> {
  if (access.is === 'there') return proved('2.22');
  if (names.is !== 'absent') return guess('3.0');
  if (access.is === 'absent') return proved('2.24');
  return guess(rules.is === 'absent' ? '2.22' : '2.24');
}

/** Whether a list came whole though one row of it was asked for. */
const isWhole = ({ answer }: Shown) => Array.isArray(answer) && answer.length > 1;
