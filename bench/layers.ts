import type { Profiler } from 'node:inspector';

/** Parts of a second of CPU by layer: rooms of `src/`, packages, and what Node and V8 do. All together are 1. */
export type Layers = ReadonlyMap<string, number>;

/** Functions of Node itself, which has no file for them, by what they are for. */
const natives: readonly (readonly [pattern: RegExp, layer: string])[] = [
  [/^write(v|Buffer|Latin1String|Utf8String|AsciiString)$/, 'Node: writing to sockets'],
  [/^\(garbage collector\)$/, 'V8: garbage collection'],
  [/^\(program\)$/, 'outside of JavaScript: (program)'],
  [/^(runMicrotasks|processTicksAndRejections)$/, 'Node: turns of the microtask queue'],
];
const modules: readonly (readonly [pattern: RegExp, layer: string])[] = [
  [/^node:(_http|internal\/http|internal\/_http)/, 'Node: HTTP'],
  [/^node:(net|internal\/net|internal\/stream|internal\/streams|internal\/js_stream)/, 'Node: sockets and streams'],
  [/^node:(events|internal\/event)/, 'Node: events'],
  [/^node:(timers|internal\/timers)/, 'Node: timers'],
  [/^node:internal\/process\/task_queues/, 'Node: turns of the microtask queue'],
];

/** Sums what a CPU profile shows up by layer. Time in which nothing ran is left out. */
export function layersOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Layers {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const sums = new Map<string, number>();
  let total = 0;
  for (const [place, id] of samples.entries()) {
    const frame = frames.get(id);
    const time = timeDeltas[place] ?? 0;
    if (!frame || frame.functionName === '(idle)') continue;
    const layer = layerOf(frame);
    sums.set(layer, (sums.get(layer) ?? 0) + time);
    total += time;
  }
  return new Map([...sums].map(([layer, time]) => [layer, time / total] as const).sort(([, a], [, b]) => b - a));
}

function layerOf({ functionName, url }: Profiler.Profile['nodes'][number]['callFrame']): string {
  const [, native] = natives.find(([pattern]) => pattern.test(functionName)) ?? [];
  if (native) return native;
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (name) return name;
  const [, room] = /\/(?:dist|src)\/([^/]+(?:\/(?:fast-path|observability|operations|loaders))?)\//.exec(url) ?? [];
  if (room) return `src/${room}`;
  const [, layer] = modules.find(([pattern]) => pattern.test(url)) ?? [];
  return layer ?? 'Node and V8: anything else';
}
