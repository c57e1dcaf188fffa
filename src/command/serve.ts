import { styleText } from 'node:util';
import type { App } from '../app.ts';
import { type Config, loadConfig } from '../config.ts';
import { platformNames, platforms } from '../platforms.ts';
import { version } from '../version.ts';

/** Each role loads its own code: the primary of several workers serves nothing itself. */
const roles = {
  alone: () => import('../app.ts'),
  primary: () => import('../cluster/primary.ts'),
  worker: () => import('../cluster/worker.ts'),
};

/**
 * Serves until a signal says to stop. A second one ends the process at once.
 * @throws {ConfigError} with a line for each setting that is wrong
 */
export async function serve(): Promise<number> {
  const config = loadConfig();
  const isWorker = config.workers > 1 && (await import('node:cluster')).default.isWorker;
  await (isWorker ? (await roles.worker()).runWorker(config) : serveUntilStopped(config));
  return 0;
}

async function serveUntilStopped(config: Config): Promise<void> {
  const { output, log } = await (await import('../server/observability/open-log.ts')).openLog(config);
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
  const endpoint = url + config.basePath + config.graphqlPath;
  const link = styleText('cyan', endpoint);
  const trusted = config.trustedDocuments && [...config.trustedDocuments.keys()];
  const start = [
    ...(trusted ? [`It executes only the documents of TRUSTED_DOCUMENTS: ${trusted.length}.`] : []),
    ...(config.graphiql && !trusted ? [`GraphiQL, to explore it:  ${link}`] : []),
    'It serves:',
    ...served.map((platform) => `  ${platform}`),
  ];
  const body = trusted ? JSON.stringify({ documentId: trusted[0] }) : `{"query":"${tryIt}"}`;
  return `
users-graph ${version()} listens at ${link}
${start.join('\n')}

Try it:
  curl ${endpoint} -H 'content-type: application/json' ${headers.join(' ')} \\
    -d '${body}'
`;
}
