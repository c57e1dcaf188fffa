/** The command `npm run sandbox`: serves every platform's sandbox alone, each at its port. */

import { loadSandboxConfig } from '../config.ts';
import { startSandboxes } from '../embedded-sandbox.ts';
import { platformNames, platforms } from '../platforms.ts';

/**
 * Serves the sandboxes of all platforms until a signal says to stop.
 * @throws {ConfigError} with a line for each setting that is wrong
 */
export async function serveSandbox(): Promise<number> {
  const { ofPlatforms, ...options } = loadSandboxConfig();
  const { running, close } = await startSandboxes(
    platformNames,
    ofPlatforms,
    options,
    (name) => ofPlatforms[name].sandboxPort,
  );
  const [[first] = []] = running;
  const lines = [...running].map(([name, { url }]) => `  ${url}  ${platforms[name].describe(ofPlatforms[name], true)}`);
  console.log(`
The sandbox holds ${options.users} people and listens at
${lines.join('\n')}

Tokens: sandbox-admin may do everything, sandbox-viewer may read.
  curl '${first && running.get(first)?.url}/api/v1/users?limit=3' -H 'authorization: Bearer sandbox-admin'
`);
  const stop = () => close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return 0;
}
