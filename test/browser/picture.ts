import { startProcess } from '../support/process.ts';
import { startChromium } from './chromium.ts';
import { Explorer } from './explorer.ts';

// Takes the pictures of GraphiQL that the README and docs/concepts.md show.
const facade = startProcess({ LOG_LEVEL: 'silent', SANDBOX_USERS: '2000' });
const [{ url }, browser] = await Promise.all([facade.greeting(), startChromium()]);

/** Takes a picture once the answer is in view, and each REST call is drawn. */
async function take(explorer: Explorer, name: string, answer: string) {
  await explorer.page.locator('.result-window').getByText(answer).first().waitFor();
  await explorer.page.locator('.rest-calls-bars span').first().waitFor();
  await explorer.page.mouse.move(0, 0);
  await explorer.page.screenshot({ path: `docs/${name}.png`, animations: 'disabled' });
  await explorer.close();
}

const light = await Explorer.open(browser, url);
await light.choose('Both platforms');
// The first run finds the version of Kestra, too.
for (let run = 0; run < 2; run++) await light.run();
await take(light, 'graphiql', 'kestraUser');

const dark = await Explorer.open(browser, url, { colorScheme: 'dark' });
await dark.write(`{
  users(first: 5, orderBy: { field: LAST_LOGIN_AT, direction: DESC }) {
    nodes {
      username
      creator { username }
      ... @defer { kestraUser { displayName isSuperAdmin } }
    }
  }
}`);
// Parts are more than a JSON text.
await dark.run().catch(() => undefined);
await take(dark, 'graphiql-dark', 'kestraUser');

const narrow = await Explorer.open(browser, url, { width: 390 });
await take(narrow, 'graphiql-390', 'users');

await browser.close();
facade.kill('SIGTERM');
