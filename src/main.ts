#!/usr/bin/env node
import './v8-flags.ts';
import type { App } from './app.ts';
import { type Config, loadConfig } from './config.ts';
import { platformNames, platforms } from './platforms.ts';
import { ConfigError } from './settings.ts';

/** Each role loads its own code: the primary of several workers serves nothing itself. */
const roles = {
  alone: () => import('./app.ts'),
  primary: () => import('./cluster/primary.ts'),
  worker: () => import('./cluster/worker.ts'),
};

try {
  const config = loadConfig();
  const isWorker = config.workers > 1 && (await import('node:cluster')).default.isWorker;
  await (isWorker ? (await roles.worker()).runWorker(config) : serve(config));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** Serves until a signal says to stop. A second one ends the process at once. */
async function serve(config: Config): Promise<void> {
  const { createLogger } = await import('./server/observability/log.ts');
  const { LogOutput } = await import('./server/observability/log-output.ts');
  const output = new LogOutput();
  const log = createLogger(config.logLevel, output.stream);
  const app =
    config.workers > 1
      ? await (await roles.primary()).startPrimary(config, log.child({ pid: process.pid }))
      : await (await roles.alone()).startApp(config, log, { output });
  console.log(greetingOf(app, config));
  const stop = async (waitMs: number, code = 0) => {
    await app.close(waitMs);
    await output.close();
    process.exit(code);
  };
  process.once('SIGTERM', () => stop(config.drainMs));
  process.once('SIGINT', () => stop(0));
  if ('failed' in app) {
    const error = await app.failed;
    console.error(`users-graph gives up: ${error.message}.`);
    await stop(0, 1);
  }
}

function greetingOf({ url, platforms: served, example }: App, config: Config): string {
  const [tryIt] = platformNames.filter((name) => config.platforms.includes(name)).map((name) => platforms[name].tryIt);
  const headers = Object.values(example).map(({ header, authorization }) => `-H '${header}: ${authorization}'`);
  return `
users-graph listens at ${url}/graphql
${config.graphiql ? `GraphiQL, to explore it:  ${url}/graphql\n` : ''}It speaks to:
${served.map((platform) => `  ${platform}`).join('\n')}

Try it:
  curl ${url}/graphql -H 'content-type: application/json' ${headers.join(' ')} \\
    -d '{"query":"${tryIt}"}'
`;
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'PORT is taken by another program: choose another one, or PORT=0 for any that is free.';
  return `users-graph could not start: ${message}`;
}
