#!/usr/bin/env node
import { startApp } from './app.ts';
import { ConfigError, loadConfig } from './config.ts';
import { createLogger } from './server/logging.ts';

try {
  const config = loadConfig(process.env);
  const log = createLogger(config.logLevel);
  const app = await startApp(config, log);
  const tryIt = config.platforms.includes('runai')
    ? '{ users(first: 3) { totalCount nodes { username lastLogin } } }'
    : '{ kestraUsers(first: 3) { totalCount nodes { username displayName } } }';
  const headers = Object.values(app.example).map(({ header, authorization }) => `-H '${header}: ${authorization}'`);
  console.log(`
users-graph listens at ${app.url}/graphql
${config.graphiql ? `GraphiQL, to explore it:  ${app.url}/graphql\n` : ''}It speaks to:
${app.platforms.map((platform) => `  ${platform}`).join('\n')}

Try it:
  curl ${app.url}/graphql -H 'content-type: application/json' ${headers.join(' ')} \\
    -d '{"query":"${tryIt}"}'
`);
  const stop = (waitMs: number) => app.close(waitMs).then(() => process.exit(0));
  process.once('SIGTERM', () => stop(config.drainMs));
  process.once('SIGINT', () => stop(0));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'PORT is taken by another program: choose another one, or PORT=0 for any that is free.';
  return `users-graph could not start: ${message}`;
}
