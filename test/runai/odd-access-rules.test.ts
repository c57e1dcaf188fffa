import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';

/** What a real platform may send of access rules against its contract. */
type Row = Record<string, unknown>;
interface Page {
  readonly totalRecords: number;
  readonly accessRules: Row[];
}

let facade: Facade;
let proxy: Awaited<ReturnType<typeof rewritingProxy>>;
beforeAll(async () => {
  proxy = await rewritingProxy();
  facade = await graphOver({ version: '3.0', users: 60 }, { RUNAI_URL: proxy.url });
  proxy.forwardTo(facade.sandboxUrl);
});
afterAll(() => Promise.all([facade.close(), proxy.close()]));
beforeEach(() => proxy.rewrite());

/** Has pages of rules changed on their way, and nothing else. */
const rewriteRules = (change: (page: Page) => unknown) =>
  proxy.rewrite((answer, call) => (call === 'GET /api/v1/authorization/access-rules' ? change(answer) : answer));
const firstWith = (fields: Row) =>
  rewriteRules(({ accessRules: [first, ...rest], ...page }) => ({
    ...page,
    accessRules: [{ ...first, ...fields }, ...rest],
  }));

interface Listed {
  readonly accessRules: { readonly totalCount: number | null; readonly nodes: readonly Row[] } | null;
}
const pathsAndCodes = (errors: readonly { path?: readonly unknown[]; extensions: { code: string } }[] = []) =>
  errors.map(({ path = [], extensions: { code } }) => `${path.join('.')} ${code}`);

test('a kind that the contract does not know is null with an error, and the rest of the rule is told', async () => {
  firstWith({ subjectType: 'robot', scopeType: 'galaxy', status: { phase: 'Dreaming', message: 'zzz' } });
  const { data, errors } = await facade.ask<Listed, never>(
    '{ accessRules(first: 2) { nodes { subject { type subjectId } scope { type name } status { phase message } } } }',
  );
  expect(data.accessRules?.nodes[0]).toEqual({
    subject: { type: null, subjectId: expect.any(String) },
    scope: { type: null, name: expect.any(String) },
    status: { phase: null, message: 'zzz' },
  });
  expect(data.accessRules?.nodes[1]).toMatchObject({ status: { phase: 'READY' } });
  expect(pathsAndCodes(errors)).toEqual([
    'accessRules.nodes.0.subject.type UPSTREAM_BAD_RESPONSE',
    'accessRules.nodes.0.scope.type UPSTREAM_BAD_RESPONSE',
    'accessRules.nodes.0.status.phase UPSTREAM_BAD_RESPONSE',
  ]);
});

test('a rule whose holder cannot be read is not left out of the rules of a user', async () => {
  firstWith({ subjectId: 7 });
  const { data, errors } = await facade.ask<{ users: { nodes: { accessRules: null }[] } }, never>(
    '{ users(first: 2) { nodes { username accessRules { totalCount } } } }',
  );
  expect(data.users.nodes.map(({ accessRules }) => accessRules)).toEqual([null, null]);
  expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['UPSTREAM_BAD_RESPONSE', 'UPSTREAM_BAD_RESPONSE']);
});

test('a list without its total is an error, not a list of none', async () => {
  rewriteRules(({ accessRules }) => ({ accessRules, displayRecords: accessRules.length }));
  const { data, errors } = await facade.ask<Listed, never>('{ accessRules(first: 2) { nodes { ruleId } } }');
  expect(data.accessRules).toBeNull();
  expect(pathsAndCodes(errors)).toEqual(['accessRules UPSTREAM_BAD_RESPONSE']);
});

test('what is no rule at all is an error in its place', async () => {
  rewriteRules(({ accessRules, ...page }) => ({ ...page, accessRules: ['nothing', ...accessRules.slice(1)] }));
  const { data, errors } = await facade.ask<Listed, never>('{ accessRules(first: 2) { nodes { role { name } } } }');
  expect(data.accessRules?.nodes).toEqual([{ role: null }, { role: { name: expect.any(String) } }]);
  expect(pathsAndCodes(errors)).toEqual(['accessRules.nodes.0.role UPSTREAM_BAD_RESPONSE']);
});

test('a platform that gives shorter pages than it is asked for loses no rule', async () => {
  proxy.rewrite((answer, call) => {
    if (call !== 'GET /api/v1/authorization/access-rules') return answer;
    const { accessRules, ...page } = answer as Page;
    return { ...page, accessRules: accessRules.slice(0, 20) };
  });
  const { data, errors } = await facade.ask<Listed, never>(
    '{ accessRules(first: 50) { totalCount nodes { ruleId } } }',
  );
  expect(errors).toBeUndefined();
  const ids = data.accessRules?.nodes.map(({ ruleId }) => ruleId) ?? [];
  expect(new Set(ids).size).toBe(50);
  expect(data.accessRules?.totalCount).toBeGreaterThan(50);
});
