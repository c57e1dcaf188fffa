import { memoized } from '../memoized.ts';
import type { Connection } from '../platform.ts';
import { loadContract } from '../rest/contract.ts';
import { kestraRefusal } from './error-body.ts';
import { Kestra, type KestraSettings } from './kestra.ts';
import { ServerFacts } from './server-facts.ts';
import { features, type KestraVersion } from './versions.ts';

/** How the facade speaks to a version of Kestra. */
export function kestraConnection(version: KestraVersion, settings: KestraSettings): Connection<Kestra> {
  const server = { features: features[version], facts: new ServerFacts() };
  return {
    contract: kestraContract(version),
    ownRefusal: kestraRefusal,
    probe: { operation: 'listUsers', query: { page: 1, size: 1 } },
    open: (session, lists) => new Kestra(session, lists, settings, server),
    departures: () => (server.facts.search.known === false ? [ignoresSearch] : []),
  };
}

const ignoresSearch = {
  field: 'kestraUsers(search:',
  departure: 'The server ignores the search of its users: for each, the facade reads the whole list.',
};

/** The contract of a version, read once. */
export const kestraContract = memoized(
  (version: KestraVersion) =>
    loadContract(features[version].contract, {
      safe: ['autocompleteUsers', 'listGroupIds'],
      dropped: ['updateCurrentUserPassword', 'deleteApiToken', 'deleteApiTokenWithTenant', 'impersonate'],
      forms: {
        '^(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$':
          'must be 1 to 63 lower-case letters and digits, with single hyphens only between them',
      },
    }),
  (version) => features[version].contract,
);
