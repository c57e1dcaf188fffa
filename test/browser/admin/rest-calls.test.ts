import { afterEach, expect, test } from 'vitest';
import { type Admin, startedForAll } from './admin.ts';

const all = startedForAll();
let admin: Admin;
afterEach(async () => {
  expect(admin.complaints).toEqual([]);
  await admin.close();
});

/** The rows of the list: what was called, and how often. */
async function listed(): Promise<string[]> {
  const rows = await admin.dialog.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => `${await row.locator('td').first().innerText()} ${await row.locator('code').innerText()}`),
  );
}

test('a button tells what a page cost the platforms, and opens the list of its calls', async () => {
  admin = await all.started.open();
  await admin.signIn();
  await admin.button('3 REST calls').click();
  await admin.dialog.getByRole('heading', { name: '3 REST calls for this page' }).waitFor();
  expect((await listed()).sort()).toEqual([
    '1 GET /api/v1/authorization/permissions',
    '1 GET /api/v1/users',
    '1 GET /api/v1/users/count',
  ]);
  expect(await admin.dialog.locator('.bars span').count()).toBe(3);
  expect(await admin.dialog.innerText()).toContain('Rows of the requested list.');
  await admin.button('Close').click();
  await expect.poll(() => admin.focused()).toBe('3 REST calls');

  await admin.page.mouse.wheel(0, 100_000);
  await admin.shows('100 of 230 shown');
  await admin.button('4 REST calls').waitFor();
});

test('each page has its own, with the parts that came later; one that was known has none', async () => {
  admin = await all.started.open();
  await admin.signIn();
  await admin.button('3 REST calls').waitFor();
  await Promise.all([all.started.facade.forgetCalls(), all.started.facade.kestra.forgetCalls()]);
  await admin.row('ada.lovelace@example.com').click();
  await admin.read();
  const made = [...(await all.started.facade.calls()), ...(await all.started.facade.kestra.calls())];
  await admin.button(`${made.length} REST calls`).click();
  expect((await listed()).reduce((sum, row) => sum + Number.parseInt(row, 10), 0)).toBe(made.length);
  await admin.button('Close').click();

  await admin.page.getByRole('link', { name: '← Users' }).click();
  await admin.button('0 REST calls').click();
  await admin.dialog.getByText('Everything on this page was cached: no request was made.').waitFor();
});
