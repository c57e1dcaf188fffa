import { startChromium } from '../chromium.ts';
import { startAdmin } from './admin.ts';

// Takes the picture of the app that docs/frontends.md shows.
const browser = await startChromium();
const started = await startAdmin(browser, { users: 2000 });
const admin = await started.open('?since=2024-06-01&sort=-signedIn');
await admin.signIn();
await admin.page.getByRole('rowheader').first().waitFor();
await admin.select(2, 3, 5);
await admin.page.mouse.move(0, 0);
await admin.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
await admin.page.screenshot({ path: 'docs/admin.png', animations: 'disabled' });
await browser.close();
await started.close();
