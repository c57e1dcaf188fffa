import { parseArgs } from 'node:util';
import { type ServerName, serverNames } from './servers.ts';
import { coreWorkloads, type Workload, workloads } from './workloads.ts';

/** Whose requests they are, and how far away the platforms are. */
export interface Scenario {
  readonly name: string;
  /** Whether all requests carry one token; otherwise each has its own. */
  readonly identical: boolean;
  readonly latencyMs: number;
  /** Requests in flight. */
  readonly connections: number;
}

export const scenarios: readonly Scenario[] = [
  { name: 'own tokens, 0 ms', identical: false, latencyMs: 0, connections: 32 },
  { name: 'own tokens, 10 ms', identical: false, latencyMs: 10, connections: 128 },
  { name: 'identical requests, 0 ms', identical: true, latencyMs: 0, connections: 32 },
  { name: 'identical requests, 10 ms', identical: true, latencyMs: 10, connections: 128 },
];

/** What to run. */
export interface Options {
  readonly mode: 'compare' | 'growth' | 'soak' | 'profile';
  readonly servers: readonly ServerName[];
  readonly workloads: readonly Workload[];
  readonly scenarios: readonly Scenario[];
  readonly users: number;
  readonly rounds: number;
  /** Seconds of one measurement. */
  readonly seconds: number;
  /** Seconds for which each workload is asked before: V8 needs some ten thousand requests to have compiled what it will. */
  readonly warmSeconds: number;
}

export const usage = `npm run bench -- [options]
  --quick              the core workloads in the first scenario only, hardly warm: under two minutes
  --only a,b           servers: ${serverNames.join(', ')}
  --workload a,b       workloads: ${workloads.join(', ')}
  --scenario 1,2       scenarios by number: ${scenarios.map(({ name }, place) => `${place + 1} ${name}`).join('; ')}
  --users N            users on each platform (2000)
  --rounds N           measurements of each, interleaved, of which the median counts (3)
  --seconds N          seconds of one measurement (2)
  --warm N             seconds for which each workload is asked before (8)
  --growth             the facade's cost per request from 100 to 100,000 users
  --profile            what a request costs the facade by layer: rooms of src/, packages, Node, V8
  --soak               the facade's memory over a million requests or five minutes, whichever ends first`;

/** @throws {Error} that says what is wrong with the arguments */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      soak: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      only: { type: 'string' },
      workload: { type: 'string' },
      scenario: { type: 'string' },
      users: { type: 'string', default: '2000' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      warm: { type: 'string' },
    },
  });
  const { quick, growth, soak, profile } = values;
  const numbers = scenarios.map((_, place) => String(place + 1));
  const chosen = chosenFrom(numbers, 'scenario', values.scenario, quick ? ['1'] : numbers);
  return {
    mode: growth ? 'growth' : soak ? 'soak' : profile ? 'profile' : 'compare',
    servers: chosenFrom(serverNames, 'server', values.only, serverNames),
    workloads: chosenFrom(workloads, 'workload', values.workload, quick ? coreWorkloads : workloads),
    scenarios: scenarios.filter((_, place) => chosen.includes(String(place + 1))),
    users: positive('users', values.users),
    rounds: positive('rounds', values.rounds ?? '3'),
    seconds: positive('seconds', values.seconds ?? (quick ? '0.4' : '2')),
    warmSeconds: positive('warm', values.warm ?? (quick ? '0.8' : '8')),
  };
}

function chosenFrom<Name extends string>(
  all: readonly Name[],
  what: string,
  given: string | undefined,
  standard: readonly Name[],
): readonly Name[] {
  if (given === undefined) return standard;
  const wanted = given.split(',');
  const unknown = wanted.find((name) => !all.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`There is no ${what} "${unknown}": ${all.join(', ')}.`);
  return all.filter((name) => wanted.includes(name));
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1_000_000)) throw new Error(`--${name} must be a number above 0.`);
  return value;
}
