import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Config } from './config.ts';
import type { PlatformName } from './graph/schema.ts';
import { kestraContract } from './kestra/api.ts';
import { issuesOf } from './kestra/refusals.ts';
import { RestClient, type Upstream } from './rest/client.ts';
import { runaiContract } from './runai/versions.ts';
import { type Example, exampleOf, kestraExampleOf } from './sandbox/example.ts';
import type { Sandbox } from './sandbox/http.ts';
import { startKestra } from './sandbox/kestra.ts';
import { startRunai } from './sandbox/runai.ts';
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

/** How to open each platform: at its URL, or as the sandbox in its place. */
export const openPlatform: Readonly<Record<PlatformName, (config: Config) => Promise<Platform>>> = {
  async runai(config) {
    const { url, version } = config.runai;
    const sandbox = url ? undefined : await startRunai({ ...dataOf(config), version });
    return open(config, sandbox, {
      title: `Run:ai ${version}`,
      type: 'User',
      example: sandbox && (await exampleOf(sandbox.url)),
      upstream: { name: 'Run:ai', header: 'Authorization', contract: runaiContract(version), ...at(url, sandbox) },
    });
  },
  async kestra(config) {
    const { url } = config.kestra;
    const sandbox = url ? undefined : await startKestra(dataOf(config));
    // Where Kestra is the only platform, the usual header can mean nothing else.
    const header = config.platforms.length === 1 ? 'Authorization' : 'Kestra-Authorization';
    return open(config, sandbox, {
      title: 'Kestra',
      type: 'KestraUser',
      example: sandbox && (await kestraExampleOf(sandbox.url)),
      upstream: { name: 'Kestra', header, contract: kestraContract, issuesOf, ...at(url, sandbox) },
    });
  },
};

interface Opening {
  readonly title: string;
  /** The graph's type of its users. */
  readonly type: string;
  readonly example: Example | undefined;
  readonly upstream: Omit<Upstream, 'timeoutMs'>;
}

const placeholder: Example = {
  authorization: 'Bearer <your token>',
  user: { id: '<the id of a user>', username: 'ada@example.com' },
};

function open(config: Config, sandbox: Sandbox | undefined, { title, type, example, upstream }: Opening): Platform {
  const client = new RestClient({ ...upstream, timeoutMs: config.upstreamTimeoutMs });
  const { authorization, user } = example ?? placeholder;
  return {
    client,
    title: `${title} at ${sandbox ? `${sandbox.url} (sandbox, ${config.sandbox.users} users)` : upstream.url}`,
    example: {
      header: upstream.header,
      authorization,
      user: { id: example ? encodeGlobalID(type, user.id) : user.id, username: user.username },
    },
    async close() {
      await client.close();
      await sandbox?.close();
    },
  };
}

function dataOf({ sandbox: { users, latencyMs, database } }: Config) {
  return { users, latencyMs, database };
}

function at(url: URL | undefined, sandbox: Sandbox | undefined) {
  return { url: url ?? new URL(sandbox?.url ?? '') };
}
