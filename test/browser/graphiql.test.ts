import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startProcess } from '../support/process.ts';
import { startChromium } from './chromium.ts';
import { Explorer } from './explorer.ts';

const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const users = schema.getQueryType()?.getFields().users;

let facade: ReturnType<typeof startProcess>;
let url: string;
let browser: Browser;
let explorer: Explorer;
beforeAll(async () => {
  facade = startProcess({ LOG_LEVEL: 'silent', SANDBOX_USERS: '2000', RUNAI_VERSION: '3.0' });
  [{ url }, browser] = await Promise.all([facade.greeting(), startChromium()]);
});
afterAll(async () => {
  await browser.close();
  facade.kill('SIGKILL');
  await facade.exited;
});

const tabs = [
  'Users',
  'Search users',
  'Find people',
  'One user',
  'Administrators',
  'New user',
  'Reset a password',
  'What a page costs',
  'Kestra users',
  'One Kestra user',
  'New API token',
  'Both platforms',
  'Plan an offboarding',
];

describe('GraphiQL, cut off from the internet', () => {
  beforeAll(async () => {
    explorer = await Explorer.open(browser, url);
  });
  afterAll(() => explorer.close());

  test('opens with an answer in view, and the REST calls that it took', async () => {
    await expect.poll(() => explorer.shown()).toMatch(/^\{ "data": \{ "users": \{ "totalCount": 2000, "nodes": \[ /);
    const { heading, calls, bars } = await explorer.restCalls();
    expect(heading).toMatch(/^2 REST calls · \d+(\.\d)? ms · estimate: at most \d+$/);
    expect(calls).toEqual(['GET /api/v1/users', 'GET /api/v1/users/count']);
    expect(bars).toBe(2);
    expect(await explorer.shown(), 'the page asked for the plan, not the person').not.toContain('"plan"');
  });

  test('has a tab for each task, none of them cut off, and room for its title in one line', async () => {
    expect(await explorer.tabs()).toEqual(tabs);
    const title = await explorer.page.getByText('users-graph', { exact: true }).boundingBox();
    expect(title?.height).toBeLessThan(30);
    expect((title?.x ?? 0) + (title?.width ?? 0)).toBeLessThan(1440);
    const bar = await explorer.page.locator('.graphiql-tabs').boundingBox();
    for (const tab of await explorer.page.locator('.graphiql-tab').all()) {
      const box = await tab.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 1440)).toBeLessThanOrEqual((bar?.x ?? 0) + (bar?.width ?? 0));
      expect((box?.y ?? 0) + (box?.height ?? 860)).toBeLessThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
    }
  });

  test.each(tabs)('the tab %s runs at once and shows data', async (tab) => {
    await explorer.choose(tab);
    const { data, errors } = await explorer.run();
    expect(errors).toBeUndefined();
    const [[field, value] = []] = Object.entries(data ?? {});
    expect(value).toBeTruthy();
    expect(JSON.stringify(value), 'no failure either').not.toContain('"code":');
    await expect.poll(() => explorer.shown()).toMatch(new RegExp(`^\\{ "data": \\{ "${field}": \\{ "\\w+": `));
  });

  test('the tab Both platforms begins with people on both', async () => {
    await explorer.choose('Both platforms');
    const { data } = await explorer.run();
    const users = data?.users as { nodes: { kestraUser: object | null }[] } | undefined;
    expect(users?.nodes.slice(0, 3).map(({ kestraUser }) => kestraUser)).not.toContain(null);
  });

  test('has asked nobody but the facade, and has nothing to complain about', () => {
    expect(explorer.strangers).toEqual([]);
    expect(explorer.complaints).toEqual([]);
  });

  test('which would have been noticed', async () => {
    await explorer.page.evaluate(() => fetch('http://example.com/').catch(() => console.error('It is not there.')));
    expect(explorer.strangers).toEqual(['http://example.com/']);
    await expect.poll(() => explorer.complaints).toContain('It is not there.');
  });
});

describe('GraphiQL', () => {
  beforeEach(async () => {
    explorer = await Explorer.open(browser, url);
  });
  afterEach(() => explorer.close());

  test('documents the graph, fields and arguments with their descriptions', async () => {
    const plain = (markdown?: string | null) => markdown?.replaceAll('`', '') ?? 'a description';
    const [opening] = schema.description?.split('\n') ?? [];
    expect(await explorer.docs()).toContain(opening ?? 'a description');
    expect(await explorer.docs('Query')).toContain(plain(users?.description));
    const field = await explorer.docs('users');
    expect(users?.args.length).toBeGreaterThan(5);
    for (const { description } of users?.args ?? []) expect(field).toContain(plain(description));
  });

  test('shows what is deferred when it is there', async () => {
    await explorer.write('{ users(first: 1) { nodes { username ... @defer { kestraUser { displayName } } } } }');
    // Parts are more than a JSON text.
    await explorer.run().catch(() => undefined);
    await expect.poll(() => explorer.shown()).toMatch(/"username": "abena\.amankwah@.*"displayName": "Abena Amankwah"/);
    // The plan comes with the last part.
    await expect.poll(async () => (await explorer.restCalls()).heading).toMatch(/^2 REST calls · [\d.]+ ms/);
    expect((await explorer.restCalls()).calls).toEqual(['GET /api/v1/users', 'GET /api/v1/users']);
    expect(await explorer.shown(), 'and not in the answer').not.toContain('"plan"');
  });

  test('shows a refused input with its reason', async () => {
    await explorer.write('{ users(first: -1) { totalCount } }');
    const { errors } = await explorer.run();
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    await expect.poll(() => explorer.shown()).toContain(`"message": ${JSON.stringify(errors?.[0]?.message)}`);
  });

  test('shows that credentials are missing', async () => {
    await explorer.writeHeaders('{}');
    const { errors } = await explorer.run();
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED']);
    await expect.poll(() => explorer.shown()).toContain('"code": "UNAUTHENTICATED"');
  });
});
