import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare } from './compare.ts';
import { pinThisProcess } from './cores.ts';
import { growth } from './growth.ts';
import { type Options, readOptions, usage } from './options.ts';
import { environment, reportOf, table } from './report.ts';
import { soak } from './soak.ts';

const results = fileURLToPath(new URL('results.json', import.meta.url));
const say = (line: string) => console.error(line);

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exit(1);
}

// No server outlives the benchmark: leaving by `exit` ends them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
pinThisProcess();
const found = await run(options);
writeFileSync(results, `${JSON.stringify({ environment: environment(options), ...found }, null, 2)}\n`);
say(`\nThe figures are in ${results}.`);

/** Runs what was asked for and prints it. @returns the figures, for the file */
async function run(chosen: Options): Promise<object> {
  if (chosen.mode === 'soak') {
    const moments = await soak(chosen.users, say);
    const rows = moments.map(({ seconds, requests, rssMb }) => [seconds, requests, Math.round(rssMb)].map(String));
    console.log(table(['seconds', 'requests', 'RSS MB'], rows));
    return { soak: moments };
  }
  if (chosen.mode === 'growth') {
    const grown = await growth(chosen, say);
    const rows = grown.map(({ users, workload, cpuMs, calls, rssMb }) => [
      workload,
      String(users),
      cpuMs.toFixed(3),
      calls.toFixed(1),
      rssMb.toFixed(0),
    ]);
    console.log(table(['workload', 'users', 'CPU ms', 'REST calls', 'RSS MB'], rows.toSorted()));
    return { growth: grown };
  }
  const comparison = await compare(chosen, say);
  console.log(reportOf(comparison, chosen));
  return { comparison };
}
