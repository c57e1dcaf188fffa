import { ConfigError, loadSandboxConfig } from '../config.ts';
import { serve } from './serve.ts';

try {
  const config = loadSandboxConfig(process.env);
  const { runai, kestra, close } = await serve(config);
  console.log(`
The sandbox holds ${config.users} people and listens at
  ${runai.url}  Run:ai ${config.runaiVersion}
  ${kestra.url}  Kestra

Tokens: sandbox-admin may do everything, sandbox-viewer may read.
  curl '${runai.url}/api/v1/users?limit=3' -H 'authorization: Bearer sandbox-admin'
`);
  const stop = () => close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  console.error(
    error instanceof ConfigError ? error.message : `The sandbox could not start: ${(error as Error).message}`,
  );
  process.exitCode = 1;
}
