import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Layers, layersOf } from './layers.ts';
import { type Measurement, measure } from './measure.ts';
import { type Options, scenarios } from './options.ts';
import { prepare } from './prepare.ts';
import { startUpstream } from './upstream.ts';
import type { Workload } from './workloads.ts';

/** What a request of a workload costs the facade, by layer. */
export interface Profiled extends Measurement {
  readonly workload: Workload;
  readonly layers: Layers;
}

const profiler = fileURLToPath(new URL('profiler.ts', import.meta.url));

/** Profiles the facade under each workload. The profiler itself costs CPU: compare the layers, not the sums. */
export async function profile(
  { workloads, seconds, warmSeconds, users }: Pick<Options, 'workloads' | 'seconds' | 'warmSeconds' | 'users'>,
  say: (line: string) => void,
): Promise<Profiled[]> {
  const [scenario] = scenarios;
  const folder = mkdtempSync(join(tmpdir(), 'users-graph-bench-'));
  const file = join(folder, 'facade.cpuprofile');
  const upstream = await startUpstream(users);
  const profiled: Profiled[] = [];
  try {
    const setUp = { flags: [`--import=${profiler}`], env: { PROFILE_TO: file } };
    const facade = await prepare('facade', upstream, workloads, users, warmSeconds * 1000, setUp);
    try {
      for (const [workload, { question, wanted }] of facade.checked) {
        say(`profiling: ${workload}`);
        const load = { connections: scenario?.connections ?? 32, identical: false, ms: seconds * 1000 };
        process.kill(facade.pid, 'SIGUSR2');
        const measurement = await measure(facade, upstream, question, wanted, load);
        process.kill(facade.pid, 'SIGUSR2');
        while (!existsSync(file)) await setTimeout(20);
        const layers = layersOf(JSON.parse(readFileSync(file, 'utf8')) as Profiler.Profile);
        rmSync(file);
        profiled.push({ ...measurement, workload, layers });
      }
    } finally {
      await facade.close();
    }
  } finally {
    await upstream.close();
    rmSync(folder, { recursive: true });
  }
  return profiled;
}
