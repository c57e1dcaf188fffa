import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';

/** What GraphiQL was answered. */
export interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

const isQuestion = (request: Request) => request.method() === 'POST';

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
  static async open(browser: Browser, url: string): Promise<Explorer> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 860 }, deviceScaleFactor: 1 });
    context.setDefaultTimeout(10_000);
    const explorer = new Explorer(context, await context.newPage(), url);
    const schema = explorer.page.waitForResponse((answer) => isQuestion(answer.request()));
    await explorer.page.goto(`${url}/graphql`);
    await explorer.page.getByRole('tab').first().waitFor();
    await (await schema).finished();
    return explorer;
  }

  /** The names on the tabs. */
  async tabs(): Promise<string[]> {
    const buttons = await this.page.locator('.graphiql-tab-button').allTextContents();
    return buttons.map((text) => text.trim());
  }

  /** Clicks a tab, and waits for its document. */
  async choose(tab: string): Promise<void> {
    await this.page.getByRole('button', { name: tab, exact: true }).click();
    await this.#query.getByText(tab).first().waitFor();
  }

  /** Clicks the button that runs the document. @returns what the server said */
  async run(): Promise<Answered> {
    // For a moment after a change GraphiQL holds the name of the operation before, and asks nobody. A person clicks again.
    for (let clicks = 0; clicks < 10; clicks++) {
      const asked = this.page.waitForRequest(isQuestion, { timeout: 1000 }).catch(() => null);
      await this.page.getByRole('button', { name: /^Execute query/ }).click();
      const answer = await (await asked)?.response();
      if (answer) return answer.json();
    }
    throw new Error(`Nothing was asked: ${await this.shown()}`);
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
    await this.#context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate((clip) => navigator.clipboard.writeText(clip), text);
    await editor.click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+V');
  }
}
