import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare } from './compare.ts';
import { pinThisProcess } from './cores.ts';
import { growth } from './growth.ts';
import { describeMachine } from './machine.ts';
import { type Options, readOptions, usage } from './options.ts';
import { profile } from './profile.ts';
import { growthReportOf, profileReportOf, reportOf, soakReportOf } from './report.ts';
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
const machine = describeMachine();
const found = await run(options);
writeFileSync(results, `${JSON.stringify({ machine, options, ...found }, null, 2)}\n`);
say(`\nThe figures are in ${results}.`);
// It stays awake otherwise.
process.exit();

/** Runs what was asked for and prints it. @returns the figures, for the file */
async function run(chosen: Options): Promise<object> {
  if (chosen.mode === 'soak') {
    const moments = await soak(chosen.users, say);
    console.log(soakReportOf(moments));
    return { soak: moments };
  }
  if (chosen.mode === 'profile') {
    const profiled = await profile(chosen, say);
    console.log(profileReportOf(profiled));
    return {
      profile: profiled.map(({ layers, ...measured }) => ({ ...measured, layers: Object.fromEntries(layers) })),
    };
  }
  if (chosen.mode === 'growth') {
    const grown = await growth(chosen, say);
    console.log(growthReportOf(grown));
    return { growth: grown };
  }
  const comparison = await compare(chosen, say);
  console.log(reportOf(comparison, chosen, machine));
  return { comparison };
}
