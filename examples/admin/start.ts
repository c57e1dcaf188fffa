/** Starts the facade on its sandbox, and the app before it. */
import { createServer } from 'vite';
import { startFacade } from '../supergraph/facade.ts';

const facade = await startFacade('runai,kestra', {});
process.env.FACADE_URL = new URL(facade.url).origin;
const root = import.meta.dirname;
const server = await createServer({ root, server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 5173) } });
await server.listen();
console.log(`
The graph is served at ${facade.url}
The app:               ${server.resolvedUrls?.local[0]}

Sign in with the sandbox's token for both platforms: sandbox-admin, or sandbox-viewer who may only read.
`);

async function stop() {
  facade.stop();
  await server.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
