import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { serveBuilt } from '../../../examples/admin/serve.ts';
import { graphOver } from '../../support/facade.ts';
import { openWindow, startChromium } from '../chromium.ts';

export type ColorScheme = 'light' | 'dark';

/** Starts both sandboxes, the facade before them, and the built app before the facade. */
export async function startAdmin(browser: Browser, options: Parameters<typeof graphOver>[0] = {}) {
  const facade = await graphOver({ version: '3.0', platforms: ['runai', 'kestra'], users: 230, ...options });
  const app = await serveBuilt(facade.url);
  return {
    facade,
    /** Opens the app in a window of its own, with nothing remembered from before. */
    open: (path = '', colorScheme: ColorScheme = 'light') => Admin.open(browser, app.url + path, colorScheme),
    async close() {
      await app.close();
      await facade.close();
    },
  };
}

/** A browser, and the app before one facade, for all tests of a file. */
export function startedForAll() {
  const all = {} as { browser: Browser; started: Awaited<ReturnType<typeof startAdmin>> };
  beforeAll(async () => {
    all.browser = await startChromium();
    all.started = await startAdmin(all.browser);
  });
  afterAll(async () => {
    await all.browser.close();
    await all.started.close();
  });
  return all;
}

/** The app, as the person before it sees it. */
export class Admin {
  readonly page: Page;
  /** What nothing caught, and what the console shows as an error. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;
  /** The requests that are not answered yet. */
  readonly #open = new Set<Request>();
  #asked: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('request', (request) => {
      if (!request.url().endsWith('/graphql')) return;
      this.#asked.push(request.postDataJSON().operationName);
      this.#open.add(request);
    });
    page.on('requestfinished', (request) => this.#open.delete(request));
    page.on('requestfailed', (request) => this.#open.delete(request));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, url: string, colorScheme: ColorScheme): Promise<Admin> {
    const viewport = { width: 1280, height: 800 };
    const context = await openWindow(browser, { viewport, colorScheme, locale: 'en-GB' });
    const admin = new Admin(context, await context.newPage());
    await admin.page.goto(url);
    return admin;
  }

  /** The GraphQL requests since the last time, by the names of their operations. */
  asked(): string[] {
    const asked = this.#asked;
    this.#asked = [];
    return asked;
  }

  async signIn(runai = 'sandbox-admin', kestra = runai): Promise<void> {
    await this.page.getByLabel('Run:ai token').fill(runai);
    await this.page.getByLabel('Kestra token').fill(kestra);
    await this.page.keyboard.press('Enter');
  }

  /** Waits until the list says so, such as `50 of 230 shown`, and nothing else is on its way. */
  async shows(text: string): Promise<void> {
    await this.page.getByRole('status').getByText(text, { exact: true }).waitFor();
    await this.answered();
  }

  /** Waits until every request is answered. */
  async answered(): Promise<void> {
    await expect.poll(() => this.#open.size).toBe(0);
  }

  /** Waits until all of a user is read. */
  async read(): Promise<void> {
    await this.page.locator('.sections[aria-busy=false]').waitFor();
  }

  /**
   * Does what has another list read, and waits until its rows are shown. What the page said of the list before may be
   * the same as what it says of this one.
   */
  async reads(act: () => Promise<unknown>): Promise<void> {
    const reading = await this.page.evaluateHandle(() => ({
      over: new Promise<void>((resolve) => {
        let begun = false;
        new MutationObserver((_, observer) => {
          const busy = document.querySelector('table[aria-busy=true]') !== null;
          if (begun && !busy) {
            observer.disconnect();
            resolve();
          }
          begun ||= busy;
        }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-busy'] });
      }),
    }));
    await act();
    await reading.evaluate(({ over }) => over);
  }

  /** Keeps back what answers the next request, until it is let go. @returns lets it go */
  async holds(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    await this.page.route(
      '**/graphql',
      async (route) => {
        const response = await route.fetch();
        await promise;
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    return resolve;
  }

  /** Types into a field without a pause, however slow the machine is. */
  async type(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).evaluate(async (field, text) => {
      field.focus();
      for (const letter of text) {
        document.execCommand('insertText', false, letter);
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, text);
  }

  /** The names of the users in the table, from the top. */
  usernames(): Promise<string[]> {
    return this.page.getByRole('rowheader').allTextContents();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** A part of the user's page. */
  section(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Ticks the rows at these places, from 0. @returns who they are */
  async select(...places: readonly number[]): Promise<string[]> {
    const names = await this.usernames();
    const chosen = places.map((place) => names[place] ?? '');
    for (const name of chosen) await this.page.getByLabel(`Select ${name}`).check();
    return chosen;
  }

  /** The link of a row to the user's page. */
  row(username: string): Locator {
    return this.page.getByRole('rowheader').getByRole('link', { name: username, exact: true });
  }

  /** Begins to note what an element says, also one that comes and goes. @returns each text that it said until then */
  heard(selector: string): () => Promise<string[]> {
    const begun = this.page.evaluate((selector) => {
      const texts: string[] = [];
      Object.assign(window, { heard: texts });
      new MutationObserver(() => {
        const text = document.querySelector(selector)?.textContent;
        if (text && text !== texts.at(-1)) texts.push(text);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    }, selector);
    return async () => {
      await begun;
      return this.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    };
  }

  /** What has the focus, by its text. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.textContent ?? '');
  }

  /** Tries what happens without the network. */
  offline(offline: boolean): Promise<void> {
    return this.#context.setOffline(offline);
  }

  /** All that Apollo Client's cache holds, found by way of React's own tree. */
  cached(): Promise<string> {
    return this.page.evaluate(() => {
      interface Fiber {
        readonly memoizedProps?: { readonly client?: { readonly cache: { extract(): unknown } } };
        readonly child: Fiber | null;
      }
      const root = document.getElementById('root') as unknown as Record<string, Fiber>;
      const container = Object.keys(root).find((key) => key.startsWith('__reactContainer'));
      let fiber: Fiber | null | undefined = root[container ?? ''];
      while (fiber && !fiber.memoizedProps?.client) fiber = fiber.child;
      if (!fiber) throw new Error('No client is there.');
      return JSON.stringify(fiber.memoizedProps?.client?.cache.extract());
    });
  }

  /** What axe finds wrong with the page as it is: each rule, and the first element that breaks it. */
  async violations(): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
