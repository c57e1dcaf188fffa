import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would pick graphql's ES modules where Node picks its CommonJS: two graphqls do not know each other's errors.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // These install what they need: `npm run test:browser`, `npm run test:package`.
    exclude: ['test/browser/**', 'test/package/**'],
    // Most of a test's time is waiting, for a platform that is late or a retry: more workers than cores wait together.
    maxWorkers: 4,
    // Deadlines, pauses and loads are tested in real time, on machines that do other things too. What is broken fails each time.
    retry: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
