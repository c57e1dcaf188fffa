import type { z } from 'zod';
import type { PlatformName, PlatformSettings } from './platforms.ts';
import type { Access } from './rest/access.ts';
import type { facadeSettings } from './settings/catalog.ts';
import { proxyTo } from './settings/proxy.ts';
import { ConfigError, type ReadSettings } from './settings/read.ts';

/**
 * How connections to platforms are made. The sandbox is on this machine, and reached as it is.
 * @throws {ConfigError} if TLS is set up for a platform that is not reached by it
 */
export function accessTo(
  names: readonly PlatformName[],
  ofPlatforms: PlatformSettings,
  env: z.infer<typeof facadeSettings>,
  tls: ReadSettings<typeof facadeSettings>['tls'],
): Readonly<Partial<Record<PlatformName, Access>>> {
  const entries = names.flatMap((name) => {
    const { url } = ofPlatforms[name];
    const { ca, client } = tls[name] ?? {};
    if (url?.protocol !== 'https:' && (ca !== undefined || client)) {
      const own = name.toUpperCase();
      const given = ca === undefined ? `${own}_CLIENT_CERT` : `${own}_CA`;
      throw new ConfigError(`${given} needs an https:// URL as ${own}_URL.`);
    }
    return url ? [[name, { ca, client, proxy: proxyTo(url, env) }] as const] : [];
  });
  return Object.fromEntries(entries);
}
