import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ambiguousEmails } from '../../src/sandbox/kestra-seed.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { everything, hire, offboarding } from '../support/leavers.ts';
import { checkOffboarding } from '../support/offboarding-property.ts';

const idOfKestra = /(?<![\w-])[A-Za-z0-9]{22}(?![\w-])/g;

describe('from both platforms', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ platforms: ['runai', 'kestra'], version: '3.0', kestraVersion: '2.0', users: 20 });
  });
  afterAll(() => facade.close());

  test('the calls made are the calls told, each once, and a second run takes what is left', () =>
    checkOffboarding(facade, 40));

  test('the plan names each call; what ends access at once comes first, accounts last', async () => {
    const email = 'Ordered@example.com';
    const id = await hire(email, everything, facade);
    const { result, reads } = await offboarding(facade, { email: email.toLowerCase(), dryRun: true });
    expect(result).toMatchObject({ isDryRun: true, isComplete: false });
    const { plan } = result;
    const userId = plan.accounts[0]?.userId;
    expect(plan.accounts).toEqual([
      { platform: 'Run:ai', userId, username: email, isCallerKnown: false, error: null },
      { platform: 'Kestra', userId: id, username: email, isCallerKnown: true, error: null },
    ]);
    const shown = plan.steps.map(({ action, call }) => `${action} ${call?.replaceAll(idOfKestra, '…')}`);
    expect(shown).toEqual([
      `END_SESSIONS POST /api/v1/users/${userId}/logout`,
      'END_SESSIONS DELETE /api/v1/users/…/refresh-token',
      'REVOKE_TOKEN undefined',
      'REVOKE_TOKEN DELETE /api/v1/users/…/api-tokens/…',
      'WITHDRAW_SUPER_ADMIN PATCH /api/v1/users/…/superadmin',
      expect.stringMatching(/^REVOKE_ROLE DELETE \/api\/v1\/authorization\/access-rules\/\d+$/),
      'REVOKE_ROLE DELETE /api/v1/research/bindings/…',
      'LEAVE_GROUP DELETE /api/v1/research/groups/…/members/…',
      'REVOKE_TENANT_ACCESS DELETE /api/v1/research/tenant-access/…',
      'WITHDRAW_INVITATION DELETE /api/v1/main/invitations/…',
      `DELETE_ACCOUNT DELETE /api/v1/users/${userId}`,
      'DELETE_ACCOUNT DELETE /api/v1/users/…',
    ]);
    expect(plan.steps.filter(({ call }) => call === null)).toMatchObject([
      { platform: 'Run:ai', status: 'UNSUPPORTED', error: { code: 'UNSUPPORTED_BY_VERSION' } },
    ]);
    expect(plan).toMatchObject({ stepCallCount: 11, previouslyDoneCount: 0, planningCallCount: reads.length });
    expect(reads.map((read) => read.replaceAll(idOfKestra, '…')).toSorted()).toEqual(
      [
        'GET /api/v1/users?search=ordered@example.com&offset=0&limit=500',
        `GET /api/v1/authorization/access-rules?subjectType=user&subjectIds=${email},${userId}&sortBy=createdAt&sortOrder=asc&offset=0&limit=500`,
        'GET /api/v1/authorization/access-rules?filterBy=subjectType==user,subjectId=@ordered@example.com&sortBy=createdAt&sortOrder=asc&offset=0&limit=500',
        'GET /api/v1/users?filters[q][EQUALS]=ordered@example.com&page=1&size=100',
        'GET /api/v1/users/…',
        'GET /api/v1/me',
        'GET /api/v1/users/…/api-tokens',
        'GET /api/v1/research/bindings/search?type=USER&id=…&page=1&size=100',
        ...['main', 'research', 'production'].map(
          (tenant) => `GET /api/v1/${tenant}/invitations/email/ordered@example.com`,
        ),
      ].toSorted(),
    );
  });

  test('a plan that has got another step is refused with the new plan, and nothing is written', async () => {
    const email = 'Stale@example.com';
    await hire(email, { ...everything, onKestra: false }, facade);
    const { result: dry } = await offboarding(facade, { email, dryRun: true });
    await hire(email, { ...everything, onRunai: false, rules: 0, isInvited: false }, facade);
    const stale = await offboarding(facade, { email, planDigest: dry.plan.digest });
    expect(stale.result).toMatchObject({ __typename: 'StalePlanFailure', code: 'STALE_PLAN' });
    expect(stale.writes).toEqual([[], []]);
    const { result: done } = await offboarding(facade, { email, planDigest: stale.result.plan.digest });
    expect(done).toMatchObject({ isDryRun: false, isComplete: true, plan: { previouslyDoneCount: 0 } });
  });

  test('the digest of somebody else confirms nothing', async () => {
    await hire('One@example.com', { ...everything, onKestra: false, isInvited: false }, facade);
    const { result: one } = await offboarding(facade, { email: 'One@example.com', dryRun: true });
    const of = (email: string) => offboarding(facade, { email, planDigest: one.plan.digest });
    expect((await of('Nobody@example.com')).result.code).toBe('NOT_FOUND');
    await hire('Other@example.com', { ...everything, onKestra: false, isInvited: false }, facade);
    const other = await of('Other@example.com');
    expect(other.result.code).toBe('STALE_PLAN');
    expect(other.writes).toEqual([[], []]);
  });

  test.each([
    [{}, 'planDigest', 'REQUIRED'],
    [{ dryRun: false }, 'planDigest', 'REQUIRED'],
    [{ dryRun: true, planDigest: 'v1.abcdefghijklmnop' }, 'planDigest', 'NOT_ALLOWED'],
    [{ planDigest: 'anything' }, 'planDigest', 'INVALID_FORMAT'],
    [{ email: ' ', dryRun: true }, 'email', 'TOO_SHORT'],
  ])('%j is refused without a call', async (input, name, code) => {
    const { result, reads } = await offboarding(facade, { email: 'ada@example.com', ...input });
    expect(result).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: [name], code }] });
    expect(reads).toEqual([]);
  });

  test('callers do not offboard themselves', async () => {
    const { result } = await offboarding(facade, { email: 'Admin@Sandbox.test', dryRun: true });
    expect(result).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: ['email'], code: 'NOT_ALLOWED' }] });
    expect(result.message).toContain('Kestra');
  });

  test('who may not write is told at each step, and those after it are taken all the same', async () => {
    const email = 'Kept@example.com';
    await hire(email, { ...everything, tenantIds: [], tokens: 0 }, facade);
    const { result: dry } = await offboarding(facade, { email, dryRun: true }, { token: 'sandbox-viewer' });
    const { result } = await offboarding(facade, { email, planDigest: dry.plan.digest }, { token: 'sandbox-viewer' });
    expect(result.isComplete).toBe(false);
    const statuses = result.plan.steps.map(({ platform, status, error }) => [platform, status, error?.code]);
    expect(new Set(statuses.map(String))).toEqual(
      new Set(['Run:ai,FAILED,FORBIDDEN', 'Run:ai,UNSUPPORTED,UNSUPPORTED_BY_VERSION', 'Kestra,DONE,']),
    );
  });

  test('a step whose answer is lost is looked after; where nothing tells what became of it, the rest of its platform is not run', async () => {
    const email = 'Lost@example.com';
    await hire(email, { ...everything, rules: 0, isInvited: false }, facade);
    const { result: dry } = await offboarding(facade, { email, dryRun: true });
    const lost = (operationId: string) => ({ operationId, times: 1, connection: 'reset' as const });
    await facade.misbehave(lost('delete_user_by_id'));
    await facade.kestra.misbehave(lost('deleteApiToken_1'), lost('deleteRefreshToken'));
    const { result: first } = await offboarding(facade, { email, planDigest: dry.plan.digest });
    const statuses = Map.groupBy(first.plan.steps, ({ platform }) => platform);
    const of = (platform: string) => new Set(statuses.get(platform)?.map(({ status }) => status));
    expect(of('Run:ai')).toEqual(new Set(['DONE', 'UNSUPPORTED']));
    expect([...of('Kestra')]).toEqual(['UNKNOWN', 'NOT_RUN']);
    expect(first.isComplete).toBe(false);
    const { result: second } = await offboarding(facade, { email, planDigest: dry.plan.digest });
    await facade.misbehave();
    await facade.kestra.misbehave();
    expect(new Set(second.plan.steps.map(({ status }) => status))).toEqual(new Set(['DONE']));
    expect(second).toMatchObject({ isComplete: true, plan: { previouslyDoneCount: 2 } });
  });

  test('each step is a line of the audit, and a call of x-explain', async () => {
    const email = 'Audited@example.com';
    await hire(email, everything, facade);
    const { result: dry } = await offboarding(facade, { email, dryRun: true });
    const before = facade.lines.length;
    const headers = { 'x-explain': '1' };
    const { result, extensions } = await offboarding(facade, { email, planDigest: dry.plan.digest }, { headers });
    const lines = facade.lines.slice(before).filter((line) => line.includes('"msg":"write"'));
    expect(lines).toHaveLength(result.plan.stepCallCount);
    expect(lines.every((line) => line.includes('"mutation":"offboardPerson"'))).toBe(true);
    const { plan, cost } = extensions as {
      plan: { calls: number; reason: string }[];
      cost: { asked: number; actual: number };
    };
    expect(cost.actual).toBe(result.plan.planningCallCount + lines.length);
    expect(cost.actual).toBeLessThanOrEqual(cost.asked);
    const writes = plan.filter(({ reason }) => reason === 'A mutation requested it.');
    expect(writes.reduce((sum, { calls }) => sum + calls, 0)).toBe(lines.length);
  });
});

