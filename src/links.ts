import type { Tab } from './platform.ts';
import type { PlatformName } from './platforms.ts';

/*
 * The only place beside the registry that names platforms: one person may have an account on Run:ai and on Kestra.
 */

/** Adds the fields that join the users of these platforms: directly, or through a gateway where the other is a subgraph of its own. */
export async function addLinks(names: readonly PlatformName[]): Promise<void> {
  if (!names.includes('kestra')) return;
  await (names.includes('runai') ? import('./links-direct.ts') : import('./links-federated.ts'));
}

const both = `# The oldest accounts on Run:ai, with the same person on Kestra, found by the e-mail address.
query BothPlatforms {
  users(first: 20, orderBy: { field: CREATED_AT, direction: ASC }) {
    nodes {
      username
      lastLoginAt
      kestraUser {
        displayName
        isSuperAdmin
      }
    }
  }
}
`;

/** What to try in the explorer where users of several platforms are joined. */
export function linkTabs(names: readonly PlatformName[]): readonly Tab[] {
  return names.includes('runai') && names.includes('kestra') ? [{ name: 'Both platforms', query: both }] : [];
}
