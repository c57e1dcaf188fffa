import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type Places, startStandIns } from './embedded-sandbox.ts';
import { buildSchema, type PlatformName } from './graph/schema.ts';
import { openPlatform, type Platform } from './platforms.ts';
import type { GraphiqlExample } from './server/explorer/graphiql.ts';
import { closeWithin, createHttpServer, listen, urlOf } from './server/http-server.ts';
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
  readonly example: GraphiqlExample;
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
  /** The sandboxes that run elsewhere already. */
  readonly places: Places;
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

/**
 * Starts the facade, and the sandbox in the place of a platform that has no URL; all of it, or nothing.
 */
export async function startApp(config: Config, log: Logger, { output, shared }: Surroundings = {}): Promise<LocalApp> {
  const standIns = shared ? undefined : await startStandIns(config);
  const places = shared?.places ?? standIns?.places ?? {};
  const opened = new Map(config.platforms.map((name) => [name, openPlatform[name](config, places[name])]));
  const closeAll = async () => {
    await Promise.all([...opened.values()].map(({ client }) => client.close()));
    await standIns?.close();
  };
  try {
    return await start(config, log, opened, closeAll, output, shared?.metricsText);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function start(
  config: Config,
  log: Logger,
  opened: ReadonlyMap<PlatformName, Platform>,
  closeAll: () => Promise<void>,
  output: LogOutput | undefined,
  sharedText: Shared['metricsText'] | undefined,
): Promise<LocalApp> {
  const platforms = [...opened];
  const clients = Object.fromEntries(platforms.map(([name, { client }]) => [name, client]));
  for (const [platform, { client }] of platforms) {
    client.pageCap.watch((given, asked) =>
      log.warn(
        { platform, given, asked },
        'a platform gives smaller pages than it was asked for: from now on those are asked for',
      ),
    );
  }
  const example: GraphiqlExample = Object.fromEntries(platforms.map(([name, platform]) => [name, platform.example]));
  const readiness = { draining: false };
  const metrics = new Metrics(
    platforms.map(([, { client }]) => client),
    () => output?.dropped ?? 0,
  );
  const metricsText = sharedText ?? (() => metrics.text());
  const tracing = config.tracing ? (await tracingModule()).startTracing(Object.values(clients), log) : undefined;
  const schema = await buildSchema(config.platforms);
  const listener = requestHandler({ config, schema, clients, log, readiness, metrics, metricsText, tracing, example });
  const server = createHttpServer(listener, config);
  await listen(server, config);

  return {
    url: urlOf(server, config.host),
    platforms: platforms.map(([, { title }]) => title),
    example,
    figures: () => metrics.figures(),
    async close(waitMs = 0) {
      readiness.draining = true;
      await setTimeout(waitMs);
      await closeWithin(server, config.requestTimeoutMs + answerMs);
      await closeAll();
      await tracing?.close();
    },
  };
}
