import { z } from 'zod';
import type { CommonSettings, Platform } from '../platform.ts';
import type { ExampleUser } from '../sandbox/example.ts';
import { baseUrl, eitherOf, setting, whole } from '../setting-types.ts';
import { runaiTabs } from './explorer-tabs.ts';
import type { Runai } from './runai.ts';
import { newestVersion, type RunaiVersion, runaiVersions } from './versions.ts';

/** What an operator decides about Run:ai. */
export interface RunaiSettings extends CommonSettings {
  readonly version: RunaiVersion;
}

/** NVIDIA Run:ai. Its sandbox speaks the newest version unless told otherwise. */
export const runai: Platform<RunaiSettings, Runai> = {
  title: 'Run:ai',
  credentialHeader: 'Authorization',
  settings: z
    .object({
      RUNAI_URL: setting(baseUrl, 'The base URL of a Run:ai control plane.'),
      RUNAI_VERSION: setting(
        z.enum(runaiVersions, `must be one of: ${runaiVersions.join(', ')}`).optional(),
        `The version that it speaks: ${eitherOf(runaiVersions)}.`,
        `2.24 (sandbox: ${newestVersion})`,
      ),
      SANDBOX_RUNAI_PORT: setting(whole(0, 65535, 4010), 'The port of Run:ai in `users-graph sandbox`.'),
    })
    .transform(({ RUNAI_URL: url, RUNAI_VERSION, SANDBOX_RUNAI_PORT: sandboxPort }) => ({
      url,
      sandboxPort,
      version: RUNAI_VERSION ?? (url ? '2.24' : newestVersion),
    })),
  describe: ({ version }) => `Run:ai ${version}`,
  connect: async ({ version }) => (await import('./connection.ts')).runaiConnection(version),
  typicalCosts: async (pageCap) => (await import('./costs.ts')).typicalCosts(pageCap),
  types: () => import('./schema.ts'),
  start: '`users` and `user`, `groups` and `group`: NVIDIA Run:ai.',
  tryIt: '{ users(first: 3) { totalCount nodes { username lastLoginAt } } }',
  userType: 'User',
  explorerTabs: runaiTabs,
  async sandbox({ version }) {
    const [{ startRunai }, { exampleOf }] = await Promise.all([
      import('../sandbox/runai.ts'),
      import('../sandbox/example.ts'),
    ]);
    return {
      start: (options) => startRunai({ ...options, version }),
      example: (url) =>
        exampleOf(
          `${url}/api/v1/users?filterBy=isLocal%3D%3Dtrue&offset=0&limit=3`,
          (users: readonly ExampleUser[]) => users,
        ),
    };
  },
};
