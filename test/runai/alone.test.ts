import { printSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { buildClientSchema } from '../../src/graph/schema.ts';
import { createLogger } from '../../src/server/observability/log.ts';
import { post } from '../support/post.ts';

let app: App;
beforeAll(async () => {
  const config = loadConfig({ PLATFORMS: 'runai', PORT: '0', SANDBOX_USERS: '5', LOG_LEVEL: 'silent' });
  app = await startApp(config, createLogger('silent'));
});
afterAll(() => app.close());

test('Run:ai alone is a graph without the types of Kestra', async () => {
  const printed = printSchema(await buildClientSchema(['runai']));
  expect(printed).not.toMatch(/kestra/i);
  expect(printed).toContain('type User implements Node');
});

test('Run:ai alone is served on its own sandbox', async () => {
  expect(app.platforms).toHaveLength(1);
  expect(app.platforms[0]).toMatch(/^Run:ai 3\.0 at http:\S+ \(sandbox, 5 users\)$/);
  expect(app.example.kestra).toBeUndefined();
  const { text } = await post(app.url, JSON.stringify({ query: '{ users { totalCount } }' }));
  expect(JSON.parse(text)).toEqual({ data: { users: { totalCount: 5 } } });
});
