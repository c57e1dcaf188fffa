import { type Measurement, measure, medianOf } from './measure.ts';
import { type Options, scenarios } from './options.ts';
import { prepare } from './prepare.ts';
import { startUpstream } from './upstream.ts';
import { coreWorkloads, type Workload } from './workloads.ts';

const sizes = [100, 1000, 10_000, 100_000] as const;

/** What one workload costs the facade over so many users. */
export interface Grown extends Measurement {
  readonly users: number;
  readonly workload: Workload;
}

/** Measures what a request costs the facade as the platforms grow. */
export async function growth(
  { rounds, seconds }: Pick<Options, 'rounds' | 'seconds'>,
  say: (line: string) => void,
): Promise<Grown[]> {
  const [scenario] = scenarios;
  const grown: Grown[] = [];
  for (const users of sizes) {
    say(`${users} users`);
    const upstream = await startUpstream(users);
    try {
      const facade = await prepare('facade', upstream, coreWorkloads, users, 1000);
      try {
        for (const [workload, { question, wanted }] of facade.checked) {
          const load = { connections: scenario?.connections ?? 32, identical: false, ms: seconds * 1000 };
          const measured: Measurement[] = [];
          for (let round = 0; round < rounds; round++) {
            measured.push(await measure(facade, upstream, question, wanted, load));
          }
          grown.push({ ...medianOf(measured), users, workload });
        }
      } finally {
        await facade.close();
      }
    } finally {
      await upstream.close();
    }
  }
  return grown;
}