test('a plan is made of what is there, not of answers that were kept; steps that would exceed the budget are not begun', async () => {
  const facade = await graphOver(
    { platforms: ['runai', 'kestra'], version: '3.0', kestraVersion: '2.0' },
    { MAX_COST: '200', CACHE_TTL_MS: '60000' },
  );
  const email = 'Costly@example.com';
  const query = `{ user(by: { username: "${email}" }) { username } kestraUser(by: { username: "${email}" }) { username } }`;
  expect((await facade.ask(query)).data).toEqual({ user: null, kestraUser: null });
  await hire(email, { ...everything, tokens: 100 }, facade);
  const { result: dry } = await offboarding(facade, { email, dryRun: true });
  const run = await offboarding(facade, { email, planDigest: dry.plan.digest });
  await facade.close();
  expect(run.errors).toMatchObject([{ extensions: { code: 'COST_LIMIT_EXCEEDED' } }]);
  expect(run.reads).toEqual([]);
  expect(run.writes).toEqual([[], []]);
});

test('several accounts of one name in upper and lower case are refused', async () => {
  const facade = await graphOver({ platforms: ['runai', 'kestra'], users: 499 });
  const [email] = ambiguousEmails;
  const { result, writes } = await offboarding(facade, { email, dryRun: true });
  await facade.close();
  expect(result).toMatchObject({ __typename: 'ConflictFailure', code: 'CONFLICT' });
  expect(writes).toEqual([[], []]);
});

