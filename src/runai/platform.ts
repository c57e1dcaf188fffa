import { z } from 'zod';
import { type CommonSettings, type Platform, titleOf } from '../platform.ts';
import type { ExampleUser } from '../sandbox/example.ts';
import { baseUrl, eitherOf, onOff, setting, whole } from '../settings/types.ts';
import { runaiTabs } from './explorer-tabs.ts';
import type { Runai } from './runai.ts';
import { newestVersion, type RunaiVersion, runaiVersions } from './versions.ts';

/** What an operator decides about Run:ai. */
export interface RunaiSettings extends CommonSettings {
  readonly version: RunaiVersion | 'auto';
  /** Whether client credentials are exchanged for tokens. */
  readonly tokenExchange: boolean;
}

/** The versions that issue no tokens by the grant of client credentials at `/api/v2/token`. */
const withoutTokens: readonly string[] = ['2.22', 'legacy'];

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
      RUNAI_TOKEN_EXCHANGE: setting(
        onOff,
        'on lets programs send a client id and secret (`Authorization: Basic`), which the facade exchanges for a token; see client credentials. From 2.24 on.',
        'off',
      ),
      SANDBOX_RUNAI_PORT: setting(whole(0, 65535, 4010), 'The port of Run:ai in `users-graph sandbox`.'),
    })
    .refine(({ RUNAI_TOKEN_EXCHANGE: isOn, RUNAI_VERSION: version }) => !isOn || !withoutTokens.includes(version), {
      path: ['RUNAI_TOKEN_EXCHANGE'],
      message: 'must be "off" where RUNAI_VERSION is older than 2.24',
    })
    .transform((env) => ({
      url: env.RUNAI_URL,
      sandboxPort: env.SANDBOX_RUNAI_PORT,
      version: env.RUNAI_VERSION,
      tokenExchange: env.RUNAI_TOKEN_EXCHANGE ?? false,
    })),
  describe: ({ version }, isSandbox) => titleOf('Run:ai', version, isSandbox ? newestVersion : undefined),
  connect: async ({ version, tokenExchange }) =>
    (await import('./connection.ts')).runaiConnection(version, tokenExchange),
  typicalCosts: async (pageCap) => (await import('./costs.ts')).typicalCosts(pageCap),
  types: () => import('./schema.ts'),
  offboarding: async () => (await import('./offboarding.ts')).offboarding,
  start: '`users` and `user`, `groups` and `group`: NVIDIA Run:ai.',
  tryIt: '{ users(first: 3) { totalCount nodes { username lastLoginAt } } }',
  userType: 'User',
  exported: {
    list: 'users',
    fields: 'id userId username firstName lastName isLocal createdBy createdAt updatedAt lastLoginAt',
  },
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
