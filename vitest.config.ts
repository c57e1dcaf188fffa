import { randomInt } from 'node:crypto';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { platformNames } from './src/platforms.ts';

/** Properties draw other data in each run, from a seed by which the run can be repeated. */
const seed = process.env.FC_SEED ?? String(randomInt(2 ** 31));
console.log(`Properties draw from seed ${seed}. To repeat this run: FC_SEED=${seed} npm test`);

type Options = TestProjectInlineConfiguration['test'];

const project = (name: string, include: string | string[], more: Options = {}): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, include: [include].flat(), ...more },
});

const [first, ...others] = platformNames;

/** Each has a process of its own: a process serves one choice of platforms, and replaces a module for all of its files. */
const alone = [
  // The types of the first platform are in nearly every graph.
  `test/${first}/alone.test.ts`,
  ...others.map((name) => `test/${name}/*.test.ts`),
  'test/graph/federation.test.ts',
  'test/paging/foreign-pages.test.ts',
  'test/server/fast-path.test.ts',
];

/** `npm test` runs `graph` and `alone`; each of the others installs what it needs: `npm run test:federation`, … */
export default defineConfig({
  // Vite would pick graphql's ES modules where Node picks its CommonJS: two graphqls do not know each other's errors.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Most of a test's time is waiting, for a platform that is late or a retry: more workers than cores wait together.
    maxWorkers: 4,
    env: { FC_SEED: seed },
    setupFiles: ['test/support/seed.ts'],
    // They find what hangs, on a machine that does other things too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Modules hold nothing that changes, so that files may share them: half of a file's time would be loading them anew.
      project('graph', 'test/**/*.test.ts', {
        exclude: ['test/browser/**', 'test/package/**', 'test/versions/**', ...alone],
        isolate: false,
      }),
      project('alone', alone),
      project('versions', 'test/versions/*.test.ts'),
      project('federation', 'examples/supergraph/test/**/*.test.ts'),
      project('clients', 'examples/clients/test/**/*.test.ts'),
      project('package', 'test/package/*.test.ts'),
      project('browser', 'test/browser/*.test.ts', { expect: { poll: { timeout: 10_000 } } }),
      // A browser takes cores of its own.
      project('admin', 'test/browser/admin/*.test.ts', { maxWorkers: 2, expect: { poll: { timeout: 10_000 } } }),
    ],
  },
});
