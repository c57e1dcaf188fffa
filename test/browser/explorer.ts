import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { openWindow } from './chromium.ts';

/** What GraphiQL was answered. */
export interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** How a person looks at the page, and by which link. */
interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly fragment?: string;
}

const isQuestion = (request: Request) => request.method() === 'POST';
const isIntrospection = (request: Request) =>
  isQuestion(request) && !!request.postData()?.includes('IntrospectionQuery');

/** GraphiQL, as the person before it sees it. */
export class Explorer {
  readonly page: Page;
  /** Every request for another host than the facade's, loopback or not. */
  readonly strangers: string[] = [];
  /** Every error of the page: what the console shows, and what nothing caught. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page, origin: string) {
    this.#context = context;
    this.page = page;
    context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) {
        this.strangers.push(request.url());
      }
    });
    page.on('websocket', (socket) => this.strangers.push(socket.url()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
  }

  /** Opens GraphiQL of a facade, with nothing remembered from before, and waits until it has its tabs and the schema. */
  static async open(browser: Browser, url: string, look: Look = {}): Promise<Explorer> {
    const { width = 1440, colorScheme = 'light', fragment = '' } = look;
    const context = await openWindow(browser, {
      viewport: { width, height: 860 },
      deviceScaleFactor: 1,
      colorScheme,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const explorer = new Explorer(context, await context.newPage(), url);
    await explorer.load(`${url}/graphql${fragment}`);
    return explorer;
  }

  /** Loads a page of GraphiQL into the same tab of the browser. */
  async load(address: string): Promise<void> {
    await this.#loaded(() => this.page.goto(address));
  }

  /** Loads the same page again. */
  async reload(): Promise<void> {
    await this.#loaded(() => this.page.reload());
  }

  async #loaded(load: () => Promise<unknown>): Promise<void> {
    const schema = this.page.waitForResponse((answer) => isIntrospection(answer.request()));
    await load();
    await this.page.locator('.graphiql-tab').first().waitFor();
    await (await schema).finished();
  }

  /** The names on the tabs. */
  async tabs(): Promise<string[]> {
    const buttons = await this.page.locator('.graphiql-tab-button').allTextContents();
    return buttons.map((text) => text.trim());
  }

  /** Clicks a tab, and waits until it is the one that is shown. */
  async choose(tab: string): Promise<void> {
    await this.page.getByRole('button', { name: tab, exact: true }).click();
    await this.page.locator('.graphiql-tab-active').getByText(tab, { exact: true }).waitFor();
  }

  /** The name of the tab that is shown. */
  selected(): Promise<string> {
    return this.page.locator('.graphiql-tab-active .graphiql-tab-button').innerText();
  }

  /** The document in the editor, with its white space made one. */
  async document(): Promise<string> {
    return (await this.#query.locator('.view-lines').innerText()).replace(/\s+/g, ' ');
  }

  /** What the panel of REST calls says: its heading, and a line for each kind of call. */
  async restCalls(): Promise<{ heading: string; calls: string[]; bars: number }> {
    const panel = this.page.locator('.rest-calls');
    return {
      heading: await panel.locator('summary').innerText(),
      calls: await panel.locator('tbody code').allInnerTexts(),
      bars: await panel.locator('.rest-calls-bars span').count(),
    };
  }

  /** Clicks the button that runs the document. @returns what the server said */
  async run(): Promise<Answered> {
    const button = this.page.getByRole('button', { name: /^Execute query/ });
    // What was run before may still be under way.
    await button.waitFor();
    let isAsked = false;
    const asked = this.page.waitForRequest(isQuestion);
    const sent = asked.then(() => {
      isAsked = true;
    });
    // For a moment after a change GraphiQL holds the name of the operation before, and asks nobody. A person clicks again.
    while (!isAsked) {
      if (await button.isVisible()) await button.click();
      await Promise.race([sent, this.page.waitForTimeout(1000)]);
    }
    const answer = await (await asked).response();
    if (!answer) throw new Error(`Nothing was answered: ${await this.shown()}`);
    return answer.json();
  }

  /** The text that the person sees at the right: what fits of the answer. */
  async shown(): Promise<string> {
    return (await this.page.locator('.result-window').innerText()).replace(/\s+/g, ' ');
  }

  /** Puts another document into the editor. */
  async write(document: string): Promise<void> {
    await this.#replace(this.#query, document);
  }

  /** Puts in other headers. */
  async writeHeaders(headers: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Headers', exact: true }).click();
    await this.#replace(this.page.locator('.graphiql-editor-tool .monaco-editor:visible'), headers);
  }

  /** Opens the documentation, and clicks through these names. @returns what it says there */
  async docs(...names: readonly string[]): Promise<string> {
    const button = this.page.getByRole('button', { name: 'Show Documentation Explorer' });
    if (await button.isVisible()) await button.click();
    const panel = this.page.locator('.graphiql-doc-explorer');
    for (const name of names) {
      await panel.getByRole('link', { name, exact: true }).first().click();
      await panel.locator('.graphiql-doc-explorer-title').getByText(name, { exact: true }).waitFor();
    }
    return panel.innerText();
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  get #query(): Locator {
    return this.page.locator('.graphiql-query-editor .monaco-editor').first();
  }

  async #replace(editor: Locator, text: string): Promise<void> {
    // Pasted: of what is typed, the editor closes the brackets by itself.
    await this.page.evaluate((clip) => navigator.clipboard.writeText(clip), text);
    await editor.click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+V');
  }
}
