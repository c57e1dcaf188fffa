import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Admin, startedForAll } from './admin.ts';

const all = startedForAll();
let admin: Admin;
afterEach(async () => {
  expect(admin.complaints).toEqual([]);
  await admin.close();
});

describe('the list', () => {
  beforeEach(async () => {
    admin = await all.started.open();
    await all.started.facade.forgetCalls();
    await admin.signIn();
    await admin.shows('50 of 230 shown');
  });

  test('is opened by a page and a count, and once a session by what the person may do', async () => {
    expect(admin.asked()).toEqual(['Rights', 'Users']);
    expect((await all.started.facade.calls()).sort()).toEqual([
      'GET /api/v1/authorization/permissions',
      'GET /api/v1/users/count',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=50',
    ]);
    expect(await all.started.facade.kestra.calls()).toEqual([]);
  });

  test('is read on as it is scrolled, each user once', async () => {
    admin.asked();
    await all.started.facade.forgetCalls();
    for (const shown of ['100', '150', '200', '230']) {
      await admin.page.mouse.wheel(0, 100_000);
      await admin.shows(`${shown} of 230 shown`);
    }
    expect(admin.asked()).toEqual(['Users', 'Users', 'Users', 'Users']);
    expect(await all.started.facade.calls(), 'the total is known').toEqual([
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=49&limit=52',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=99&limit=52',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=149&limit=52',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=199&limit=52',
    ]);
    const names = await admin.usernames();
    expect(names).toHaveLength(230);
    expect(new Set(names).size).toBe(230);
    expect(await admin.button('Load more').count()).toBe(0);
  });

  test('is searched once for a word that is typed, and gone back to for nothing', async () => {
    const everybody = await admin.usernames();
    admin.asked();
    await all.started.facade.forgetCalls();
    await admin.reads(() => admin.type('Search', 'hopper'));
    expect(await admin.usernames()).toContain('grace.hopper@example.com');
    expect(admin.page.url()).toContain('?q=hopper');
    expect(admin.asked()).toEqual(['Users']);
    expect((await all.started.facade.calls()).sort()).toEqual([
      'GET /api/v1/users/count?search=hopper',
      'GET /api/v1/users?search=hopper&sortBy=username&sortOrder=asc&offset=0&limit=50',
    ]);

    await admin.page.goBack();
    await expect.poll(() => admin.usernames()).toEqual(everybody);
    await expect.poll(() => admin.page.getByLabel('Search').inputValue()).toBe('');
    await admin.page.goForward();
    await expect.poll(() => admin.usernames()).toContain('grace.hopper@example.com');
    await expect.poll(() => admin.page.getByLabel('Search').inputValue()).toBe('hopper');
    expect(admin.asked(), 'both lists were known').toEqual([]);
  });

  test('is filtered and ordered by the platform, one request each', async () => {
    admin.asked();
    await all.started.facade.forgetCalls();
    await admin.reads(() => admin.page.getByLabel('Account').selectOption('Single sign-on'));
    expect(admin.asked()).toEqual(['Users']);
    const header = admin.page.getByRole('columnheader', { name: 'Created', exact: true });
    for (const order of ['ascending', 'descending']) {
      await admin.reads(() => admin.button('Created').click());
      expect(await header.getAttribute('aria-sort')).toBe(order);
      expect(admin.asked()).toEqual(['Users']);
    }
    expect((await all.started.facade.calls()).filter((call) => !call.includes('/count'))).toEqual([
      'GET /api/v1/users?filterBy=isLocal==false&sortBy=username&sortOrder=asc&offset=0&limit=50',
      'GET /api/v1/users?filterBy=isLocal==false&sortBy=creationTime&sortOrder=asc&offset=0&limit=50',
      'GET /api/v1/users?filterBy=isLocal==false&sortBy=creationTime&sortOrder=desc&offset=0&limit=50',
    ]);
  });

  test('is asked for once for a date that is typed', async () => {
    admin.asked();
    await admin.page.getByLabel('Signed in since').focus();
    await admin.reads(() => admin.page.keyboard.type('01062024'));
    expect(admin.page.url()).toContain('since=2024');
    expect(admin.asked()).toEqual(['Users']);
    expect(await admin.page.getByLabel('Signed in since').inputValue()).toMatch(/^2024-0[16]-0[16]$/);
    await admin.page.goBack();
    await admin.shows('50 of 230 shown');
    await expect.poll(() => admin.page.getByLabel('Signed in since').inputValue()).toBe('');
    expect(admin.asked()).toEqual([]);
  });

  test('says that nobody is there, and leads back to all', async () => {
    admin.asked();
    await admin.page.getByLabel('Search').fill('nobody-is-called-this');
    await admin.page.getByText('No user meets these conditions.').waitFor();
    expect(await admin.violations()).toEqual([]);
    await admin.page.getByRole('link', { name: 'Show all users' }).click();
    await admin.shows('50 of 230 shown');
    await expect.poll(() => admin.page.getByLabel('Search').inputValue()).toBe('');
    expect(admin.asked()).toEqual(['Users']);
  });
});

