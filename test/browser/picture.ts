import { startProcess } from '../support/process.ts';
import { startChromium } from './chromium.ts';
import { Explorer } from './explorer.ts';

// Takes the picture of GraphiQL that the README shows.
const facade = startProcess({ LOG_LEVEL: 'silent', SANDBOX_USERS: '2000' });
const [{ url }, browser] = await Promise.all([facade.greeting(), startChromium()]);
const explorer = await Explorer.open(browser, url);
await explorer.choose('Both platforms');
await explorer.run();
await explorer.page.locator('.result-window').getByText('kestraUser').first().waitFor();
await explorer.page.screenshot({ path: 'docs/graphiql.png', animations: 'disabled' });
await browser.close();
facade.kill('SIGTERM');
