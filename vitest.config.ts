import { randomInt } from 'node:crypto';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { platformNames } from './src/platforms.ts';

/** Properties draw other data in each run, from a seed by which the run can be repeated. */
const seed = process.env.FC_SEED ?? String(randomInt(2 ** 31));
console.log(`Properties draw from seed ${seed}. To repeat this run: FC_SEED=${seed} npm test`);

/** How many times as much random input `thorough` has. */
const times = process.env.FC_TIMES ?? '4';
const hangsAfterMs = 300_000;

type Options = TestProjectInlineConfiguration['test'];

const project = (name: string, include: string | string[], more: Options = {}): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, include: [include].flat(), ...more },
});

/** A process serves one choice of platforms. The types of the first one are in nearly every graph; files of another have it alone. */
const [first, ...others] = platformNames;
const filesOf = (name: string) => `test/${name}/**/*.test.ts`;

/** Each has a process of its own, for its choice of platforms, or as it replaces a module for all files of its process. */
const alone = [`test/${first}/alone.test.ts`, 'test/graph/federation.test.ts', 'test/server/fast-path.test.ts'];

/** `npm test` runs `graph`, `graph of …` and `alone`; each of the others installs what it needs: `npm run test:federation`, … */
export default defineConfig({
  // Vite would pick graphql's ES modules where Node picks its CommonJS: two graphqls do not know each other's errors.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Most of a test's time is waiting, for a platform that is late or a retry: more workers than cores wait together.
    maxWorkers: 4,
    // As `npm start` has it: where garbage is collected every megabyte, that takes a tenth of the time.
    execArgv: ['--min-semi-space-size=16', '--max-semi-space-size=32'],
    env: { FC_SEED: seed },
    setupFiles: ['test/support/seed.ts'],
    // They find what hangs, and nothing else: neither a machine that is slow, nor one that does other things too.
    testTimeout: hangsAfterMs,
    hookTimeout: hangsAfterMs,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      // Modules hold nothing that changes, so that files may share them: half of a file's time would be loading them anew.
      project('graph', 'test/**/*.test.ts', {
        exclude: [
          'test/browser/**',
          'test/fairness/**',
          'test/package/**',
          'test/operators/**',
          'test/versions/**',
          ...alone,
          ...others.map(filesOf),
        ],
        isolate: false,
      }),
      ...others.map((name) => project(`graph of ${name}`, filesOf(name), { isolate: false })),
      project('alone', alone),
      // More random input than `npm test` has time for.
      project(
        'thorough',
        [
          'test/attack/{random,mutated}.test.ts',
          'test/execution/*.test.ts',
          'test/runai/changes-model.test.ts',
          'test/rest/{answer-cache-bounds,contract}.test.ts',
          'test/server/fast-path.test.ts',
        ],
        {
          env: { FC_SEED: seed, FC_TIMES: times },
          testTimeout: hangsAfterMs * Number(times),
        },
      ),
      // Measures time, which no other test may take meanwhile.
      project('fairness', 'test/fairness/*.test.ts'),
      project('versions', 'test/versions/*.test.ts'),
      project('federation', 'examples/supergraph/test/**/*.test.ts'),
      project('clients', 'examples/clients/test/**/*.test.ts'),
      project('operators', 'test/operators/*.test.ts'),
      project('package', 'test/package/*.test.ts'),
      project('browser', 'test/browser/*.test.ts'),
      // A browser takes cores of its own.
      project('admin', 'test/browser/admin/*.test.ts', { maxWorkers: 2 }),
    ],
  },
});
