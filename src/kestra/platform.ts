import { z } from 'zod';
import type { CommonSettings, Platform } from '../platform.ts';
import type { ExampleUser } from '../sandbox/example.ts';
import { baseUrl, onOff, whole } from '../setting-types.ts';
import { kestraTabs } from './explorer-tabs.ts';
import type { Kestra, KestraSettings } from './kestra.ts';
import { isTenant, tenantRule } from './tenant.ts';
import { type KestraVersion, kestraVersions, newestKestra } from './versions.ts';

/** What an operator decides about Kestra, and how the facade speaks to it. */
interface Settings extends CommonSettings, KestraSettings {
  readonly version: KestraVersion;
}

/** Kestra. Its sandbox speaks the newest version unless told otherwise. */
export const kestra: Platform<Settings, Kestra> = {
  title: 'Kestra',
  credentialHeader: 'Kestra-Authorization',
  settings: z
    .object({
      KESTRA_URL: baseUrl,
      KESTRA_VERSION: z.enum(kestraVersions, `must be one of: ${kestraVersions.join(', ')}`).default(newestKestra),
      KESTRA_TENANT: z.string().refine(isTenant, tenantRule).default('main'),
      KESTRA_MAX_PAGE_SIZE: whole(1, 10_000, 100),
      KESTRA_IMPERSONATION: onOff,
      SANDBOX_KESTRA_PORT: whole(0, 65535, 4011),
    })
    .transform((env) => ({
      url: env.KESTRA_URL,
      version: env.KESTRA_VERSION,
      sandboxPort: env.SANDBOX_KESTRA_PORT,
      tenant: env.KESTRA_TENANT,
      maxPageSize: env.KESTRA_MAX_PAGE_SIZE,
      impersonation: env.KESTRA_IMPERSONATION ?? false,
    })),
  describe: ({ version }) => `Kestra ${version}`,
  connect: async (settings) => (await import('./connection.ts')).kestraConnection(settings.version, settings),
  types: () => import('./schema.ts'),
  start: '`kestraUsers` and `kestraUser`: Kestra.',
  tryIt: '{ kestraUsers(first: 3) { totalCount nodes { username displayName } } }',
  userType: 'KestraUser',
  explorerTabs: kestraTabs,
  async sandbox({ version }) {
    const [{ startKestra }, { exampleOf }] = await Promise.all([
      import('../sandbox/kestra.ts'),
      import('../sandbox/example.ts'),
    ]);
    return {
      start: (options) => startKestra({ ...options, version }),
      example: (url) =>
        exampleOf(`${url}/api/v1/users?page=1&size=3`, ({ results }: { results: ExampleUser[] }) => results),
    };
  },
};
