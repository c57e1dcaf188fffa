import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Admin, startAdmin, startedForAll } from './admin.ts';

const all = startedForAll();
let admin: Admin;
beforeEach(async () => {
  admin = await all.started.open();
  await admin.signIn();
  await admin.shows('50 of 230 shown');
  admin.asked();
  await Promise.all([all.started.facade.forgetCalls(), all.started.facade.kestra.forgetCalls()]);
});
afterEach(async () => {
  await all.started.facade.misbehave();
  await all.started.facade.kestra.misbehave();
  await admin.close();
});

const person = 'alan.turing@example.com';

/** Opens the page of somebody from the table, and waits for all of it. */
async function open(name = person) {
  await admin.row(name).click();
  await admin.read();
}

/** The text of a part of the page, in one line. */
const text = async (section: string) => (await admin.section(section).innerText()).replace(/\s+/g, ' ');

test('a user is opened by one request, and gone back from by none', async () => {
  await open();
  await expect.poll(() => admin.focused(), { message: 'the new page is announced' }).toBe(person);
  expect(await admin.page.title()).toBe(person);
  expect(await text('Account')).toContain('Created by admin@sandbox.test');
  expect(await text('Access')).toContain('Research manager Project operations-2');
  expect(await text('Kestra')).toContain('Name Alan Turing');
  expect(await text('Kestra')).toContain('Main Operators');
  expect(admin.asked()).toEqual(['User']);
  const calls = (await all.started.facade.calls()).map((call) => call.replace(/[\da-f-]{36}/, 'ID'));
  expect(calls.sort()).toEqual([
    'GET /api/v1/authorization/access-rules?subjectType=group&subjectIds=search-ranking,customer-insights,marketing-science&sortBy=createdAt&sortOrder=asc&offset=0&limit=500',
    'GET /api/v1/authorization/access-rules?subjectType=user&subjectIds=alan.turing@example.com,ID&sortBy=createdAt&sortOrder=asc&offset=0&limit=500',
    'GET /api/v1/users/ID',
    // The creator, by a call of its own or by the one page that holds all: as the plan has it, one call.
    expect.stringMatching(/^GET \/api\/v1\/users\?(filterBy=username==admin@sandbox\.test&|.*&limit=500$)/),
  ]);
  expect(await all.started.facade.kestra.calls()).toEqual([
    'GET /api/v1/users?filters[q][EQUALS]=alan.turing@example.com&page=1&size=100',
    expect.stringMatching(/^GET \/api\/v1\/users\/\w+$/),
    'POST /api/v1/main/tenant-access/autocomplete',
  ]);

  await admin.page.goBack();
  await admin.shows('50 of 230 shown');
  await expect.poll(() => admin.focused(), { message: 'back at the row that was left' }).toBe(person);
  await admin.page.goForward();
  await admin.read();
  expect(admin.asked()).toEqual([]);
});

test('the way back leads to the list as it was', async () => {
  await admin.reads(() => admin.page.getByLabel('Account').selectOption('Local'));
  await open();
  admin.asked();
  await admin.page.getByRole('link', { name: '← Users' }).click();
  await admin.row(person).waitFor();
  expect(await admin.page.getByLabel('Account').inputValue()).toBe('local');
  expect(admin.asked()).toEqual([]);
});

test('a creator is opened by name, and who comes back reads nothing', async () => {
  await open();
  await admin.section('Account').getByRole('link', { name: 'admin@sandbox.test' }).click();
  await admin.page.getByRole('heading', { level: 1, name: 'admin@sandbox.test' }).waitFor();
  await expect.poll(() => text('Access')).toContain('System administrator Tenant runai');
  expect(admin.asked()).toEqual(['User', 'User']);
  await admin.page.goBack();
  await expect.poll(() => text('Access')).toContain('Research manager Project operations-2');
  expect(admin.asked()).toEqual([]);
});

test('who opens a user again sees what is known at once, and what is new by one request', async () => {
  await open();
  await admin.page.goBack();
  admin.asked();
  await open();
  expect(await text('Access')).toContain('Research manager Project operations-2');
  await expect.poll(() => admin.asked()).toEqual(['User']);
});

test('what is slow follows, and the rest does not wait for it', async () => {
  await all.started.facade.kestra.misbehave({ operationId: 'listUsers', latencyMs: 4000 });
  await admin.row(person).click();
  await expect.poll(() => text('Access')).toContain('Research manager Project operations-2');
  expect(await text('Kestra')).toContain('Loading…');
  expect(await admin.violations()).toEqual([]);
  await expect.poll(() => text('Kestra')).toContain('Name Alan Turing');
  expect(admin.asked()).toEqual(['User']);
});

test('there may be no such user', async () => {
  await admin.page.goto(`${new URL(admin.page.url()).origin}/user?username=nobody@example.com`);
  await admin.page.getByText('There is no such user.').waitFor();
});

test.each([
  ['/user?id=nonsense', 'User', 'There is no such user.'],
  // The id of a group.
  ['/user?id=R3JvdXA6ZmluYW5jZQ%3D%3D', 'User', 'The user could not be read.'],
  ['/user', 'There is no such page', 'Show all users'],
  ['/anything', 'There is no such page', 'Show all users'],
])('the address %s keeps the layout, and does not offer what never succeeds', async (path, heading, words) => {
  await admin.page.goto(new URL(path, admin.page.url()).href);
  await admin.page.getByText(words).waitFor();
  const { x } = (await admin.page.getByRole('heading', { level: 1, name: heading }).boundingBox()) ?? {};
  const main = await admin.page.getByRole('main').boundingBox();
  expect(x, 'at the left').toBeLessThan((main?.x ?? 0) + 60);
  expect(await admin.button('Try again').count()).toBe(0);
  expect(await admin.violations()).toEqual([]);
});

