/** Runs the tests of Kestra on servers of other versions and with the quirks of real ones, one run after the other. */

import { spawnSync } from 'node:child_process';

const servers = [
  { TEST_KESTRA_VERSION: '1.0' },
  { TEST_KESTRA_VERSION: '1.3' },
  { TEST_KESTRA_QUIRKS: 'kestra-sort-500' },
  { TEST_KESTRA_QUIRKS: 'kestra-ignores-q' },
];

for (const server of servers) {
  console.log(`Kestra: ${Object.values(server)}`);
  const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'graph of kestra'], {
    env: { ...process.env, ...server },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
