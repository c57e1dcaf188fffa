import { afterEach, expect, test } from 'vitest';
import { type Admin, startedForAll } from './admin.ts';

const all = startedForAll();
let admin: Admin;
afterEach(async () => {
  await all.started.facade.misbehave();
  await all.started.facade.kestra.misbehave();
  await admin.close();
});

/** Opens the page for somebody, and waits for the plan. */
async function open(email: string, token?: string) {
  admin = await all.started.open(`offboard?email=${email}`);
  await Promise.all([all.started.facade.forgetCalls(), all.started.facade.kestra.forgetCalls()]);
  await admin.signIn(token);
  await admin.page.getByText('Nothing is changed before you confirm.').waitFor();
}

/** What each step says of its REST call and of itself. */
const steps = () =>
  admin.page.getByRole('list', { name: 'Steps' }).evaluate((list) =>
    [...list.children].map((step) => ({
      call: step.querySelector('code')?.textContent ?? null,
      status: step.lastElementChild?.textContent,
    })),
  );

/** The REST calls that change something, of both platforms. */
async function writes(): Promise<string[]> {
  const calls = [...(await all.started.facade.calls()), ...(await all.started.facade.kestra.calls())];
  return calls.filter((call) => /^(DELETE|PUT|PATCH|POST .*logout)/.test(call));
}

async function confirm(button = 'Offboard') {
  await admin.button(button).click();
  await admin.dialog.getByRole('button', { name: 'Offboard' }).click();
}

test('a plan is shown, confirmed and run, step by step as it was told, and nothing before', async () => {
  await open('Priya.Sharma@example.com');
  expect(await writes()).toEqual([]);
  const planned = await steps();
  const told = planned.flatMap(({ call }) => call ?? []);
  expect(told).toHaveLength(9);
  expect(await admin.page.getByRole('status').allInnerTexts()).toEqual([
    '9 steps in this order, by 9 REST calls. Nothing is changed before you confirm.',
  ]);
  expect(planned.filter(({ status }) => status === 'To be done elsewhere').map(({ call }) => call)).toEqual([
    null,
    null,
  ]);
  expect(await admin.violations()).toEqual([]);

  await admin.button('Offboard').click();
  await admin.dialog.getByRole('heading', { name: 'Take 9 steps?' }).waitFor();
  expect(await admin.violations()).toEqual([]);
  await admin.button('Cancel').click();
  await expect.poll(() => admin.focused()).toBe('Offboard');
  expect(await writes()).toEqual([]);

  await confirm();
  await admin.page.getByText('Done: nothing is left to remove.').waitFor();
  await expect.poll(() => admin.focused()).toBe('Offboard Priya.Sharma@example.com');
  expect((await writes()).sort()).toEqual(told.sort());
  expect((await steps()).filter(({ call, status }) => call && status !== 'Done')).toEqual([]);
  expect(admin.asked().filter((name) => name === 'Offboard')).toHaveLength(2);
  expect(await admin.button('Offboard').count()).toBe(0);
  expect(await admin.violations()).toEqual([]);
  await admin.page.getByRole('link', { name: 'Users', exact: true }).click();
  await admin.shows('50 of 229 shown');
  expect(admin.complaints).toEqual([]);
});

test('a step of which nobody knows whether it was done stops the rest of its platform, and the same plan takes what is left', async () => {
  await open('Rahul.Nair@example.org');
  await all.started.facade.misbehave({ operationId: 'logout_user', connection: 'reset', times: 1 });
  await confirm();
  await admin.button('Take the remaining steps').waitFor();
  const statuses = new Set((await steps()).filter(({ call }) => call).map(({ status }) => status));
  expect([...statuses]).toEqual(['Outcome unknown', 'Done', 'Not taken']);
  expect(await admin.violations()).toEqual([]);
  await confirm('Take the remaining steps');
  await admin.page.getByText('Done: nothing is left to remove.').waitFor();
});

test('a plan that has changed is shown anew, and nothing was done', async () => {
  await open('adaeze.amankwah@example.com');
  const before = await steps();
  const { data } = await all.started.facade.ask<
    { accessRules: { nodes: { role: { roleId: string }; scope: { scopeId: string } }[] } },
    object
  >('{ accessRules(first: 1, filter: { scopeType: TENANT }) { nodes { role { roleId } scope { scopeId } } } }');
  const [rule] = data.accessRules.nodes;
  await all.started.facade.ask(
    'mutation ($input: GrantAccessInput!) { grantAccess(input: $input) { __typename ... on Failure { message } } }',
    {
      input: {
        roleId: rule?.role.roleId,
        scope: { type: 'TENANT', scopeId: rule?.scope.scopeId },
        subject: { type: 'USER', subjectId: 'adaeze.amankwah@example.com' },
      },
    },
  );
  await confirm();
  await admin.page.getByText('The plan has changed, and nothing was done. This is the new one.').waitFor();
  expect(await writes()).toEqual([]);
  expect(await steps()).toHaveLength(before.length + 1);
  await confirm();
  await admin.page.getByText('Done: nothing is left to remove.').waitFor();
});

test('a run that was not answered says so, and is gone on with', async () => {
  await open('aditya.deshpande@example.com');
  await admin.offline(true);
  await confirm();
  await admin.page.getByText('It is not known which steps were taken.').waitFor();
  await admin.offline(false);
  await confirm('Take the remaining steps');
  await admin.page.getByText('Done: nothing is left to remove.').waitFor();
});

test('a person leaves one platform while the other is down, and the other when it is back', async () => {
  await all.started.facade.kestra.misbehave({ operationId: '*', status: 503, retryAfter: 60 });
  await open('alfie.fairfax@example.com');
  const unknown = admin.page.getByText('What the person has on Kestra is not known, so nothing is removed there.');
  await unknown.waitFor();
  expect(await admin.violations()).toEqual([]);
  await admin.button('Offboard').click();
  await admin.dialog.getByText('The person keeps what there is on Kestra.').waitFor();
  await admin.dialog.getByRole('button', { name: 'Offboard' }).click();
  await admin.page.getByText('Done on Run:ai: nothing is left to remove there.').waitFor();
  await unknown.waitFor();
  expect(await admin.button('Take the remaining steps').count()).toBe(0);
  expect(await admin.violations()).toEqual([]);
  await all.started.facade.kestra.misbehave();
  await admin.button('Try again').click();
  await confirm();
  await admin.page.getByText('Done: nothing is left to remove.').waitFor();
  await unknown.waitFor({ state: 'detached' });
});

test('who may only read sees the plan, and is offered nothing more', async () => {
  await open('amara.eze@example.com', 'sandbox-viewer');
  await admin.page.getByText('You may see the plan, but not carry it out.').waitFor();
  expect(await admin.button('Offboard').count()).toBe(0);
});

test('it is led to from the page of a user, and from every page, where it asks for an address', async () => {
  admin = await all.started.open('user?username=amara.eze@example.com');
  await admin.signIn();
  await admin.read();
  await admin.page.getByRole('main').getByRole('link', { name: 'Offboard' }).click();
  await admin.page.getByText('Nothing is changed before you confirm.').waitFor();
  await admin.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Offboard' }).click();
  await admin.page.getByLabel('E-mail address').fill('nobody@example.com');
  expect(await admin.violations()).toEqual([]);
  await admin.page.keyboard.press('Enter');
  await admin.page.getByText('There is no plan.').waitFor();
  expect(new URL(admin.page.url()).searchParams.get('email')).toBe('nobody@example.com');
  expect(await admin.button('Try again').count()).toBe(0);
  expect(await admin.violations()).toEqual([]);
});
