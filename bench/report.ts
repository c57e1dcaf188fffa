import type { Comparison, Result } from './compare.ts';
import type { Grown } from './growth.ts';
import type { Machine } from './machine.ts';
import type { Measurement } from './measure.ts';
import type { Options } from './options.ts';
import type { Profiled } from './profile.ts';
import { servers } from './servers.ts';
import type { Moment } from './soak.ts';
import { meanings, type Workload } from './workloads.ts';

/** The comparison as markdown: what was measured on what, and for each scenario the figures and how they compare. */
export function reportOf({ results, absent }: Comparison, options: Options, machine: Machine): string {
  const { cpu, cpus, node, pinned, loadAverage, versions } = machine;
  const { users, rounds, seconds } = options;
  return [
    `${cpus} × ${cpu}, Node ${node}, ${pinned}; load average before: ${loadAverage}.`,
    `${users} users; medians of ${rounds} rounds of ${seconds} s; every answer was compared with the one that was checked.`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    ...options.scenarios.flatMap(({ name }) => sectionOf(name, results)),
    ...Object.entries(absent).map(([name, reason]) => `${name} is left out: ${reason}`),
  ].join('\n\n');
}

/** What a request costs as the platforms grow: a row for each workload, a column for each number of users. */
export function growthReportOf(grown: readonly Grown[]): string {
  const sizes = [...new Set(grown.map(({ users }) => users))];
  const workloads = [...new Set(grown.map(({ workload }) => workload))];
  const find = (wanted: Workload, size: number) =>
    grown.find(({ workload, users }) => workload === wanted && users === size);
  const rows = workloads.map((workload) => [workload, ...sizes.map((size) => cost(find(workload, size)))]);
  return [
    'Milliseconds of CPU for one request, and its REST calls:',
    table(['users', ...sizes.map(String)], rows),
  ].join('\n\n');
}

/** Layers that take a smaller part of every workload are not told one by one. */
const leastPart = 0.01;

/** What a request costs by layer: a row for each layer, a column for each workload. */
export function profileReportOf(profiled: readonly Profiled[]): string {
  const parts = (layer: string) => profiled.map(({ layers }) => layers.get(layer) ?? 0);
  const all = [...new Set(profiled.flatMap(({ layers }) => [...layers.keys()]))];
  const shown = all
    .filter((layer) => parts(layer).some((part) => part >= leastPart))
    .sort((a, b) => Math.max(...parts(b)) - Math.max(...parts(a)));
  const microseconds = (part: number, { cpuMs }: Measurement) =>
    `${(part * cpuMs * 1000).toFixed(1)} (${(part * 100).toFixed(0)}%)`;
  const row = (name: string, partOf: (one: Profiled) => number) => [
    name,
    ...profiled.map((one) => microseconds(partOf(one), one)),
  ];
  return [
    'Microseconds of CPU for one request, profiled, by layer:',
    table(
      ['layer', ...profiled.map(({ workload }) => workload)],
      [
        ...shown.map((layer) => row(layer, ({ layers }) => layers.get(layer) ?? 0)),
        row('all others', ({ layers }) => 1 - shown.reduce((sum, layer) => sum + (layers.get(layer) ?? 0), 0)),
      ],
    ),
  ].join('\n\n');
}

/** The facade's memory over time. */
export function soakReportOf(moments: readonly Moment[]): string {
  const rows = moments.map(({ seconds, requests, rssMb }) => [seconds, requests, Math.round(rssMb)].map(String));
  return table(['seconds', 'requests', 'RSS MB'], rows);
}

function sectionOf(name: string, results: readonly Result[]): string[] {
  const part = results.filter(({ scenario }) => scenario === name);
  return [
    `### ${name}`,
    figures(part),
    'Milliseconds of CPU for one request, and its REST calls:',
    matrix(part, cost),
    'CPU of each for one request, as a multiple of the facade’s (above 1: the facade needs less):',
    ratios(part, (facade, other) => other.cpuMs / facade.cpuMs),
    'Requests a second of the facade, as a multiple of each one’s (above 1: the facade answers more):',
    ratios(part, (facade, other) => facade.perSecond / other.perSecond),
  ];
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
      short(result.calls),
      String(result.connections),
    ]),
  );
}

function ratios(results: readonly Result[], ratio: (facade: Result, other: Result) => number): string {
  const facades = new Map(
    results.flatMap((result) => (result.server === 'facade' ? [[result.workload, result] as const] : [])),
  );
  const others = results.filter(({ server }) => server !== 'facade');
  return matrix(others, (other) => {
    const facade = facades.get(other.workload);
    return facade ? ratio(facade, other).toFixed(2) : none;
  });
}

/** A row for each server, a column for each workload. */
function matrix(results: readonly Result[], cell: (result: Result) => string): string {
  const workloads = [...new Set(results.map(({ workload }) => workload))];
  const names = [...new Set(results.map(({ server }) => server))];
  const find = (name: string, wanted: Workload) =>
    results.find(({ server, workload }) => server === name && workload === wanted);
  const cellOf = (result: Result | undefined) => (result ? cell(result) : none);
  return table(
    ['', ...workloads],
    names.map((name) => [servers[name].title, ...workloads.map((workload) => cellOf(find(name, workload)))]),
  );
}

function cost(result: Measurement | undefined): string {
  return result ? `${result.cpuMs.toFixed(2)} (${short(result.calls)})` : none;
}

function short(number: number): string {
  return number.toFixed(2).replace(/\.?0+$/, '');
}

const none = '–';

/** A markdown table: columns of numbers stand to the right. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = (column: number) => rows.every((row) => /^[\d.–% ()]*$/.test(row[column] ?? ''));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, column) => (isNumber(column) ? '---:' : '---'))), ...rows.map(line)].join(
    '\n',
  );
}
