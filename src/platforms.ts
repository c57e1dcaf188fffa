import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Config } from './config.ts';
import type { Place } from './embedded-sandbox.ts';
import type { PlatformName } from './graph/schema.ts';
import { kestraContract } from './kestra/api.ts';
import { kestraRefusal } from './kestra/error-body.ts';
import { RestClient } from './rest/client.ts';
import type { Upstream } from './rest/upstream.ts';
import { runaiRefusal } from './runai/error-body.ts';
import { features, runaiContract } from './runai/versions.ts';
import type { Example } from './sandbox/example.ts';
import type { PlatformExample } from './server/explorer/graphiql.ts';

/** A platform that the facade speaks to. */
export interface Platform {
  readonly client: RestClient;
  /** What it is and where, in words. */
  readonly title: string;
  /** Credentials and a user to try. */
  readonly example: PlatformExample;
}

/** How to open each platform: at its URL, or at the sandbox that stands in for it. */
export const openPlatform: Readonly<Record<PlatformName, (config: Config, standIn?: Place) => Platform>> = {
  runai(config, standIn) {
    const { url, version } = config.runai;
    return open(config, url, standIn, {
      title: `Run:ai ${version}`,
      type: 'User',
      upstream: {
        name: 'Run:ai',
        headers: ['Authorization'],
        contract: runaiContract(version),
        ownRefusal: runaiRefusal,
        probe: { operation: 'get_users', ...(features[version].paging && { query: { offset: 0, limit: 1 } }) },
      },
    });
  },
  kestra(config, standIn) {
    // Where Kestra is the only platform, the usual header is meant too; behind a gateway it may be another platform's.
    const usual = config.platforms.length === 1 ? ['Authorization'] : [];
    return open(config, config.kestra.url, standIn, {
      title: 'Kestra',
      type: 'KestraUser',
      upstream: {
        name: 'Kestra',
        headers: ['Kestra-Authorization', ...usual],
        contract: kestraContract,
        ownRefusal: kestraRefusal,
        probe: { operation: 'listUsers', query: { page: 1, size: 1 } },
      },
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

function open(config: Config, configured: URL | undefined, standIn: Place | undefined, opening: Opening): Platform {
  const { title, type, upstream } = opening;
  const url = configured ?? new URL(standIn?.url ?? '');
  const { authorization, user } = standIn?.example ?? placeholder;
  return {
    client: new RestClient({ ...upstream, url, timeoutMs: config.upstreamTimeoutMs, breaker: config.breaker }),
    title: `${title} at ${standIn ? `${standIn.url} (sandbox, ${config.sandbox.users} users)` : url}`,
    example: {
      header: upstream.headers.at(-1) ?? upstream.headers[0],
      authorization,
      user: { id: standIn ? encodeGlobalID(type, user.id) : user.id, username: user.username },
    },
  };
}