test('a part that fails says so while the rest is shown, and is had by trying again', async () => {
  await all.started.facade.misbehave({ operationId: 'get_access_rules', status: 503 });
  await all.started.facade.kestra.misbehave({ operationId: 'listUsers', status: 500 });
  await open();
  await expect.poll(() => text('Access')).toContain('The access could not be read.');
  expect(await text('Access')).toContain('UPSTREAM_UNAVAILABLE');
  expect(await text('Groups')).toContain('The access of the groups could not be read.');
  expect(await text('Groups')).toContain('Access could not be read');
  expect(await text('Kestra')).toContain('The account could not be read.');
  expect(await text('Account')).toContain('Created by admin@sandbox.test');
  expect(await admin.violations()).toEqual([]);

  // What is null as it failed is not taken for an answer by who comes back.
  await admin.page.goBack();
  await admin.row(person).waitFor();
  admin.asked();
  await all.started.facade.misbehave();
  await admin.page.goForward();
  await admin.read();
  expect(await text('Access')).toContain('Research manager Project operations-2');
  expect(admin.asked()).toEqual(['User']);
  expect(await text('Kestra')).toContain('The account could not be read.');

  await all.started.facade.kestra.misbehave();
  await admin.section('Kestra').getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => text('Kestra')).toContain('Name Alan Turing');
  expect(admin.asked()).toEqual(['User']);
  expect(await admin.page.getByRole('alert').count()).toBe(0);
  expect(admin.complaints).toEqual([]);
});

test('without the network it says so, and goes on when it is back', async () => {
  await admin.offline(true);
  await admin.row(person).click();
  await admin.page.getByText('The server cannot be reached.').waitFor();
  await expect.poll(() => admin.focused(), { message: 'the name is known' }).toBe(person);
  await admin.page.goBack();
  await admin.button('Created').click();
  await admin.page.getByText('The users could not be read.').waitFor();
  expect(await admin.violations()).toEqual([]);
  admin.asked();
  await admin.offline(false);
  await admin.reads(() => admin.button('Try again').click());
  await admin.shows('50 of 230 shown');
  expect(admin.asked()).toEqual(['Users']);

  await admin.offline(true);
  await admin.page.mouse.wheel(0, 100_000);
  await admin.page.getByText('The next page could not be read.').waitFor();
  expect(admin.asked(), 'it does not try by itself').toEqual(['Users']);
  await admin.offline(false);
  await admin.button('Try again').click();
  await admin.shows('100 of 230 shown');
  expect(admin.asked()).toEqual(['Users']);
});

test('a token that is not accepted leads back to the form', async () => {
  await admin.button('Sign out').click();
  await admin.signIn('not-a-token');
  await admin.page.getByText('UNAUTHENTICATED').waitFor();
  await admin.button('Sign in again').click();
  await admin.signIn('sandbox-viewer', '');
  await admin.shows('50 of 230 shown');
  await open();
  await expect.poll(() => text('Kestra')).toContain('UNAUTHENTICATED');
  expect(await text('Access')).toContain('Research manager Project operations-2');
});

test('a tenant of Kestra tells its roles when it is opened, by a call for them and one for the names of groups', async () => {
  await open();
  await all.started.facade.kestra.forgetCalls();
  admin.asked();
  const tenants = admin.page.getByRole('list', { name: 'Tenants, and the groups there' });
  await tenants.locator('summary').focus();
  await admin.page.keyboard.press('Enter');
  await tenants.getByText('in the whole tenant by the group Operators').waitFor();
  expect(await tenants.innerText()).toContain('Launcher');
  expect(await admin.violations()).toEqual([]);
  await admin.page.keyboard.press('Enter');
  await admin.page.keyboard.press('Enter');
  expect(admin.asked()).toEqual(['TenantRoles']);
  expect(await all.started.facade.kestra.calls()).toEqual([
    expect.stringMatching(/^GET \/api\/v1\/main\/tenant-access\/\w+$/),
    'POST /api/v1/main/groups/ids',
  ]);
});

test('versions of the older model tell of roles and clusters, and not what they lack', async () => {
  await admin.close();
  const older = await startAdmin(all.browser, { version: '2.22', kestraVersion: '1.0' });
  admin = await older.open();
  await admin.signIn();
  await admin.shows('50 of 230 shown');
  await older.facade.forgetCalls();
  await open('ada.lovelace@example.com');
  await expect.poll(() => text('Access')).toContain('Roles ML engineer');
  expect(await text('Groups')).toMatch(/finance [A-Z]/);
  expect(await admin.page.getByRole('alert').count()).toBe(0);
  const calls = (await older.facade.calls()).map((call) => call.replace(/[\da-f-]{36}/, 'ID'));
  expect(calls.filter((call) => call.includes('/v1/k8s')).sort()).toEqual([
    'GET /v1/k8s/groups/finance',
    'GET /v1/k8s/groups/quality-assurance',
    'GET /v1/k8s/users/ID',
  ]);
  await admin.section('Kestra').locator('summary').click();
  await expect.poll(() => text('Kestra')).toContain('UNSUPPORTED_BY_VERSION');
  expect(await admin.section('Kestra').getByRole('button').count()).toBe(0);
  await older.close();
});
