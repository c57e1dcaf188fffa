import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { type Admin, startAdmin } from './admin.ts';

let started: Awaited<ReturnType<typeof startAdmin>>;
let admin: Admin;
let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  started = await startAdmin(browser);
});
afterEach(async () => {
  await admin.close();
  await started.close();
});

async function signIn(token?: string, version?: '2.22') {
  if (version) {
    await started.close();
    started = await startAdmin(browser, { version });
  }
  admin = await started.open();
  await admin.signIn(token);
  await admin.shows('50 of 230 shown');
  admin.asked();
  await started.facade.forgetCalls();
}

/** The REST calls, each without the user it is about. */
const calls = async () => (await started.facade.calls()).map((call) => call.replace(/[\da-f-]{36}/, 'ID'));

/** What the dialog says became of each user. */
const outcomes = () => admin.dialog.getByRole('listitem').allInnerTexts();

/** Selects the page that is shown, and then the rest of the list. */
async function selectAll() {
  await admin.page.getByLabel('Select all that are shown').check();
  await admin.button('Select all 230').click();
  await admin.page.getByText('230 selected').waitFor();
}

/** Confirms in the dialog, and waits for its heading to say what came of it. */
async function confirm(button: string, heading: string) {
  await admin.dialog.getByRole('button', { name: button }).click();
  await admin.dialog.getByRole('heading', { name: heading }).waitFor();
}

