import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Config } from './config.ts';
import type { PlatformName } from './graph/schema.ts';
import { kestraContract } from './kestra/api.ts';
import { issuesOf } from './kestra/refusals.ts';
import { RestClient, type Upstream } from './rest/client.ts';
import { runaiContract } from './runai/versions.ts';
import type { Example } from './sandbox/example.ts';
import type { StandIn } from './sandbox/stand-in.ts';
import type { PlatformExample } from './server/graphiql.ts';

/** A platform that the facade speaks to. */
export interface Platform {
  readonly client: RestClient;
  /** What it is and where, in words. */
  readonly title: string;
  /** Credentials and a user to try. */
  readonly example: PlatformExample;
  close(): Promise<void>;
}

/** The sandbox is loaded where a platform has no URL only: with its database it is the larger part of the program. */
const sandbox = () => import('./sandbox/stand-in.ts');

/** How to open each platform: at its URL, or as the sandbox in its place. */
export const openPlatform: Readonly<Record<PlatformName, (config: Config) => Promise<Platform>>> = {
  async runai(config) {
    const { url, version } = config.runai;
    const standIn = url ? undefined : await (await sandbox()).standInForRunai({ ...dataOf(config), version });
    return open(config, url, standIn, {
      title: `Run:ai ${version}`,
      type: 'User',
      upstream: { name: 'Run:ai', headers: ['Authorization'], contract: runaiContract(version) },
    });
  },
  async kestra(config) {
    const { url } = config.kestra;
    const standIn = url ? undefined : await (await sandbox()).standInForKestra(dataOf(config));
    // Where Kestra is the only platform, the usual header is meant too; behind a gateway it may be another platform's.
    const usual = config.platforms.length === 1 ? ['Authorization'] : [];
    return open(config, url, standIn, {
      title: 'Kestra',
      type: 'KestraUser',
      upstream: { name: 'Kestra', headers: ['Kestra-Authorization', ...usual], contract: kestraContract, issuesOf },
    });
  },
};

interface Opening {
  readonly title: string;
  /** The graph's type of its users. */
  readonly type: string;
  readonly upstream: Omit<Upstream, 'timeoutMs' | 'breaker' | 'url'>;
}

const placeholder: Example = {
  authorization: 'Bearer <your token>',
  user: { id: '<the id of a user>', username: 'ada@example.com' },
};

function open(config: Config, configured: URL | undefined, standIn: StandIn | undefined, opening: Opening): Platform {
  const { title, type, upstream } = opening;
  const url = configured ?? new URL(standIn?.url ?? '');
  const client = new RestClient({ ...upstream, url, timeoutMs: config.upstreamTimeoutMs, breaker: config.breaker });
  const { authorization, user } = standIn?.example ?? placeholder;
  return {
    client,
    title: `${title} at ${standIn ? `${standIn.url} (sandbox, ${config.sandbox.users} users)` : url}`,
    example: {
      header: upstream.headers.at(-1) ?? upstream.headers[0],
      authorization,
      user: { id: standIn ? encodeGlobalID(type, user.id) : user.id, username: user.username },
    },
    async close() {
      await client.close();
      await standIn?.close();
    },
  };
}

function dataOf({ sandbox: { users, latencyMs, database } }: Config) {
  return { users, latencyMs, database };
}
