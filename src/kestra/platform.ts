import { z } from 'zod';
import type { CommonSettings, Platform } from '../platform.ts';
import { baseUrl, onOff, whole } from '../setting-types.ts';
import { kestraTabs } from './explorer-tabs.ts';
import type { Kestra, KestraSettings } from './kestra.ts';
import { isTenant, tenantRule } from './tenant.ts';

/** Kestra. */
export const kestra: Platform<CommonSettings & KestraSettings, Kestra> = {
  title: 'Kestra',
  credentialHeader: 'Kestra-Authorization',
  settings: z
    .object({
      KESTRA_URL: baseUrl,
      KESTRA_TENANT: z.string().refine(isTenant, tenantRule).default('main'),
      KESTRA_MAX_PAGE_SIZE: whole(1, 10_000, 100),
      KESTRA_IMPERSONATION: onOff,
      SANDBOX_KESTRA_PORT: whole(0, 65535, 4011),
    })
    .transform((env) => ({
      url: env.KESTRA_URL,
      sandboxPort: env.SANDBOX_KESTRA_PORT,
      tenant: env.KESTRA_TENANT,
      maxPageSize: env.KESTRA_MAX_PAGE_SIZE,
      impersonation: env.KESTRA_IMPERSONATION ?? false,
    })),
  describe: () => 'Kestra',
  connect: async (settings) => (await import('./connection.ts')).kestraConnection('1.0', settings),
  types: () => import('./schema.ts'),
  start: '`kestraUsers` and `kestraUser`: Kestra.',
  tryIt: '{ kestraUsers(first: 3) { totalCount nodes { username displayName } } }',
  userType: 'KestraUser',
  explorerTabs: kestraTabs,
  async sandbox() {
    const [{ startKestra }, { exampleOf }] = await Promise.all([
      import('../sandbox/kestra.ts'),
      import('../sandbox/example.ts'),
    ]);
    return { start: startKestra, example: (url) => exampleOf(`${url}/api/v1/users?page=1&size=3`) };
  },
};
