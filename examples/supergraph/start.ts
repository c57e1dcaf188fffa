/** Starts two subgraphs of the facade and the example team's, composes them, and runs Hive Gateway on them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { subgraphOf, theGuild } from './compose.ts';
import { startHive } from './gateways.ts';
import { exampleProjects, startProjects } from './projects.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const children: ChildProcess[] = [];

/** Starts the facade for one platform, on its sandbox, and waits for the address that it prints. */
function startFacade(platform: string): Promise<string> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PLATFORMS: platform, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const url = /listens at (\S+)/.exec(printed)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`The facade of ${platform} ended with code ${code}.`)));
  });
}

const projects = await startProjects(exampleProjects);
const [runai, kestra] = await Promise.all([startFacade('runai'), startFacade('kestra')]);
const { supergraph, errors } = theGuild([
  await subgraphOf('runai', runai),
  await subgraphOf('kestra', kestra),
  await subgraphOf('projects', projects.url),
]);
if (!supergraph) throw new Error(errors.join('\n'));
const gateway = await startHive(supergraph, Number(process.env.PORT ?? 4000));

const query = '{ projects { name owner { username lastLogin kestraUser { displayName } } } }';
console.log(`
Subgraphs: runai ${runai}, kestra ${kestra}, projects ${projects.url}
The supergraph is served at ${gateway.url}

Try it:
  curl ${gateway.url} -H 'content-type: application/json' \\
    -H 'authorization: Bearer sandbox-admin' -H 'kestra-authorization: Bearer sandbox-admin' \\
    -d '{"query":"${query}"}'
`);

async function stop() {
  for (const child of children) child.kill();
  projects.close();
  await gateway.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
