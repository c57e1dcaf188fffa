import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startProcess } from '../support/process.ts';
import { startChromium } from './chromium.ts';
import { Explorer } from './explorer.ts';

let facade: ReturnType<typeof startProcess>;
let url: string;
let browser: Browser;
let explorer: Explorer;
beforeAll(async () => {
  facade = startProcess({ LOG_LEVEL: 'silent', SANDBOX_USERS: '300', RUNAI_VERSION: '3.0' });
  [{ url }, browser] = await Promise.all([facade.greeting(), startChromium()]);
});
afterAll(async () => {
  await browser.close();
  facade.kill('SIGKILL');
  await facade.exited;
});
afterEach(() => explorer.close());

const changed = '{ mine: users(first: 2) { totalCount } }';

describe('tabs of GraphiQL', () => {
  test('after a reload the same tab is selected, with its document, and an answer where the page brought it', async () => {
    explorer = await Explorer.open(browser, url);
    await explorer.choose('One user');
    // GraphiQL keeps what changed after half a second.
    await expect.poll(() => stored(explorer)).toContain('"activeTabIndex":3');
    await explorer.reload();
    expect(await explorer.selected()).toBe('One user');
    await expect.poll(() => explorer.document()).toContain('query OneUser($username: String!)');
    await expect.poll(() => explorer.shown()).toContain('"user": {');
    expect(explorer.complaints).toEqual([]);
  });

  test('what a person wrote is there after a reload, and is not run unasked; credentials outlive no browser tab', async () => {
    explorer = await Explorer.open(browser, url);
    await explorer.choose('Reset a password');
    await explorer.write(changed);
    await expect.poll(() => stored(explorer)).toContain('mine');
    expect(await stored(explorer)).not.toContain('sandbox-admin');
    const asked: string[] = [];
    explorer.page.on('request', (request) => asked.push(request.postData() ?? ''));
    await explorer.reload();
    await expect.poll(() => explorer.document()).toContain(changed);
    await explorer.page.waitForTimeout(1000);
    expect(asked.filter((body) => body.includes('mine'))).toEqual([]);
    expect((await explorer.run()).errors, 'the headers are there').toBeUndefined();
  });

  test('what the page runs unasked, it does not run once a person has begun to do something', async () => {
    explorer = await Explorer.open(browser, url);
    await explorer.page.addInitScript(() => {
      // The page tries again and again to run its document: here when the test says so.
      const { setInterval } = window;
      const attempts: (() => void)[] = [];
      Object.assign(window, {
        attempts,
        setInterval: (act: () => void, ms: number) => (ms === 250 ? attempts.push(act) : setInterval(act, ms)),
      });
    });
    await explorer.reload();
    const asked: string[] = [];
    explorer.page.on('request', (request) => asked.push(request.postData() ?? ''));
    await explorer.choose('New user');
    for (let times = 0; times < 5; times++) {
      await explorer.page.evaluate(() => {
        for (const attempt of (window as unknown as { attempts: (() => void)[] }).attempts) attempt();
      });
      await explorer.page.waitForTimeout(200);
    }
    expect(asked.filter((body) => body.includes('mutation'))).toEqual([]);
  });

  test('a link to an operation opens it in a tab, without headers, and runs nothing', async () => {
    explorer = await Explorer.open(browser, url);
    await explorer.choose('New user');
    await explorer.page.getByRole('button', { name: 'Share' }).click();
    await explorer.page.getByText('Link copied').waitFor();
    const link = await explorer.page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).search, 'what is shared reaches no server').toBe('');
    expect(link).toContain('new.colleague');
    expect(link).not.toContain('sandbox-admin');
    await explorer.close();

    explorer = await Explorer.open(browser, url, { fragment: new URL(link).hash });
    expect(await explorer.selected()).toBe('New user');
    expect(await explorer.tabs(), "it is one of the page's own").toHaveLength(13);
    await explorer.load(`${url}/graphql?query=${encodeURIComponent(changed)}`);
    await expect.poll(() => explorer.document()).toContain(changed);
    expect(await explorer.tabs()).toHaveLength(14);
    expect(new URL(explorer.page.url()).search, 'a reload shows what is seen now').toBe('');
    expect((await explorer.restCalls()).heading, 'nothing was run').toBe('REST calls');
  });

  test('the plan that a person asks for stands in the answer, as for any client', async () => {
    explorer = await Explorer.open(browser, url);
    await explorer.choose('What a page costs');
    await explorer.run();
    await explorer.page.locator('.result-window .view-lines').click();
    await explorer.page.keyboard.press('ControlOrMeta+End');
    await expect.poll(() => explorer.shown()).toContain('"reason": "Calls for many keys each');
    expect(await explorer.shown(), 'and not what the page asked for').not.toContain('timings');
    await expect.poll(async () => (await explorer.restCalls()).bars).toBeGreaterThan(2);
  });
});

describe('GraphiQL is usable', () => {
  test.each([
    { colorScheme: 'light', width: 1440 },
    { colorScheme: 'dark', width: 1440 },
    { colorScheme: 'light', width: 390 },
    { colorScheme: 'dark', width: 390 },
  ] as const)('by all, as axe checks it: %j', async (look) => {
    explorer = await Explorer.open(browser, url, look);
    await expect.poll(async () => (await explorer.restCalls()).bars).toBe(2);
    const { page } = explorer;
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    // What the mouse points at is drawn in other colors for a moment.
    await page.mouse.move(0, 0);
    const findings = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(findings).toEqual([]);
    const { scrollWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth }));
    expect(scrollWidth).toBe(look.width);
    for (const part of ['.graphiql-query-editor', '.graphiql-response', '.rest-calls']) {
      const box = await page.locator(part).boundingBox();
      expect(box?.width, part).toBeGreaterThan(280);
      expect((box?.x ?? 0) + (box?.width ?? 0), part).toBeLessThanOrEqual(look.width);
    }
  });
});

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What outlives the browser. */
function stored({ page }: Explorer): Promise<string> {
  return page.evaluate(() => localStorage.getItem('graphiql:tabState') ?? '');
}
