import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import type { Comparison, Result } from './compare.ts';
import { cores } from './cores.ts';
import type { Options } from './options.ts';
import { servers } from './servers.ts';
import { meanings, type Workload } from './workloads.ts';

/** On what the figures were taken. */
export function environment({ users, rounds, seconds }: Options) {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    pinned: cores ? 'server on one core, upstream and load on another' : 'not pinned',
    users,
    rounds,
    seconds,
    versions: Object.fromEntries(
      Object.values(servers).flatMap(({ package: name }) => (name ? [versionOf(name)] : [])),
    ),
    /** Of the last minute: what others were doing too, where it is above the cores in use. */
    loadAverage: Number(loadavg()[0]?.toFixed(1)),
  };
}

function versionOf(name: string): [name: string, version: string] {
  try {
    const manifest = readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8');
    return [name, (JSON.parse(manifest) as { version: string }).version];
  } catch {
    // It is for some systems only.
    return [name, 'not installed'];
  }
}

/** The comparison as markdown: the figures of each scenario, then how many times the facade's each other server's are. */
export function reportOf({ results, absent }: Comparison, options: Options): string {
  const { cpu, cpus, node, pinned, users, rounds, seconds, loadAverage, versions } = environment(options);
  return [
    `${cpus} × ${cpu}, Node ${node}, ${pinned}; load average ${loadAverage}; ${users} users; medians of ${rounds} rounds of ${seconds} s.`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    ...options.scenarios.flatMap(({ name }) => {
      const part = results.filter(({ scenario }) => scenario === name);
      return [
        `### ${name}`,
        figures(part),
        'CPU of each for one request, as a multiple of the facade’s (above 1: the facade needs less):',
        ratios(part, (facade, other) => other.cpuMs / facade.cpuMs),
        'Requests a second of the facade, as a multiple of each one’s (above 1: the facade answers more):',
        ratios(part, (facade, other) => facade.perSecond / other.perSecond),
      ];
    }),
    ...Object.entries(absent).map(([name, reason]) => `${name} is left out: ${reason}`),
  ].join('\n\n');
}

function figures(results: readonly Result[]): string {
  return table(
    ['workload', 'server', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'core', 'RSS MB', 'REST calls', 'in flight'],
    results.map((result) => [
      meanings[result.workload],
      servers[result.server].title,
      result.perSecond.toFixed(0),
      result.p50.toFixed(1),
      result.p99.toFixed(1),
      result.cpuMs.toFixed(3),
      `${(result.busy * 100).toFixed(0)}%`,
      result.rssMb.toFixed(0),
      result.calls.toFixed(2).replace(/\.?0+$/, ''),
      String(result.connections),
    ]),
  );
}

function ratios(results: readonly Result[], ratio: (facade: Result, other: Result) => number): string {
  const workloads = [...new Set(results.map(({ workload }) => workload))];
  const others = [...new Set(results.map(({ server }) => server))].filter((name) => name !== 'facade');
  const find = (name: string, wanted: Workload) =>
    results.find(({ server, workload }) => server === name && workload === wanted);
  return table(
    ['', ...workloads],
    others.map((name) => [
      servers[name].title,
      ...workloads.map((workload) => {
        const [facade, other] = [find('facade', workload), find(name, workload)];
        return facade && other ? ratio(facade, other).toFixed(2) : '–';
      }),
    ]),
  );
}

/** A markdown table: the first columns are text, numbers stand to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = (column: number) => rows.every((row) => /^[\d.–%-]*$/.test(row[column] ?? ''));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, column) => (isNumber(column) ? '---:' : '---'))), ...rows.map(line)].join(
    '\n',
  );
}
