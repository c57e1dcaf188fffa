import { z } from 'zod';
import { type CommonSettings, type Platform, titleOf } from '../platform.ts';
import type { ExampleUser } from '../sandbox/example.ts';
import { baseUrl, eitherOf, onOff, setting, whole } from '../settings/types.ts';
import { kestraTabs } from './explorer-tabs.ts';
import type { Kestra, KestraSettings } from './kestra.ts';
import { isTenant, tenantRule } from './tenant.ts';
import { type KestraVersion, kestraVersions, newestKestra } from './versions.ts';

/** The largest page that a server is taken to give. */
const defaultMaxPageSize = 100;

const choices = ['auto', ...kestraVersions] as const;

/** What an operator decides about Kestra, and how the facade speaks to it. */
interface Settings extends CommonSettings, KestraSettings {
  readonly version: KestraVersion | 'auto';
}

/** Kestra. Its sandbox speaks the newest version unless told otherwise. */
export const kestra: Platform<Settings, Kestra> = {
  title: 'Kestra',
  credentialHeader: 'Kestra-Authorization',
  settings: z
    .object({
      KESTRA_URL: setting(baseUrl, 'The base URL of a Kestra server.'),
      KESTRA_VERSION: setting(
        z.enum(choices, `must be one of: ${choices.join(', ')}`).default('auto'),
        `The contract that it speaks: ${eitherOf(kestraVersions)}. \`auto\` finds it by a few reads.`,
      ),
      KESTRA_TENANT: setting(
        z.string().refine(isTenant, tenantRule).default('main'),
        'The tenant to use where a document names none.',
      ),
      KESTRA_MAX_PAGE_SIZE: setting(
        whole(1, 10_000, defaultMaxPageSize),
        'The largest page to ask the Kestra server for. When it returns less, the facade notices.',
      ),
      KESTRA_IMPERSONATION: setting(
        onOff,
        'on lets super admins sign in as other users (`impersonateKestraUser`).',
        'off',
      ),
      SANDBOX_KESTRA_PORT: setting(whole(0, 65535, 4011), 'The port of Kestra in `users-graph sandbox`.'),
    })
    .transform((env) => ({
      url: env.KESTRA_URL,
      version: env.KESTRA_VERSION,
      sandboxPort: env.SANDBOX_KESTRA_PORT,
      tenant: env.KESTRA_TENANT,
      maxPageSize: env.KESTRA_MAX_PAGE_SIZE,
      impersonation: env.KESTRA_IMPERSONATION ?? false,
    })),
  describe: ({ version }, isSandbox) => titleOf('Kestra', version, isSandbox ? newestKestra : undefined),
  typicalCosts: async (pageCap) => ({ maxPageSize: defaultMaxPageSize, pageCap }),
  connect: async (settings) => (await import('./connection.ts')).kestraConnection(settings.version, settings),
  types: () => import('./schema.ts'),
  offboarding: async () => (await import('./offboarding.ts')).offboarding,
  start: '`kestraUsers` and `kestraUser`: Kestra.',
  tryIt: '{ kestraUsers(first: 3) { totalCount nodes { username displayName } } }',
  userType: 'KestraUser',
  exported: { list: 'kestraUsers', fields: 'id userId username displayName isSuperAdmin tenants { tenantId }' },
  explorerTabs: kestraTabs,
  async sandbox({ version }) {
    const [{ startKestra }, { exampleOf }] = await Promise.all([
      import('../sandbox/kestra.ts'),
      import('../sandbox/example.ts'),
    ]);
    return {
      start: (options) => startKestra({ ...options, version: version === 'auto' ? newestKestra : version }),
      example: (url) =>
        exampleOf(`${url}/api/v1/users?page=1&size=3`, ({ results }: { results: ExampleUser[] }) => results),
    };
  },
};
