import { linkTabs } from '../../src/links.ts';
import { offboardingTab } from '../../src/offboarding/explorer-tab.ts';
import { platformNames, platforms } from '../../src/platforms.ts';
import { graphiql } from '../../src/server/explorer/graphiql.ts';

/** The tabs of the explorer over all platforms, about a user who does not exist. */
export function explorerTabs() {
  const tabs = platformNames.flatMap((name) => {
    const { explorerTabs, userType } = platforms[name];
    return explorerTabs({ id: Buffer.from(`${userType}:nobody`).toString('base64'), username: 'nobody' });
  });
  return (
    graphiql({ headers: {}, isReady: true, tabs: [...tabs, ...linkTabs(platformNames), offboardingTab('nobody')] })
      .defaultTabs ?? []
  );
}
