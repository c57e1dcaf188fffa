import { createServer, type Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { buildSchema } from './graph/schema.ts';
import { RestClient } from './rest/client.ts';
import { runaiContract } from './runai/versions.ts';
import { exampleOf } from './sandbox/example.ts';
import { startRunai } from './sandbox/runai.ts';
import { createFront } from './server/front.ts';
import type { GraphiqlExample } from './server/graphiql.ts';

/** A running facade. */
export interface App {
  /** Where it listens: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** What it speaks to, in words. */
  readonly platforms: readonly string[];
  /** Credentials and a user to try, when the sandbox is used; placeholders otherwise. */
  readonly example: GraphiqlExample;
  /**
   * Turns `/ready` false, waits, lets requests in flight end, and closes all that was opened.
   * @param waitMs milliseconds in which load balancers can notice
   */
  close(waitMs?: number): Promise<void>;
}

const placeholders: GraphiqlExample = {
  authorization: 'Bearer <your token>',
  user: { id: '<the id of a user>', username: 'ada@example.com' },
};

/** Starts the facade, and the sandbox in the place of a platform that has no URL. */
export async function startApp(config: Config, log: Logger): Promise<App> {
  const { version, url } = config.runai;
  const { users, latencyMs, database } = config.sandbox;
  const sandbox = url ? undefined : await startRunai({ version, users, latencyMs, database });
  const example = sandbox ? await sandboxExample(sandbox.url) : placeholders;
  const runai = new RestClient({
    name: 'Run:ai',
    header: 'Authorization',
    url: url ?? new URL(sandbox?.url ?? ''),
    contract: runaiContract(version),
    timeoutMs: config.upstreamTimeoutMs,
  });
  const readiness = { draining: false };
  const schema = await buildSchema(config.platforms);
  const server = createServer(createFront({ config, schema, clients: { runai }, log, readiness, example }));
  await listening(server, config);

  return {
    url: urlOf(server, config.host),
    platforms: [`Run:ai ${version} at ${url ?? `${sandbox?.url} (sandbox, ${users} users)`}`],
    example,
    async close(waitMs = 0) {
      readiness.draining = true;
      await setTimeout(waitMs);
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      await runai.close();
      await sandbox?.close();
    },
  };
}

async function sandboxExample(url: string): Promise<GraphiqlExample> {
  const { authorization, user } = await exampleOf(url);
  return { authorization, user: { id: encodeGlobalID('User', user.id), username: user.username } };
}

function listening(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