test('a list is opened as its address says', async () => {
  admin = await all.started.open('?q=e&type=local&since=2024-06-01&sort=-signedIn');
  await admin.signIn();
  await expect.poll(async () => (await admin.usernames()).length).toBeGreaterThan(0);
  expect(admin.asked()).toEqual(['Rights', 'Users']);
  expect(await admin.page.getByLabel('Search').inputValue()).toBe('e');
  expect(await admin.page.getByLabel('Account').inputValue()).toBe('local');
  expect(await admin.page.getByLabel('Signed in since').inputValue()).toBe('2024-06-01');
  const header = admin.page.getByRole('columnheader', { name: 'Last sign-in' });
  expect(await header.getAttribute('aria-sort')).toBe('descending');
});

test('on a telephone, addresses break at dots and at the @, and the bar of a selection covers no row', async () => {
  admin = await all.started.open();
  await admin.page.setViewportSize({ width: 390, height: 740 });
  await admin.signIn();
  await admin.shows('50 of 230 shown');
  const lines = await admin.page.getByRole('rowheader').evaluateAll((cells) =>
    cells.flatMap((cell) => {
      const range = document.createRange();
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      const broken = [];
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        range.selectNodeContents(text);
        if (range.getClientRects().length > 1) broken.push(text.textContent);
      }
      return broken;
    }),
  );
  expect(lines, 'parts that stand on two lines').toEqual([]);

  await admin.page.getByLabel('Select all that are shown').check();
  const bar = admin.page.getByRole('region', { name: 'Selected users' });
  const { height = 0, width } = (await bar.boundingBox()) ?? {};
  expect(width).toBe(390);
  expect(height).toBeLessThan(120);
  expect(await admin.violations()).toEqual([]);
  await admin.reads(() => admin.page.getByLabel('Search').fill('hopper'));
  expect((await admin.usernames()).length).toBeLessThan(10);
  await admin.page.getByLabel('Select all that are shown').check();
  await admin.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const table = await admin.page.getByRole('table').boundingBox();
  const covered = await bar.boundingBox();
  expect((table?.y ?? 0) + (table?.height ?? 0)).toBeLessThanOrEqual(covered?.y ?? 0);
});

test('a reload keeps the session, another tab does not have it, and signing out ends it', async () => {
  admin = await all.started.open();
  await admin.signIn();
  await admin.shows('50 of 230 shown');
  await admin.page.reload();
  await admin.shows('50 of 230 shown');
  expect(await admin.page.evaluate(() => localStorage.length)).toBe(0);
  const tab = await admin.page.context().newPage();
  await tab.goto(admin.page.url());
  await tab.getByLabel('Run:ai token').waitFor();
  await admin.button('Sign out').click();
  await admin.page.getByLabel('Run:ai token').waitFor();
  expect(await admin.page.evaluate(() => sessionStorage.getItem('users-admin-credentials'))).toBeNull();
});

test('all of it can be reached and done by the keyboard', async () => {
  admin = await all.started.open();
  await admin.page.addInitScript(() => {
    // The window never comes near the end of the list: the button alone reads on.
    window.IntersectionObserver = class extends IntersectionObserver {
      override observe() {}
    };
  });
  await admin.page.reload();
  await admin.signIn();
  await admin.shows('50 of 230 shown');
  const press = async (key: string, times = 1) => {
    for (let time = 0; time < times; time++) await admin.page.keyboard.press(key);
  };
  await admin.page.getByLabel('Signed in since').focus();
  // Through the parts of the date, past the boxes of the header, to the name of the first column.
  while ((await admin.focused()) !== 'User') await press('Tab');
  await admin.reads(() => press('Enter'));
  expect(await admin.page.getByRole('columnheader', { name: 'User' }).getAttribute('aria-sort')).toBe('descending');
  await admin.shows('50 of 230 shown');
  await press('Tab', 5);
  await press('Space');
  const [first] = await admin.usernames();
  expect(await admin.page.getByLabel(`Select ${first}`).isChecked()).toBe(true);

  await admin.button('Load more').focus();
  await press('Enter');
  await admin.shows('100 of 230 shown');
  await expect.poll(() => admin.focused(), { message: 'to be pressed again' }).toBe('Load more');

  await admin.button('Delete').focus();
  await press('Enter');
  await admin.dialog.waitFor();
  await expect.poll(() => admin.focused()).toBe('Delete 1 user?');
  await press('Tab');
  await expect.poll(() => admin.focused(), { message: 'the safe one first' }).toBe('Cancel');
  await press('Escape');
  await admin.dialog.waitFor({ state: 'detached' });
  await expect.poll(() => admin.focused(), { message: 'back to where it was' }).toBe('Delete');
});
