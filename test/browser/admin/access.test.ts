import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Admin, startAdmin, startedForAll } from './admin.ts';

const all = startedForAll();
let admin: Admin;
afterEach(async () => {
  await all.started.facade.misbehave();
  await all.started.facade.kestra.misbehave();
  expect(admin.complaints).toEqual([]);
  await admin.close();
});

/** The REST calls that ask for rules, with what is not the list's page left out. */
const ruleCalls = async () =>
  (await all.started.facade.calls()).flatMap((call) => /access-rules\?(.*)&offset=0&limit=50$/.exec(call)?.[1] ?? []);

/** The text of each row, in one line. */
async function rows(): Promise<string[]> {
  const texts = await admin.page.locator('tbody tr').allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}

async function open(path: string) {
  admin = await all.started.open(path);
  await Promise.all([all.started.facade.forgetCalls(), all.started.facade.kestra.forgetCalls()]);
  await admin.signIn();
}

describe('the rules of Run:ai', () => {
  beforeEach(async () => {
    await open('access');
    await admin.shows('50 of 310 shown');
  });

  test('are opened by a page of them, which tells the total, and the roles to choose from', async () => {
    expect(admin.asked().sort()).toEqual(['AccessRules', 'Rights', 'Roles']);
    expect((await all.started.facade.calls()).sort()).toEqual([
      'GET /api/v1/authorization/access-rules?sortBy=roleName&sortOrder=asc&offset=0&limit=50',
      'GET /api/v1/authorization/permissions',
      'GET /api/v2/authorization/roles?offset=0&limit=500',
    ]);
    await expect.poll(() => admin.focused()).toBe('Access');
    expect((await rows())[0]).toBe(
      'radia.perlman@example.com Access administrator medicine-1 Project tony.hoare@example.com 21 Aug 2023',
    );
  });

  test('are read on as they are scrolled, each once', async () => {
    for (const shown of [100, 150]) {
      await admin.page.mouse.wheel(0, 100_000);
      await admin.shows(`${shown} of 310 shown`);
    }
    expect(admin.asked().filter((name) => name === 'AccessRules')).toHaveLength(3);
  });

  test('are narrowed by holder, role and scope in the address, one request each, and gone back to for nothing', async () => {
    admin.asked();
    await all.started.facade.forgetCalls();
    await admin.reads(() => admin.page.getByLabel('Role').selectOption('Access administrator'));
    expect(admin.asked()).toEqual(['AccessRules']);
    await admin.page.getByLabel('Kind of holder').selectOption('Group');
    await admin.shows('11 of 11 shown');
    await admin.type('Scope', 'finance');
    await admin.shows('3 of 3 shown');
    expect((await rows()).sort()).toEqual([
      expect.stringMatching(/^generative-models Group Access administrator finance-1 Project/),
      expect.stringMatching(/^labelling Group Access administrator finance Department/),
      expect.stringMatching(/^pricing Group Access administrator finance-1 Project/),
    ]);
    await admin.page.getByLabel('Kind of scope').selectOption('Department');
    await admin.shows('1 of 1 shown');
    expect(await ruleCalls()).toEqual([
      'filterBy=roleId==53158486&sortBy=roleName&sortOrder=asc',
      'filterBy=subjectType==group,roleId==53158486&sortBy=roleName&sortOrder=asc',
      'filterBy=subjectType==group,roleId==53158486,scopeName=@finance&sortBy=roleName&sortOrder=asc',
      'filterBy=subjectType==group,roleId==53158486,scopeType==department,scopeName=@finance&sortBy=roleName&sortOrder=asc',
    ]);
    admin.asked();
    await admin.page.goBack();
    await admin.shows('3 of 3 shown');
    expect(await admin.page.getByLabel('Kind of scope').inputValue()).toBe('');
    expect(admin.asked()).toEqual([]);
    await admin.page.reload();
    await admin.shows('3 of 3 shown');
    expect(await admin.page.getByLabel('Scope', { exact: true }).inputValue()).toBe('finance');
    await expect
      .poll(() => admin.page.getByLabel('Role').locator('option:checked').innerText())
      .toBe('Access administrator');
  });

  test('are ordered by the platform, and say that none meets what is asked', async () => {
    await all.started.facade.forgetCalls();
    const header = admin.page.getByRole('columnheader', { name: 'Granted', exact: true });
    for (const order of ['ascending', 'descending']) {
      await admin.reads(() => admin.button('Granted').click());
      expect(await header.getAttribute('aria-sort')).toBe(order);
    }
    expect(await ruleCalls()).toEqual(['sortBy=createdAt&sortOrder=asc', 'sortBy=createdAt&sortOrder=desc']);
    await admin.page.getByLabel('Holder', { exact: true }).fill('nobody-is-called-this');
    await admin.page.getByText('No rule meets these conditions.').waitFor();
    expect(await admin.violations()).toEqual([]);
    await admin.page.getByRole('link', { name: 'Show all rules' }).click();
    await admin.shows('50 of 310 shown');
  });

  test('lead to the page of a user, and back to where one was', async () => {
    await admin.row('radia.perlman@example.com').click();
    await admin.read();
    expect((await admin.section('Access').innerText()).replace(/\s+/g, ' ')).toContain(
      'Access administrator Project medicine-1',
    );
    admin.asked();
    await admin.page.goBack();
    await admin.shows('50 of 310 shown');
    expect(admin.asked()).toEqual([]);
  });

  test('are told to be missing, and are had by trying again', async () => {
    await all.started.facade.misbehave({ operationId: 'get_access_rules', status: 500 });
    await admin.button('Scope').click();
    await admin.page.getByText('The access rules could not be read.').waitFor();
    expect(await admin.violations()).toEqual([]);
    await all.started.facade.misbehave();
    await admin.button('Try again').click();
    await admin.shows('50 of 310 shown');
  });
});

