import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cannotBeAsked } from '../support/cannot-be-asked.ts';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';
import { operationCoverage } from '../support/operation-coverage.ts';

/* Access rules, roles and permissions, failing in each way that a call can: what a client learns, and that nobody learns a token. */

const canary = 'cAnAry-19c2e';
const tokens = ['sandbox-admin', `token-${canary}`];

const versions = ['3.0', '2.24'] as const;
let facades: Readonly<Record<(typeof versions)[number], Facade>>;
beforeAll(async () => {
  const start = (version: (typeof versions)[number]) => graphOver({ version }, { LOG_LEVEL: 'trace' });
  facades = { '3.0': await start('3.0'), '2.24': await start('2.24') };
});
afterAll(() => Promise.all([facades['3.0'].close(), facades['2.24'].close()]));

const codes: Readonly<Record<number, string>> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'RATE_LIMITED',
  500: 'UPSTREAM_UNAVAILABLE',
};
/** Calls that name no object: 404 can only mean that the platform does not have the path. */
const namingNone = new Set([
  ...['get_access_rules', 'count_access_rules', 'get_roles', 'get_roles_v1', 'get_permissions', 'get_permitted_scopes'],
  ...['access_rules_batch', 'access_rules_batch_create', 'create_role'],
]);
/** What is read by its id is null where it does not exist. */
const reads = new Set(['get_access_rule', 'get_role', 'get_role_v1', 'get_permission_set']);
const withoutBody = new Set(['delete_access_rule', 'delete_role']);
/** Lists of which a value is misshapen that their documents do not select. */
const brokenUnseen = new Set(['get_permissions', 'get_roles_v1']);
/** Statuses that are failures of the unions. No rule that exists already keeps another from being revoked. */
const isExpected = (status: number, operationId: string) =>
  [400, 403, 404].includes(status) ||
  (status === 409 && !/^delete_access_rule$|^access_rules_batch$/.test(operationId));

const bodies: readonly Partial<Fault>[] = [{ connection: 'reset' }, { body: 'truncated' }, { body: 'wrong-shape' }];

const isAbout = (operationId: string) => /_(access_rule|role|permi)|^access_rules_/.test(operationId);
const cases = versions.flatMap((version) =>
  operationCoverage
    .filter(({ needs }) => needs === 'rules' || needs === 'customRoles')
    .flatMap(({ at, document, reaches }) =>
      reaches[version].filter(isAbout).map((operationId) => ({ version, at, document, operationId })),
    )
    // Of 2.24 those that 3.0 has not.
    .filter(({ operationId }) => version === '3.0' || operationId.endsWith('_v1')),
);
type Case = (typeof cases)[number];

const isWrite = ({ at, operationId }: Case) => at.startsWith('Mutation.') && !reads.has(operationId);

const nobody = { id: '', userId: '' };
const documentOf = (one: Case) => one.document({ reader: nobody, deleted: nobody, changed: nobody, removed: nobody });

async function answerTo(one: Case, fault: Partial<Fault>) {
  const facade = facades[one.version];
  const { operationId } = one;
  const others = isWrite(one) ? cannotBeAsked(operationId === 'update_role' ? 'get_role' : undefined) : [];
  await facade.misbehave({ operationId, ...fault }, ...others);
  await facade.forgetCalls();
  const { data, errors = [] } = await facade.ask<object | null, never>(documentOf(one));
  const tries = (await facade.served()).filter((call) => call.operationId === one.operationId).length;
  const inData: readonly string[] = JSON.stringify(data).match(/(?<="code":")[A-Z_]+/g) ?? [];
  const inErrors = errors.map(({ extensions }) => extensions.code);
  return { tries, errors, inData: new Set(inData), inErrors: new Set(inErrors) };
}

const none = new Set();

describe.each(cases)('$version: $at, $operationId', (one) => {
  const { at, operationId } = one;

  test.each(Object.entries(codes))('answered with %s', async (text, usual) => {
    const status = Number(text);
    const { tries, errors, inData, inErrors } = await answerTo(one, { status, retryAfter: 0 });
    const isNoPath = status === 404 && namingNone.has(operationId);
    const code = isNoPath ? 'UPSTREAM_BAD_RESPONSE' : usual;
    const isNull = status === 404 && reads.has(operationId) && !at.startsWith('Mutation.');
    const isData = at.startsWith('Mutation.') && isExpected(status, operationId) && !isNoPath;
    expect(inData).toEqual(isData ? new Set([code]) : none);
    expect(inErrors).toEqual(isData || isNull ? none : new Set([code]));
    const outcomes = new Set(errors.map(({ extensions }) => extensions.outcome));
    const outcome = isNoPath ? 'REFUSED' : status >= 500 ? 'UNKNOWN' : undefined;
    if (errors.length > 0) expect(outcomes).toEqual(new Set([isWrite(one) ? outcome : undefined]));
    // One for each permission set.
    if (operationId !== 'get_permission_set') expect(tries).toBe(isWrite(one) || ![429, 500].includes(status) ? 1 : 3);
  });

  test.each(bodies.filter(({ body }) => !body || !withoutBody.has(operationId)))('%j', async (fault) => {
    const { errors, inData, inErrors } = await answerTo(one, fault);
    expect(inData).toEqual(none);
    if (fault.body === 'wrong-shape' && brokenUnseen.has(operationId)) return expect(errors).toEqual([]);
    expect(inErrors).toEqual(new Set([fault.connection ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_BAD_RESPONSE']));
    const outcomes = new Set(errors.map(({ extensions }) => extensions.outcome));
    expect(outcomes).toEqual(new Set([isWrite(one) ? 'UNKNOWN' : undefined]));
  });

  test('no line and no answer has a token', async () => {
    const { ask, misbehave, lines } = facades[one.version];
    for (const token of tokens) {
      for (const fault of [{}, { status: 500, retryAfter: 0 }, { body: 'wrong-shape' as const }]) {
        await misbehave({ operationId, ...fault });
        const answer = JSON.stringify(await ask(documentOf(one), undefined, { token }));
        for (const secret of [canary, ...tokens]) expect(answer).not.toContain(secret);
      }
    }
    for (const secret of [canary, ...tokens]) expect(lines.join('')).not.toContain(secret);
  });
});
