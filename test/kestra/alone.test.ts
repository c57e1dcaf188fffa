import { printSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { buildClientSchema } from '../../src/graph/schema.ts';
import { createLogger } from '../../src/server/observability/log.ts';
import { post } from '../support/post.ts';

let app: App;
beforeAll(async () => {
  const config = loadConfig({ PLATFORMS: 'kestra', PORT: '0', SANDBOX_USERS: '5', LOG_LEVEL: 'silent' });
  app = await startApp(config, createLogger('silent'));
});
afterAll(() => app.close());

test('Kestra alone has of Run:ai the reference alone by which a gateway joins its users', async () => {
  const printed = printSchema(await buildClientSchema(['kestra']));
  expect(printed).not.toMatch(/\bGroup\b|\bAccess\b|\bUserFilter|UserConnection\b(?<!KestraUserConnection)|\busers\(/);
  const [user] = printed.match(/^type User \{[^}]*\}/m) ?? [];
  expect(user?.match(/^ {2}\w+: \w+!?$/gm)).toEqual(['  kestraUser: KestraUser', '  username: String']);
  expect(printed).toContain('type KestraUser implements Node');
});

test('Kestra alone is served on its own sandbox, and takes the usual header', async () => {
  expect(app.platforms).toHaveLength(1);
  expect(app.platforms[0]).toMatch(/^Kestra 2\.0 at http:\S+ \(sandbox, 5 users\)$/);
  expect(app.example.runai).toBeUndefined();
  const { header, authorization } = app.example.kestra ?? { header: '', authorization: '' };
  expect(header).toBe('Authorization');
  const query = JSON.stringify({ query: '{ kestraUsers { totalCount } }' });
  const { text } = await post(app.url, query, { authorization });
  expect(JSON.parse(text)).toEqual({ data: { kestraUsers: { totalCount: 5 } } });
});

test('Kestra alone offboards a person for direct clients, and not for gateways, which would not ask other platforms', async () => {
  const printed = printSchema(await buildClientSchema(['kestra']));
  expect(printed).toContain('offboardPerson(');
  const { text } = await post(app.url, JSON.stringify({ query: '{ _service { sdl } }' }), {});
  const { sdl } = JSON.parse(text).data._service;
  expect(sdl).toContain('deleteKestraUser(');
  expect(sdl).not.toMatch(/offboard|StalePlan/i);
  const { authorization = '' } = app.example.kestra ?? {};
  const query = 'mutation { offboardPerson(input: { email: "nobody@example.com", dryRun: true }) { __typename } }';
  const answer = await post(app.url, JSON.stringify({ query }), { authorization });
  expect(JSON.parse(answer.text)).toEqual({ data: { offboardPerson: { __typename: 'NotFoundFailure' } } });
});
