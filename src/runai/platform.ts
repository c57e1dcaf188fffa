import { z } from 'zod';
import { type CommonSettings, type Platform, titleOf } from '../platform.ts';
import type { ExampleUser } from '../sandbox/example.ts';
import { baseUrl, eitherOf, setting, whole } from '../setting-types.ts';
import { runaiTabs } from './explorer-tabs.ts';
import type { Runai } from './runai.ts';
import { newestVersion, type RunaiVersion, runaiVersions } from './versions.ts';

/** What an operator decides about Run:ai. */
export interface RunaiSettings extends CommonSettings {
  readonly version: RunaiVersion | 'auto';
}

const choices = ['auto', ...runaiVersions] as const;

/** NVIDIA Run:ai. Its sandbox speaks the newest version unless told otherwise. */
export const runai: Platform<RunaiSettings, Runai> = {
  title: 'Run:ai',
  credentialHeader: 'Authorization',
  settings: z
    .object({
      RUNAI_URL: setting(baseUrl, 'The base URL of a Run:ai control plane.'),
      RUNAI_VERSION: setting(
        z.enum(choices, `must be one of: ${choices.join(', ')}`).default('auto'),
        `The version that it speaks: ${eitherOf(runaiVersions)}. \`auto\` finds it by a few reads.`,
      ),
      SANDBOX_RUNAI_PORT: setting(whole(0, 65535, 4010), 'The port of Run:ai in `users-graph sandbox`.'),
    })
    .transform(({ RUNAI_URL: url, RUNAI_VERSION: version, SANDBOX_RUNAI_PORT: sandboxPort }) => ({
      url,
      sandboxPort,
      version,
    })),
  describe: ({ version }, isSandbox) => titleOf('Run:ai', version, isSandbox ? newestVersion : undefined),
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
      start: (options) => startRunai({ ...options, version: version === 'auto' ? newestVersion : version }),
      example: (url) =>
        exampleOf(
          `${url}/api/v1/users?filterBy=isLocal%3D%3Dtrue&offset=0&limit=3`,
          (users: readonly ExampleUser[]) => users,
        ),
    };
  },
};
