import { memoized } from '../memoized.ts';
import type { Connection } from '../platform.ts';
import { loadContract } from '../rest/contract.ts';
import { Dialects } from '../rest/dialect.ts';
import { detector } from './detect.ts';
import { kestraRefusal } from './error-body.ts';
import { Kestra, type KestraSettings } from './kestra.ts';
import { ServerFacts } from './server-facts.ts';
import { features, type KestraVersion, newestKestra } from './versions.ts';

/** How the facade speaks to Kestra: to the version that is named, or to the one that it finds. */
export function kestraConnection(version: KestraVersion | 'auto', settings: KestraSettings): Connection<Kestra> {
  const dialects = kestraDialects(version, settings.tenant);
  const { finder } = dialects;
  const newFacts = () => new ServerFacts(finder && (() => finder.doubt(false)));
  let facts = newFacts();
  // What the server of a version has shown says nothing about the next one.
  finder?.watch(() => {
    facts = newFacts();
  });
  return {
    contract: dialects.now.contract,
    ownRefusal: kestraRefusal,
    probe: { operation: 'listUsers', query: { page: 1, size: 1 } },
    open: (session, lists) => new Kestra(session, lists, settings, { dialect: dialects.now, facts }),
    openFound: async (session, lists) => {
      const dialect = await dialects.find(session);
      return new Kestra(session, lists, settings, { dialect, facts });
    },
    found: finder,
    departures: () => (facts.search.known === false ? [ignoresSearch] : []),
  };
}

const ignoresSearch = {
  field: 'kestraUsers(search:',
  departure: 'The server ignores the search of its users: for each, the facade reads the whole list.',
};

/** By which versions the facade speaks to Kestra. @param tenant where it looks for what tells versions apart */
export function kestraDialects(version: KestraVersion | 'auto', tenant: string) {
  const versions = { features, newest: newestKestra, contractOf: kestraContract, detector: detector(tenant) };
  return new Dialects(version, versions);
}

/** The contract of a version, read once. */
export const kestraContract = memoized(
  (version: KestraVersion) =>
    loadContract(features[version].contract, {
      safe: ['autocompleteUsers', 'autocompleteGroups', 'autocompleteRoles', 'listGroupIds', 'listRolesFromGivenIds'],
      dropped: [
        'updateCurrentUserPassword',
        'deleteApiToken',
        'deleteApiTokenWithTenant',
        'deleteApiTokenForCurrentUser',
        'impersonate',
      ],
      keys: { listRolesFromGivenIds: ['id'] },
      forms: {
        '^(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$':
          'must be 1 to 63 lower-case letters and digits, with single hyphens only between them',
      },
    }),
  (version) => features[version].contract,
);
