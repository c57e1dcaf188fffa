import { startChromium } from '../chromium.ts';
import { type Admin, startAdmin } from './admin.ts';

// Takes the pictures of the app that docs/frontends.md shows.
const browser = await startChromium();
const started = await startAdmin(browser, { users: 2000 });

/** Takes a picture of the window, without what has the focus or is pointed at. */
async function take({ page }: Admin, name: string) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: `docs/${name}.png`, animations: 'disabled' });
}

const table = await started.open('?since=2024-06-01&sort=-signedIn');
await table.signIn();
await table.page.getByRole('rowheader').first().waitFor();
await table.select(2, 3, 5);
await take(table, 'admin');

const user = await started.open('user?username=alan.turing@example.com', 'dark');
await user.signIn();
await user.read();
await user.page.getByRole('button', { name: /REST calls$/ }).click();
await user.dialog.getByRole('table').first().waitFor();
await take(user, 'admin-rest-calls');

// Three windows side by side, in one picture.
const shots: string[] = [];
for (const path of ['?sort=user', 'access', 'offboard?email=Priya.Sharma@example.com']) {
  const narrow = await started.open(path);
  await narrow.page.setViewportSize({ width: 390, height: 740 });
  await narrow.signIn();
  if (path.startsWith('offboard')) await narrow.page.getByText('Planned').first().waitFor();
  else await narrow.page.getByRole('rowheader').first().waitFor();
  if (path.startsWith('?')) await narrow.select(1, 2);
  const shot = await narrow.page.screenshot({ animations: 'disabled' });
  shots.push(`<img src="data:image/png;base64,${shot.toString('base64')}" style="border: 1px solid #888">`);
  await narrow.close();
}
const page = await browser.newPage({ viewport: { width: 1236, height: 774 } });
await page.setContent(`<body style="display: flex; gap: 15px; margin: 16px">${shots.join('')}</body>`);
await page.screenshot({ path: 'docs/admin-390.png' });

await browser.close();
await started.close();