describe('who may do everything', () => {
  beforeEach(() => signIn());
  afterEach(() => expect(admin.complaints).toEqual([]));

  test('deletes many by one request, and the list is not asked for again', async () => {
    const gone = await admin.select(0, 2, 5);
    await admin.button('Delete').click();
    expect(await admin.dialog.getByRole('listitem').allTextContents()).toEqual(gone);
    await confirm('Delete', '3 of 3 users deleted');
    await admin.dialog.getByRole('button', { name: 'Close' }).click();
    await admin.shows('47 of 227 shown');
    await expect.poll(() => admin.focused()).toBe('Users');
    expect(admin.asked()).toEqual(['DeleteUsers']);
    expect((await calls()).sort()).toEqual(Array(3).fill('DELETE /api/v1/users/ID'));
  });

  test('goes on after the rows that are left', async () => {
    await admin.page.getByLabel('Select all that are shown').check();
    const kept = (await admin.usernames()).slice(0, 2);
    for (const name of kept) await admin.page.getByLabel(`Select ${name}`).uncheck();
    await admin.button('Delete').click();
    await confirm('Delete', '48 of 48 users deleted');
    await admin.dialog.getByRole('button', { name: 'Close' }).click();
    // The row that the next page would have followed is gone: one that is left takes its part, and nobody is skipped.
    await admin.shows('52 of 182 shown');
    expect(admin.asked()).toEqual(['DeleteUsers', 'Users']);
    for (const shown of [102, 152, 182]) {
      await admin.page.mouse.wheel(0, 100_000);
      await admin.shows(`${shown} of 182 shown`);
    }
    const names = await admin.usernames();
    expect(names.slice(0, 2)).toEqual(kept);
    expect(new Set(names).size).toBe(182);
  });

  test('is told of each user what became of it', async () => {
    const [, other = ''] = await admin.select(1, 3, 5);
    const address = new URL((await admin.row(other).getAttribute('href')) ?? '', admin.page.url());
    const id = address.searchParams.get('id');
    await started.facade.ask('mutation ($id: ID!) { deleteUser(input: { userId: $id }) { __typename } }', { id });
    await started.facade.misbehave({ operationId: 'delete_user_by_id', status: 503, times: 1 });
    await admin.button('Delete').click();
    await confirm('Delete', '2 of 3 users deleted');
    const said = await outcomes();
    expect(said.filter((text) => text.endsWith('Deleted'))).toHaveLength(1);
    expect(said.filter((text) => text.endsWith('Already gone'))).toHaveLength(1);
    expect(
      said.filter((text) => text.endsWith('The change did not take effect: the platform was asked afterwards.')),
    ).toHaveLength(1);
    await admin.dialog.getByRole('button', { name: 'Close' }).click();
    await admin.shows('48 of 228 shown');
    expect(admin.asked()).toEqual(['DeleteUsers']);
  });

  test('deletes all that are shown, and is shown who comes after them', async () => {
    await admin.page.getByLabel('Select all that are shown').check();
    await admin.page.getByText('50 selected').waitFor();
    await admin.button('Delete').click();
    await confirm('Delete', '50 of 50 users deleted');
    await admin.dialog.getByRole('button', { name: 'Close' }).click();
    await admin.shows('50 of 180 shown');
    expect(admin.asked(), 'nobody was left to go on from').toEqual(['DeleteUsers', 'Users']);
  });

  test('changes a list of many pages in steps of as many as a mutation takes, and sees how far it is', async () => {
    await selectAll();
    expect(admin.asked(), 'the rest of the list is one page').toEqual(['Users']);
    expect(await calls(), 'a page that is not full is followed by a look behind it').toEqual([
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=49&limit=402',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=230&limit=221',
    ]);
    await started.facade.misbehave({ operationId: 'delete_user_by_id', status: 503, times: 2 });
    await admin.button('Delete').click();
    const heard = admin.heard('.progress [role=status]');
    await confirm('Delete', '228 of 230 users deleted');
    expect(await heard()).toEqual(['0 of 230 users tried', '100 of 230 users tried', '200 of 230 users tried']);
    expect(admin.asked()).toEqual(['DeleteUsers', 'DeleteUsers', 'DeleteUsers']);
    const said = await outcomes();
    expect(said).toHaveLength(230);
    expect(
      said
        .slice(0, 2)
        .every((text) => text.endsWith('The change did not take effect: the platform was asked afterwards.')),
      'failures first',
    ).toBe(true);
    expect(said.slice(2).every((text) => text.endsWith('Deleted'))).toBe(true);
    await admin.button('Close').click();
    await admin.shows('2 of 2 shown');
  });

  test('stops a change that is under way, and is told who was not tried', async () => {
    await selectAll();
    admin.asked();
    const letGo = await admin.holds();
    await admin.button('End sessions').click();
    await admin.dialog.getByRole('button', { name: 'End sessions' }).click();
    await admin.button('Stop').click();
    letGo();
    await admin.dialog.getByRole('heading', { name: 'Sessions of 100 of 230 users ended' }).waitFor();
    expect((await outcomes()).filter((text) => text.endsWith('Not tried'))).toHaveLength(130);
    expect(admin.asked()).toEqual(['LogoutUsers']);
  });

  test('hears it when the rest of a list cannot be selected', async () => {
    await started.facade.misbehave({ operationId: 'get_users', status: 500 });
    await admin.page.getByLabel('Select all that are shown').check();
    await admin.button('Select all 230').click();
    await admin.page.getByText('Not all could be selected.').waitFor();
    await admin.page.getByText('50 selected').waitFor();
  });

  test('ends the sessions of many by one request', async () => {
    await admin.select(0, 1);
    await admin.button('End sessions').click();
    await confirm('End sessions', 'Sessions of 2 of 2 users ended');
    expect((await outcomes()).every((text) => text.endsWith('Sessions ended'))).toBe(true);
    await admin.page.keyboard.press('Escape');
    await admin.dialog.waitFor({ state: 'detached' });
    await expect.poll(() => admin.focused()).toBe('End sessions');
    expect(admin.asked()).toEqual(['LogoutUsers']);
    expect((await calls()).sort()).toEqual(Array(2).fill('POST /api/v1/users/ID/logout'));
  });

  test('creates a user, whose password is shown once and kept nowhere', async () => {
    await admin.button('New user').click();
    expect(await admin.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('email');
    await admin.page.getByLabel('E-mail address').fill('new.colleague@example.com');
    await admin.page.keyboard.press('Enter');
    await admin.dialog.getByRole('heading', { name: 'User created' }).waitFor();
    const password = await admin.dialog.locator('code').innerText();
    expect(password.length).toBeGreaterThan(7);
    expect(await admin.dialog.innerText()).toContain('new.colleague@example.com');
    expect(await admin.cached()).toContain('"User:');
    expect(await admin.cached()).not.toContain(password);
    expect(admin.asked()).toEqual(['CreateUser']);
    expect(await calls(), 'the user is not read back for nothing').toEqual(['POST /api/v1/users']);

    await admin.button('Done').click();
    await admin.read();
    await expect.poll(() => admin.focused(), { message: 'the new user is shown' }).toBe('new.colleague@example.com');
    expect(admin.asked()).toEqual(['User']);
    expect(await admin.page.content()).not.toContain(password);
    await admin.page.goBack();
    await admin.shows('50 of 231 shown');
    expect(admin.asked(), 'where the user stands in the list, the platform knows').toEqual(['Users']);
  });

  test('creates a user, whose password was lost, and is told how to get another one', async () => {
    await started.facade.misbehave({ operationId: 'create_user', connection: 'reset', times: 1 });
    await admin.button('New user').click();
    await admin.page.getByLabel('E-mail address').fill('lost.colleague@example.com');
    await admin.button('Create').click();
    await admin.dialog.getByText('The answer with the password was lost.').waitFor();
    await admin.button('Done').click();
    await admin.page.getByRole('heading', { level: 1, name: 'lost.colleague@example.com' }).waitFor();
    await admin.button('Reset password').waitFor();
  });

  test('may copy the password', async () => {
    await admin.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await admin.button('New user').click();
    await admin.page.getByLabel('E-mail address').fill('second.colleague@example.com');
    await admin.button('Create').click();
    const password = await admin.dialog.locator('code').innerText();
    await admin.button('Copy').click();
    await admin.dialog.getByText('Copied.').waitFor();
    expect(await admin.page.evaluate(() => navigator.clipboard.readText())).toBe(password);
    await admin.page.keyboard.press('Escape');
    await admin.dialog.waitFor({ state: 'detached' });
    await admin.page.getByRole('heading', { level: 1, name: 'second.colleague@example.com' }).waitFor();
  });

  test('resets a password, which is shown once and kept nowhere', async () => {
    await admin.row('ada.lovelace@example.com').click();
    await admin.read();
    admin.asked();
    await started.facade.forgetCalls();
    await admin.button('Reset password').click();
    expect(await admin.dialog.innerText()).toContain('The password of ada.lovelace@example.com stops working.');
    await confirm('Reset password', 'Password reset');
    const password = await admin.dialog.locator('code').innerText();
    expect(password.length).toBeGreaterThan(7);
    expect(await admin.cached()).not.toContain(password);
    await admin.button('Done').click();
    await expect.poll(() => admin.focused()).toBe('Reset password');
    expect(await admin.page.content()).not.toContain(password);
    expect(admin.asked()).toEqual(['ResetPassword']);
    expect(await calls()).toEqual(['POST /api/v1/users/ID/password']);
  });

  test.each([
    ['breaks a rule', () => 'not.an@address', 'Run:ai does not accept this as an e-mail address.'],
    ['is taken', async () => (await admin.usernames())[7] ?? '', 'Run:ai already has such an object.'],
  ])('is told at the field that the address %s', async (_, address, reason) => {
    const email = await address();
    await admin.button('New user').click();
    const field = admin.page.getByLabel('E-mail address');
    await field.fill(email);
    await admin.button('Create').click();
    await admin.dialog.getByRole('alert').getByText(reason).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe(email);
    await admin.button('Cancel').click();
    expect(admin.asked()).toEqual(['CreateUser']);
  });
});

test('who creates a user is told what the version of the platform cannot do', async () => {
  await signIn('sandbox-admin', '2.22');
  await admin.button('New user').click();
  await admin.page.getByLabel('E-mail address').fill('third.colleague@example.com');
  await admin.page.getByLabel('Send a mail').check();
  await admin.button('Create').click();
  await admin.dialog.getByText('UNSUPPORTED_BY_VERSION').waitFor();
  expect(await admin.dialog.innerText()).toContain('Versions that can: 3.0, 2.26, 2.25, 2.24');
});

test('who may only read is told so of each user, where the platform does not tell before', async () => {
  await signIn('sandbox-viewer', '2.22');
  await admin.select(0, 1);
  await admin.button('Delete').click();
  await confirm('Delete', '0 of 2 users deleted');
  for (const text of await outcomes()) expect(text).toContain('denies');
  await admin.dialog.getByRole('button', { name: 'Close' }).click();
  await admin.shows('50 of 230 shown');

  await admin.button('New user').click();
  await admin.page.getByLabel('E-mail address').fill('fourth.colleague@example.com');
  await admin.button('Create').click();
  await admin.dialog.getByText('FORBIDDEN').waitFor();
  expect(admin.asked()).toEqual(['DeleteUsers', 'CreateUser']);
});

test('who may only read is offered no change, where the platform tells', async () => {
  await signIn('sandbox-viewer');
  await admin.select(0, 1);
  await admin.page.getByText('You may see users, but not change them.').waitFor();
  const offered = () => admin.page.getByRole('button').allInnerTexts();
  expect((await offered()).filter((text) => /delete|end|new/i.test(text))).toEqual([]);
  const [name = ''] = await admin.usernames();
  await admin.row(name).click();
  await admin.read();
  expect((await offered()).filter((text) => /delete|end|reset/i.test(text))).toEqual([]);
  expect(admin.asked(), 'their rights are read once').toEqual(['User']);
});

test('a user is deleted from its page, which leads back to the list', async () => {
  await signIn();
  const [name] = await admin.usernames();
  await admin.row(name ?? '').click();
  await admin.read();
  await admin.button('Delete').click();
  await confirm('Delete', '1 of 1 user deleted');
  await admin.dialog.getByRole('button', { name: 'Close' }).click();
  await admin.shows('49 of 229 shown');
  await expect.poll(() => admin.focused()).toBe('Users');
  expect(admin.asked()).toEqual(['User', 'DeleteUsers']);
  expect(admin.complaints).toEqual([]);
});
