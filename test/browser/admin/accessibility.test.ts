import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { type ColorScheme, startAdmin } from './admin.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

test.each<ColorScheme>(['light', 'dark'])(
  'axe finds nothing wrong, %s',
  async (colorScheme) => {
    const started = await startAdmin(browser);
    const admin = await started.open('?q=bar', colorScheme);
    const found: Record<string, string[]> = {};
    const look = async (where: string) => {
      found[where] = await admin.violations();
    };
    await look('form to sign in');
    await admin.signIn();
    await admin.shows('16 of 16 shown');
    await look('table');
    await admin.select(14, 15);
    await look('table with a selection');
    await admin.button('Delete').click();
    await look('question');
    await admin.dialog.getByRole('button', { name: 'Delete' }).click();
    await admin.dialog.getByText('2 of 2 users deleted').waitFor();
    await look('outcome');
    await admin.button('Close').click();
    await admin.button('New user').click();
    await look('form for a new user');
    await admin.page.getByLabel('E-mail address').fill('not.an@address');
    await admin.button('Create').click();
    await admin.dialog.getByText('does not take this').waitFor();
    await look('form with a refusal');
    await admin.page.getByLabel('E-mail address').fill(`${colorScheme}@example.com`);
    await admin.button('Create').click();
    await admin.dialog.getByText('User created').waitFor();
    await look('password');
    await admin.button('Done').click();
    await admin.read();
    await admin.button('Reset password').click();
    await look('question about a password');
    await admin.button('Cancel').click();
    await admin.page.getByRole('button', { name: /REST calls?$/ }).click();
    await admin.dialog.getByRole('table').waitFor();
    await look('REST calls');
    await admin.button('Close').click();
    await admin.page.goBack();
    await admin.row('barbara.liskov@example.com').click();
    await admin.read();
    await look('user');
    await admin.page.setViewportSize({ width: 360, height: 740 });
    await look('user on a telephone');
    await admin.page.goBack();
    await admin.row('barbara.liskov@example.com').waitFor();
    await look('table on a telephone');
    expect(await admin.page.evaluate(() => document.documentElement.scrollWidth), 'no scrolling sideways').toBe(360);
    await admin.page.getByRole('link', { name: 'Access' }).click();
    await admin.shows('50 of 310 shown');
    await look('access on a telephone');
    expect(await admin.page.evaluate(() => document.documentElement.scrollWidth), 'no scrolling sideways').toBe(360);
    await admin.page.setViewportSize({ width: 1280, height: 800 });
    await look('access');
    await admin.page.getByRole('link', { name: 'Kestra' }).click();
    await admin.shows('6 of 6 shown');
    await look('access to Kestra');
    expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
    expect(Object.keys(found)).toHaveLength(16);
    await admin.close();
    await started.close();
  },
  60_000,
);
