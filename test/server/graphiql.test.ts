import { encodeGlobalID } from '@pothos/plugin-relay';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { platforms } from '../../src/platforms.ts';
import { createLogger } from '../../src/server/observability/log.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let page: string;
beforeAll(async () => {
  app = await startApp(loadConfig({ PORT: '0', SANDBOX_USERS: '300' }), createLogger('silent'));
  page = await pageOf(app.url);
});
afterAll(() => app.close());

async function pageOf(url: string): Promise<string> {
  const answer = await request(`${url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml' } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toContain('text/html');
  return answer.body.text();
}

/** What the page's last script hands to the explorer. */
function optionsOf(html: string): {
  headers: string;
  defaultTabs: { query: string; headers: string; variables: string | null }[];
  tabNames: Record<string, string>;
  isReady: boolean;
} {
  const call = html.slice(html.lastIndexOf('startExplorer('));
  return JSON.parse(call.slice(call.indexOf('{'), call.lastIndexOf('}') + 1));
}

test('the page brings all that it needs', () => {
  // Its own markup, without what its scripts and styles hold: those are inline.
  const markup = page.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '');
  const references = [...markup.matchAll(/(?:src|href|action)\s*=\s*"([^"]*)"/g)].map(([, reference]) => reference);
  expect(references.filter((reference) => !reference?.startsWith('data:'))).toEqual([]);
  expect(page).not.toMatch(/<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=\s*["']?(?:https?:)?\/\//);
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style).join('');
  expect(styles).not.toMatch(/@import|url\(\s*["']?(?:https?:)?\/\//);
  expect(page.length, 'the explorer is inside').toBeGreaterThan(1_000_000);
});

test('there is a tab for each task, each with the headers that make it run', () => {
  const { headers, defaultTabs } = optionsOf(page);
  const ofPlatforms = Object.values(platforms).map(({ credentialHeader }) => credentialHeader);
  expect(ofPlatforms).toContain('Kestra-Authorization');
  expect(JSON.parse(headers)).toEqual(
    Object.fromEntries(ofPlatforms.map((header) => [header, expect.stringMatching(/^(Bearer|Basic) /)])),
  );
  expect(defaultTabs.map(({ query }) => /(?:query|mutation) (\w+)/.exec(query)?.[1])).toEqual(
    expect.arrayContaining(['ListUsers', 'FindUsers', 'OneUser', 'CreateUser', 'ResetPassword']),
  );
  const withPlan = JSON.stringify({ ...JSON.parse(headers), 'x-explain': '1' }, null, 2);
  for (const tab of defaultTabs) expect(tab.headers).toBe(tab.query.includes('WhatAPageCosts') ? withPlan : headers);
});

test('each tab has a name in words, which no other has', () => {
  const { defaultTabs, tabNames } = optionsOf(page);
  expect(new Set(Object.values(tabNames)).size).toBe(defaultTabs.length);
  for (const name of Object.values(tabNames)) expect(name).toMatch(/^[A-Z][\w ]+$/);
});

test('tabs stay where they are when the mouse is pressed on them', () => {
  const [head = ''] = page.split('<body', 1);
  expect(head).toMatch(/\.graphiql-tab \{\s+transform: none !important;/);
});

test('every tab runs as the page holds it', async () => {
  for (const { query, variables, headers } of optionsOf(page).defaultTabs) {
    const { body } = await request(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...JSON.parse(headers) },
      body: JSON.stringify({ query, variables: variables && JSON.parse(variables) }),
    });
    const answer = (await body.json()) as { data?: Record<string, unknown>; errors?: unknown[] };
    expect(answer.errors, query).toBeUndefined();
    expect(JSON.stringify(answer.data), 'no failure either').not.toContain('"code":');
    expect(Object.values(answer.data ?? {})).not.toContain(null);
  }
});

test('before a platform of your own it holds placeholders, and no credentials', async () => {
  const other = await startApp(
    loadConfig({ PORT: '0', RUNAI_URL: 'http://127.0.0.1:9', PLATFORMS: 'runai' }),
    createLogger('silent'),
  );
  const html = await pageOf(other.url);
  await other.close();
  const { headers, isReady } = optionsOf(html);
  expect(isReady, 'nothing is run that would be refused').toBe(false);
  const [hint, ...lines] = headers.split('\n{');
  expect(hint).toMatch(/^\/\/ Put your own credentials in here/);
  expect(JSON.parse(`{${lines.join('')}`)).toEqual({ Authorization: 'Bearer <your token>' });
  expect(html).not.toContain('sandbox-admin');
  expect(html).not.toContain(encodeGlobalID('User', ''));
});