test('the rules of Run:ai are opened as the address says, by the keyboard too', async () => {
  await open('access?holder=ALL_AUTHENTICATED_USERS&sort=-granted&scope=nonsense');
  await admin.shows('1 of 1 shown');
  expect(await rows()).toEqual([expect.stringMatching(/^All signed-in users Viewer runai Tenant/)]);
  expect(await admin.page.getByLabel('Kind of scope').inputValue()).toBe('');
  await admin.page.getByRole('link', { name: 'Run:ai' }).focus();
  await admin.page.keyboard.press('Tab');
  await expect.poll(() => admin.focused()).toBe('Kestra');
  await admin.page.keyboard.press('Enter');
  await admin.shows('6 of 6 shown');
  await expect.poll(() => admin.focused(), { message: 'the new page is announced' }).toBe('Access');
});

describe('the roles of Kestra', () => {
  test('are opened by one call, and the tenants by another, for a tenant’s own admin too', async () => {
    admin = await all.started.open('access/kestra');
    await all.started.facade.kestra.forgetCalls();
    await admin.signIn('sandbox-admin', 'sandbox-tenant-admin');
    await admin.shows('6 of 6 shown');
    expect(admin.asked().sort()).toEqual(['KestraBindings', 'Rights', 'Tenants']);
    expect((await all.started.facade.kestra.calls()).sort()).toEqual([
      'GET /api/v1/main/bindings/search?page=1&size=50',
      'GET /api/v1/me',
    ]);
    expect(await rows()).toContain('ci Service account Editor company.team');
    expect(await rows()).toContain('Admins Group Admin Whole tenant');
  });

  test('are narrowed, and those of another tenant are shown, as the address says', async () => {
    await open('access/kestra?holder=USER');
    await admin.shows('2 of 2 shown');
    await admin.page.getByLabel('Namespace').fill('company.team');
    await admin.shows('1 of 1 shown');
    expect(await rows()).toEqual(['ci Service account Editor company.team']);
    await admin.page.getByLabel('Namespace').fill('nowhere');
    await admin.page.getByText('No role meets these conditions.').waitFor();
    const heard = admin.heard('main');
    await admin.reads(() => admin.page.getByRole('combobox', { name: 'Tenant' }).selectOption('Production'));
    await admin.page.getByText('No role meets these conditions.').waitFor();
    const meanwhile = (await heard()).filter((text) => text.includes('Loading…'));
    expect(meanwhile, 'of another list nothing is said before it is there').not.toEqual([]);
    expect(meanwhile.filter((text) => text.includes('No role') || text.includes('shown'))).toEqual([]);
    expect((await all.started.facade.kestra.calls()).filter((call) => call.includes('bindings'))).toEqual([
      'GET /api/v1/main/bindings/search?type=USER&page=1&size=50',
      'GET /api/v1/main/bindings/search?type=USER&namespace=company.team&page=1&size=50',
      'GET /api/v1/main/bindings/search?type=USER&namespace=nowhere&page=1&size=50',
      'GET /api/v1/production/bindings/search?type=USER&namespace=nowhere&page=1&size=50',
    ]);
  });
});

test('a version without rules says so calmly, and which versions have them', async () => {
  const older = await startAdmin(all.browser, { version: '2.22', kestraVersion: '1.0' });
  admin = await older.open('access');
  await admin.signIn();
  await admin.page.getByText('UNSUPPORTED_BY_VERSION').waitFor();
  expect(await admin.button('Try again').count()).toBe(0);
  await admin.page.getByRole('link', { name: 'Kestra' }).click();
  await admin.page.getByText('Who holds which role could not be read.').waitFor();
  expect(await admin.button('Try again').count()).toBe(0);
  await older.close();
});