test('on versions that cannot withdraw each right, a step says so', async () => {
  const facade = await graphOver({ platforms: ['runai', 'kestra'], version: '2.22', kestraVersion: '1.0', users: 20 });
  const email = 'Older@example.com';
  const older = { ...everything, roles: 0, rules: 0, isInvited: false };
  await hire(email, older, facade);
  const { result: dry } = await offboarding(facade, { email, dryRun: true });
  const shown = dry.plan.steps.map(({ platform, action, status }) => `${platform} ${action} ${status}`);
  const run = await offboarding(facade, { email, planDigest: dry.plan.digest });
  await facade.close();
  expect(shown).toEqual([
    'Run:ai END_SESSIONS PLANNED',
    'Kestra END_SESSIONS PLANNED',
    'Run:ai REVOKE_TOKEN UNSUPPORTED',
    'Kestra REVOKE_TOKEN PLANNED',
    'Kestra WITHDRAW_SUPER_ADMIN PLANNED',
    'Run:ai REVOKE_ROLE UNSUPPORTED',
    'Kestra REVOKE_ROLE UNSUPPORTED',
    'Kestra LEAVE_GROUP PLANNED',
    'Kestra REVOKE_TENANT_ACCESS UNSUPPORTED',
    'Kestra WITHDRAW_INVITATION UNSUPPORTED',
    'Run:ai DELETE_ACCOUNT PLANNED',
    'Kestra DELETE_ACCOUNT PLANNED',
  ]);
  expect(dry.plan.accounts.map(({ isCallerKnown }) => isCallerKnown)).toEqual([false, false]);
  expect(run.result.isComplete).toBe(true);
});
