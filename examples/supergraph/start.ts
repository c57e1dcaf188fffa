/** Starts two subgraphs of the facade and the example team's, composes them, and runs Hive Gateway on them. */
import { subgraphOf, theGuild } from './compose.ts';
import { startFacade } from './facade.ts';
import { startHive } from './gateways.ts';
import { exampleProjects, startProjects } from './projects.ts';

const projects = await startProjects(exampleProjects);
const [runai, kestra] = await Promise.all([startFacade('runai'), startFacade('kestra')]);
const { supergraph, errors } = theGuild([
  await subgraphOf('runai', runai.url),
  await subgraphOf('kestra', kestra.url),
  await subgraphOf('projects', projects.url),
]);
if (!supergraph) throw new Error(errors.join('\n'));
const gateway = await startHive(supergraph, Number(process.env.PORT ?? 4000));

const query = '{ projects { name owner { username lastLoginAt kestraUser { displayName } } } }';
console.log(`
Subgraphs: runai ${runai.url}, kestra ${kestra.url}, projects ${projects.url}
The supergraph is served at ${gateway.url}

Try it:
  curl ${gateway.url} -H 'content-type: application/json' \\
    -H 'authorization: Bearer sandbox-admin' -H 'kestra-authorization: Bearer sandbox-admin' \\
    -d '{"query":"${query}"}'
`);

async function stop() {
  runai.stop();
  kestra.stop();
  projects.close();
  await gateway.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
