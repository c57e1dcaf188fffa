import { type Measurement, measure, medianOf } from './measure.ts';
import type { Options, Scenario } from './options.ts';
import { prepare, type Ready } from './prepare.ts';
import { NotStartedError } from './running.ts';
import { type ServerName, servers } from './servers.ts';
import { startUpstream, type Upstream } from './upstream.ts';
import type { Workload } from './workloads.ts';

/** The median of all rounds of one server on one workload in one scenario. */
export interface Result extends Measurement {
  readonly server: ServerName;
  readonly workload: Workload;
  readonly scenario: string;
  /** Requests that were in flight. */
  readonly connections: number;
}

/** All results, and why some servers have none. */
export interface Comparison {
  readonly results: readonly Result[];
  readonly absent: Readonly<Partial<Record<ServerName, string>>>;
}

/**
 * Measures the servers side by side: all run, one at a time is asked, and they take turns within each round, so that what
 * else the machine does meets all of them alike.
 * @param say tells how far it is
 * @throws {Error} when a server that runs gives a wrong answer or an error
 */
export async function compare(options: Options, say: (line: string) => void): Promise<Comparison> {
  const upstream = await startUpstream(options.users);
  const ready: Ready[] = [];
  const absent: Partial<Record<ServerName, string>> = {};
  try {
    for (const name of options.servers) {
      if (servers[name].forIdenticalRequests && options.scenarios.every(({ identical }) => !identical)) continue;
      say(`starting ${name}`);
      try {
        ready.push(await prepare(name, upstream, options.workloads, options.users, options.warmSeconds * 1000));
      } catch (error) {
        if (!(servers[name].mayBeMissing && error instanceof NotStartedError)) {
          throw new Error(`${name}: ${messageOf(error)}`, { cause: error });
        }
        absent[name] = error.message;
      }
    }
    const results: Result[] = [];
    for (const scenario of options.scenarios) {
      for (const workload of options.workloads) {
        say(`${scenario.name}: ${workload}`);
        results.push(...(await sideBySide(ready, upstream, scenario, workload, options)));
      }
    }
    return { results, absent };
  } finally {
    await Promise.all(ready.map((server) => server.close()));
    await upstream.close();
  }
}

async function sideBySide(
  ready: readonly Ready[],
  upstream: Upstream,
  scenario: Scenario,
  workload: Workload,
  { rounds, seconds }: Options,
): Promise<Result[]> {
  const entrants = ready.flatMap((server) => {
    const checked = server.checked.get(workload);
    if (!checked || (servers[server.name].forIdenticalRequests && !scenario.identical)) return [];
    const connections = inFlight(scenario, checked.ms, seconds * 1000);
    return [{ server, checked, connections, measured: [] as Measurement[] }];
  });
  upstream.latencyMs = scenario.latencyMs;
  for (let round = 0; round < rounds; round++) {
    for (const { server, checked, connections, measured } of entrants) {
      const load = { connections, identical: scenario.identical, ms: seconds * 1000 };
      try {
        measured.push(await measure(server, upstream, checked.question, checked.wanted, load));
      } catch (error) {
        throw new Error(`${server.name}, ${workload}: ${messageOf(error)}`, { cause: error });
      }
    }
  }
  upstream.latencyMs = 0;
  return entrants.map(({ server, connections, measured }) => ({
    ...medianOf(measured),
    server: server.name,
    workload,
    scenario: scenario.name,
    connections,
  }));
}

/**
 * As many as the scenario has, but of slow requests only as many as a server answers in half of the time: the core is busy
 * all the same, and a short measurement ends. Where requests are identical all must be in flight, as they may be shared.
 */
function inFlight({ identical, connections }: Scenario, ms: number, wholeMs: number): number {
  return identical ? connections : Math.max(4, Math.min(connections, Math.floor(wholeMs / 2 / ms)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
