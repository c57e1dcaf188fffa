import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would pick graphql's ES modules where Node picks its CommonJS: two graphqls do not know each other's errors.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // These need a package, or a browser, of their own: `npm run test:browser`.
    exclude: ['test/browser/**'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
