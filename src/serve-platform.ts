import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Config } from './config.ts';
import type { SandboxEndpoint } from './embedded-sandbox.ts';
import { ListFacts } from './paging/list-facts.ts';
import type { ServedPlatform } from './platform.ts';
import { type PlatformName, platforms } from './platforms.ts';
import { RestClient } from './rest/client.ts';
import type { Example } from './sandbox/example.ts';

const placeholder: Example = {
  authorization: 'Bearer <your token>',
  user: { id: '<the id of a user>', username: 'ada@example.com' },
};

/**
 * Connects to a platform at its URL, or at the sandbox.
 * @param sandbox where the sandbox runs that serves the platform, if it has no URL
 */
export async function servePlatform(
  name: PlatformName,
  config: Config,
  sandbox?: SandboxEndpoint,
): Promise<ServedPlatform> {
  const platform = platforms[name];
  const settings = config[name];
  const { open, found, openFound, departures = () => [], ...connection } = await platform.connect(settings);
  const header = headerOf(name, config);
  const url = settings.url ?? new URL(sandbox?.url ?? '');
  const { authorization, user } = sandbox?.example ?? placeholder;
  const shown = { ...user, id: sandbox ? encodeGlobalID(platform.userType, user.id) : user.id };
  const client = new RestClient({
    ...connection,
    name: platform.title,
    headers: header === platform.credentialHeader ? [header] : [platform.credentialHeader, header],
    url,
    access: config.access[name],
    timeoutMs: config.upstreamTimeoutMs,
    breaker: config.breaker,
    cache: config.cache,
    isPaced: config.budgetPerMinute !== undefined,
  });
  // One version ignores what another one heeds: its answer to a call must not stand for the other's.
  found?.watch(() => client.forget());
  return {
    name,
    title: `${platform.describe(settings, sandbox !== undefined)} at ${sandbox ? `${sandbox.url} (sandbox, ${config.sandbox.users} users)` : url}`,
    client,
    lists: new ListFacts(),
    open,
    found,
    openFound,
    departures,
    userType: platform.userType,
    exported: platform.exported,
    example: { header, authorization, user: shown, isReal: sandbox !== undefined },
    tabs: platform.explorerTabs(shown),
  };
}

/**
 * The header to show. The only platform also takes the usual one; beside others, behind a gateway, that one may hold
 * another platform's credentials.
 */
function headerOf(name: PlatformName, { platforms: served }: Config): string {
  return served.length === 1 ? 'Authorization' : platforms[name].credentialHeader;
}
