import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';

/** Properties draw other data in each run, from a seed by which the run can be repeated. */
const seed = process.env.FC_SEED ?? String(randomInt(2 ** 31));
console.log(`Properties draw from seed ${seed}. To repeat this run: FC_SEED=${seed} npm test`);

export default defineConfig({
  // Vite would pick graphql's ES modules where Node picks its CommonJS: two graphqls do not know each other's errors.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // These install what they need: `npm run test:browser`, `npm run test:package`.
    exclude: ['test/browser/**', 'test/package/**'],
    // Most of a test's time is waiting, for a platform that is late or a retry: more workers than cores wait together.
    maxWorkers: 4,
    env: { FC_SEED: seed },
    setupFiles: ['test/support/seed.ts'],
    // They find what hangs, on a machine that does other things too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
