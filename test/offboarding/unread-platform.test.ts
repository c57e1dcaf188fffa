import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { everything, hire, offboarding, type Plan } from '../support/leavers.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['runai', 'kestra'], version: '3.0', kestraVersion: '2.0', users: 20 });
});
afterEach(async () => {
  await facade.misbehave();
  await facade.kestra.misbehave();
});
afterAll(() => facade.close());

const callsAt = ({ steps }: Plan, platform: string) =>
  steps.flatMap((step) => (step.platform === platform && step.call !== null ? [step.call] : []));
const rest = { isComplete: false, isDryRun: false };

test.each([
  ['does not answer', { operationId: 'listUsers', connection: 'reset' }, {}, 'UPSTREAM_UNAVAILABLE'],
  ['denies the look', { operationId: 'getCurrentUser', status: 403 }, {}, 'FORBIDDEN'],
  ['got no credentials', undefined, { kestraToken: null }, 'UNAUTHENTICATED'],
] as const)(
  'when Kestra %s, the person leaves Run:ai, and the plan says what is not known',
  async (_, fault, options, code) => {
    const email = `Without-${code.toLowerCase()}@example.com`;
    await hire(email, everything, facade);
    await facade.kestra.misbehave(...(fault ? [fault] : []));
    const dry = await offboarding(facade, { email, dryRun: true }, options);
    expect(dry.writes).toEqual([[], []]);
    const { plan } = dry.result;
    expect(plan.accounts).toMatchObject([
      { platform: 'Run:ai', username: email, error: null },
      { platform: 'Kestra', userId: null, username: null, isCallerKnown: false, error: { code } },
    ]);
    expect(plan.steps.filter(({ platform }) => platform === 'Kestra')).toEqual([]);
    expect(plan.stepCallCount).toBe(3);

    const run = await offboarding(facade, { email, planDigest: plan.digest }, options);
    expect(run.writes).toEqual([callsAt(plan, 'Run:ai'), []]);
    expect(run.result).toMatchObject({ ...rest, plan: { previouslyDoneCount: 0, untakenStepCount: 0 } });
    expect(new Set(run.result.plan.steps.map(({ status }) => status))).toEqual(new Set(['DONE', 'UNSUPPORTED']));

    // Nobody has confirmed what Kestra shows now.
    await facade.kestra.misbehave();
    const stale = await offboarding(facade, { email, planDigest: plan.digest });
    expect(stale.result.code).toBe('STALE_PLAN');
    expect(stale.writes).toEqual([[], []]);
    const last = await offboarding(facade, { email, planDigest: stale.result.plan.digest });
    expect(last.writes).toEqual([[], callsAt(stale.result.plan, 'Kestra')]);
    expect(last.result.isComplete).toBe(true);
  },
);

test('steps that were confirmed on a platform that has gone away are not told as done, and are taken when it is back', async () => {
  const email = 'Later@example.com';
  await hire(email, everything, facade);
  const { plan } = (await offboarding(facade, { email, dryRun: true })).result;
  const [runai, kestra] = [callsAt(plan, 'Run:ai'), callsAt(plan, 'Kestra')];
  await facade.kestra.misbehave({ operationId: 'listUsers', status: 403 });
  const first = await offboarding(facade, { email, planDigest: plan.digest });
  expect(first.writes).toEqual([runai, []]);
  const digest = plan.digest;
  expect(first.result).toMatchObject({
    ...rest,
    plan: { digest, previouslyDoneCount: 0, untakenStepCount: kestra.length },
  });
  const again = await offboarding(facade, { email, planDigest: digest });
  expect(again.writes).toEqual([[], []]);
  expect(again.result).toMatchObject({
    ...rest,
    plan: { steps: [], previouslyDoneCount: runai.length, untakenStepCount: kestra.length },
  });
  await facade.kestra.misbehave();
  const second = await offboarding(facade, { email, planDigest: digest });
  expect(second.writes).toEqual([[], kestra]);
  expect(second.result).toMatchObject({
    isComplete: true,
    plan: { previouslyDoneCount: runai.length, untakenStepCount: 0 },
  });
});

test('nobody is told that a person has nothing while a platform cannot be read', async () => {
  await facade.misbehave({ operationId: 'get_users', status: 403 });
  const { result } = await offboarding(facade, { email: 'Nobody@example.com', dryRun: true });
  expect(result).toMatchObject({ isComplete: false, plan: { steps: [], stepCallCount: 0 } });
  expect(result.plan.accounts.map(({ error }) => error?.code)).toEqual(['FORBIDDEN', undefined]);
});

test('there is no plan where no platform can be read', async () => {
  await facade.kestra.misbehave({ operationId: 'getCurrentUser', status: 403 });
  const { result, errors } = await offboarding(facade, { email: 'Nobody@example.com', dryRun: true }, { token: null });
  expect(result).toBeNull();
  expect(errors).toMatchObject([{ path: ['offboardPerson'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('a platform that goes away during the run does not keep the other from being left', async () => {
  const email = 'Midway@example.com';
  await hire(email, everything, facade);
  const { plan } = (await offboarding(facade, { email, dryRun: true })).result;
  await facade.kestra.misbehave({ operationId: 'deleteRefreshToken', connection: 'reset' });
  const { result, writes } = await offboarding(facade, { email, planDigest: plan.digest });
  expect(writes).toEqual([callsAt(plan, 'Run:ai'), callsAt(plan, 'Kestra').slice(0, 1)]);
  const statuses = result.plan.steps.map(({ platform, status }) => `${platform} ${status}`);
  expect(new Set(statuses)).toEqual(new Set(['Run:ai DONE', 'Run:ai UNSUPPORTED', 'Kestra UNKNOWN', 'Kestra NOT_RUN']));
});
