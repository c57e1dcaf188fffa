import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/browser/admin/*.test.ts'],
    exclude: [],
    // A browser takes cores of its own.
    maxWorkers: 2,
    expect: { poll: { timeout: 10_000 } },
  },
});
