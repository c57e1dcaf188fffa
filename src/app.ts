import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type SandboxEndpoints, startEmbeddedSandboxes } from './embedded-sandbox.ts';
import { buildSchema } from './graph/schema.ts';
import { linkTabs } from './links.ts';
import { offboardingTab } from './offboarding/explorer-tab.ts';
import type { PlatformExample, ServedPlatform } from './platform.ts';
import type { PlatformName } from './platforms.ts';
import { servePlatform } from './serve-platform.ts';
import { CallBudgets } from './server/budget/call-budgets.ts';
import { closeWithin, createHttpServer, listen, urlOf } from './server/http-server.ts';
import { MemoryStore } from './server/idempotency/store.ts';
import type { LogOutput } from './server/observability/log-output.ts';
import { type Figures, Metrics } from './server/observability/metrics.ts';
import { requestHandler } from './server/request-handler.ts';

/** A running facade. */
export interface App {
  /** Where it listens: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** What it speaks to, in words. */
  readonly platforms: readonly string[];
  /** Credentials and users to try: real ones where the sandbox is used, placeholders otherwise. */
  readonly example: Readonly<Partial<Record<PlatformName, PlatformExample>>>;
  /**
   * Turns `/ready` false, waits, lets requests in flight end in the time that they have, and closes all that was opened.
   * @param waitMs milliseconds in which load balancers can notice
   */
  close(waitMs?: number): Promise<void>;
}

/** A facade in this process, which also tells what it has counted. */
export interface LocalApp extends App {
  figures(): Promise<Figures>;
}

/** What one of several processes that serve together is given. */
export interface Shared {
  /** The sandboxes that run in another process. */
  readonly endpoints: SandboxEndpoints;
  /** What `/metrics` serves: the figures of all processes, as text. */
  readonly metricsText: () => Promise<string>;
}

/** What the process gives an app. */
interface Surroundings {
  /** Where log lines go, if that may drop some. */
  readonly output?: LogOutput;
  /** What it has in common with other processes, if it is one of several. */
  readonly shared?: Shared;
}

/** Beyond the time that a request has for its REST calls, to send its answer. */
const answerMs = 1000;

/** Loaded where traces are asked for only: it is larger than the rest of the server. */
const tracingModule = () => import('./server/observability/tracing.ts');
/** Loaded where the Model Context Protocol is asked for only. */
const mcpModule = () => import('./server/mcp/listener.ts');

/** Loaded where Redis is asked for only. */
const redisModule = () => import('./server/redis/store.ts');

/** Starts the facade, and the sandbox for each platform that has no URL; all of it, or nothing. */
export async function startApp(config: Config, log: Logger, { output, shared }: Surroundings = {}): Promise<LocalApp> {
  const sandboxes = shared ? undefined : await startEmbeddedSandboxes(config);
  const endpoints = shared?.endpoints ?? sandboxes?.endpoints ?? {};
  const platforms: ServedPlatform[] = [];
  const closeAll = async () => {
    await Promise.all(platforms.map(({ client }) => client.close()));
    await sandboxes?.close();
  };
  try {
    for (const name of config.platforms) platforms.push(await servePlatform(name, config, endpoints[name]));
    return await start(config, log, platforms, closeAll, output, shared?.metricsText);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function start(
  config: Config,
  log: Logger,
  platforms: readonly ServedPlatform[],
  closeAll: () => Promise<void>,
  output: LogOutput | undefined,
  sharedText: Shared['metricsText'] | undefined,
): Promise<LocalApp> {
  const clients = platforms.map(({ client }) => client);
  for (const { client, lists, found } of platforms) {
    const { name: platform } = client.upstream;
    found?.watch((version, before) =>
      log.info({ platform, version, ...(before && { before }) }, 'found the version of a platform'),
    );
    lists.pageCap.watch((given, asked) =>
      log.warn(
        { platform, given, asked },
        'a platform returns smaller pages than requested: from now on the facade asks for pages of this size',
      ),
    );
  }
  const readiness = { draining: false };
  const metrics = new Metrics(clients, () => output?.dropped ?? 0);
  const metricsText = sharedText ?? (() => metrics.text());
  const tracing = config.tracing ? (await tracingModule()).startTracing(clients, log) : undefined;
  const schema = await buildSchema(config.platforms);
  const shared =
    config.storeUrl && (await (await redisModule()).openStore(config.storeUrl, config.budgetPerMinute, log));
  // One of several processes keeps for all of them only what is outside of them.
  const store = shared?.texts ?? (sharedText ? undefined : new MemoryStore());
  const onAlone = () => metrics.budgetsAlone.count();
  const budgets =
    config.budgetPerMinute === undefined
      ? undefined
      : new CallBudgets(
          {
            perMinute: config.budgetPerMinute,
            concurrency: config.upstreamConcurrency,
            requestTimeoutMs: config.requestTimeoutMs,
          },
          { store: shared?.budgets, onAlone },
        );
  const explorer = {
    headers: Object.fromEntries(platforms.map(({ example }) => [example.header, example.authorization])),
    isReady: platforms.every(({ example }) => example.isReal),
    tabs: [
      ...platforms.flatMap(({ tabs }) => tabs),
      ...linkTabs(config.platforms),
      ...platforms.slice(0, 1).map(({ example }) => offboardingTab(example.user.username)),
    ],
  };
  const listener = requestHandler({
    config,
    schema,
    platforms,
    log,
    readiness,
    metrics,
    metricsText,
    tracing,
    explorer,
    store,
    budgets,
    mcpListener: config.mcp && (await mcpModule()).mcpListener,
  });
  const server = createHttpServer(listener, config);
  await listen(server, config);

  return {
    url: urlOf(server, config.host),
    platforms: platforms.map(({ title }) => title),
    example: Object.fromEntries(platforms.map(({ name, example }) => [name, example])),
    figures: () => metrics.figures(),
    async close(waitMs = 0) {
      readiness.draining = true;
      await setTimeout(waitMs);
      await closeWithin(server, config.requestTimeoutMs + answerMs);
      await closeAll();
      await shared?.close();
      await tracing?.close();
    },
  };
}
