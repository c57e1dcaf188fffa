import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { type FixedAnswer, fixedAnswers } from '../support/fixed-answers.ts';

/* What counts as an answer: each kind of call, answered with every sort of status, media type and body. */

let platform: Awaited<ReturnType<typeof fixedAnswers>>;
let facade: Facade;
beforeAll(async () => {
  platform = await fixedAnswers();
  const urls = { RUNAI_URL: platform.url, KESTRA_URL: platform.url };
  facade = await graphOver({ users: 1, platforms: ['runai', 'kestra'] }, { ...urls, KESTRA_IMPERSONATION: 'on' });
});
afterAll(async () => {
  await facade.close();
  await platform.close();
});

type Kind = 'read' | 'list' | 'bare' | 'answered' | 'dropped';

interface Call {
  readonly platform: 'Run:ai' | 'Kestra';
  readonly field: string;
  /** A read of an object, a list, or a write whose answer has no body, one that is needed, or one that is dropped. */
  readonly kind: Kind;
  readonly document: string;
  /** What the contract declares of its success. */
  readonly body: object;
}

const runaiUser = {
  id: 'x',
  username: 'ada@example.com',
  createdBy: 'bob@example.com',
  createdAt: null,
  updatedAt: null,
  lastLogin: null,
  isLocal: true,
};
const summary = { id: 'x', username: 'ada@example.com', superAdmin: false, tenants: [], auths: [] };
const kestraUser = { ...summary, email: 'ada@example.com', groups: [], restricted: false };
const id = Buffer.from('User:x').toString('base64');
const kestraId = Buffer.from('KestraUser:x').toString('base64');
const read = (call: Omit<Call, 'document'>, selection: string): Call => ({ ...call, document: `{ it: ${selection} }` });
const write = (call: Omit<Call, 'document'>, input: string): Call => ({
  ...call,
  document: `mutation { it: ${call.field}(input: ${input}) { __typename ... on Failure { code } } }`,
});
const passwords = '{ currentPassword: "Sandbox!2024", newPassword: "Sandbox!2025" }';

const calls: readonly Call[] = [
  read({ platform: 'Run:ai', field: 'user', kind: 'read', body: runaiUser }, 'user(by: { userId: "x" }) { username }'),
  read(
    { platform: 'Run:ai', field: 'users', kind: 'list', body: [runaiUser] },
    'users(first: 1) { nodes { username } }',
  ),
  write({ platform: 'Run:ai', field: 'deleteUser', kind: 'bare', body: {} }, `{ userId: "${id}" }`),
  write({ platform: 'Run:ai', field: 'logoutUser', kind: 'bare', body: {} }, `{ userId: "${id}" }`),
  write(
    { platform: 'Run:ai', field: 'resetUserPassword', kind: 'answered', body: { tempPassword: 'Abcd!234' } },
    `{ userId: "${id}" }`,
  ),
  write({ platform: 'Run:ai', field: 'changeMyPassword', kind: 'dropped', body: {} }, passwords),
  read(
    { platform: 'Kestra', field: 'kestraUser', kind: 'read', body: kestraUser },
    'kestraUser(by: { userId: "x" }) { username email }',
  ),
  read(
    { platform: 'Kestra', field: 'kestraUsers', kind: 'list', body: { results: [summary], total: 1 } },
    'kestraUsers(first: 1) { nodes { username } }',
  ),
  write(
    { platform: 'Kestra', field: 'setKestraUserSuperAdmin', kind: 'bare', body: {} },
    `{ userId: "${kestraId}", isSuperAdmin: true }`,
  ),
  write(
    { platform: 'Kestra', field: 'updateKestraUser', kind: 'answered', body: kestraUser },
    `{ userId: "${kestraId}", lastName: "Other" }`,
  ),
  write({ platform: 'Kestra', field: 'changeMyKestraPassword', kind: 'dropped', body: {} }, passwords),
  write(
    { platform: 'Kestra', field: 'deleteKestraApiToken', kind: 'dropped', body: {} },
    '{ owner: { serviceAccount: { serviceAccountId: "x" } }, tokenId: "y" }',
  ),
  write(
    { platform: 'Kestra', field: 'deleteKestraApiToken', kind: 'dropped', body: {} },
    '{ owner: { serviceAccount: { serviceAccountId: "x", tenantId: "main" } }, tokenId: "y" }',
  ),
];

type Verdicts = Readonly<Record<Kind, string>>;
interface Row {
  readonly answer: string;
  readonly status: number;
  readonly type?: string;
  readonly body?: (call: Call, status: number) => string;
  readonly verdicts: Verdicts;
}

const json = 'application/json';
const html = 'text/html; charset=utf-8';
const page = () => '<!doctype html><title>Sign in</title><form method="post"></form>';
const declared = ({ body }: Call) => JSON.stringify(body);
/** The error bodies of the contracts. */
const own = (call: Call, status: number) =>
  JSON.stringify(
    call.platform === 'Run:ai'
      ? { code: status, message: 'no' }
      : { message: 'no', _links: { self: [{ href: '/api/v1/users/x', templated: false }] } },
  );
const ofGateway = () => JSON.stringify({ message: 'no Route matched with those values' });
const ofAnotherStatus = () => JSON.stringify({ code: 503, message: 'no' });

/** Reads end in the one, writes in the other. */
const verdicts = (reads: string, writes: string): Verdicts => ({
  read: reads,
  list: reads,
  bare: writes,
  answered: writes,
  dropped: writes,
});
const all = (verdict: string): Verdicts => verdicts(verdict, verdict);
const success = verdicts('data', 'done');
const badResponse = verdicts('UPSTREAM_BAD_RESPONSE', 'UPSTREAM_BAD_RESPONSE, UNKNOWN');
const refused = verdicts('UPSTREAM_BAD_RESPONSE', 'UPSTREAM_BAD_RESPONSE, REFUSED');
const outage = verdicts('UPSTREAM_UNAVAILABLE, 3 calls', 'UPSTREAM_UNAVAILABLE, UNKNOWN');
/** Where nothing is needed of the body, none is as good. */
const withoutBody = { ...badResponse, bare: 'done', dropped: 'done' };

const several = (statuses: readonly number[], row: Omit<Row, 'answer' | 'status'>, what = ''): Row[] =>
  statuses.map((status) => ({ answer: `${status}${what}`, status, ...row }));

const rows: readonly Row[] = [
  { answer: '200 and what is declared', status: 200, type: json, body: declared, verdicts: success },
  { answer: '200, charset=UTF-8', status: 200, type: `${json}; charset=UTF-8`, body: declared, verdicts: success },
  { answer: '200, another JSON', status: 200, type: 'application/hal+json', body: declared, verdicts: success },
  { answer: '200, charset=utf-16', status: 200, type: `${json};charset=utf-16`, body: declared, verdicts: badResponse },
  { answer: '200 without a media type', status: 200, body: declared, verdicts: badResponse },
  { answer: '200 and JSON as HTML', status: 200, type: html, body: declared, verdicts: badResponse },
  { answer: '200 and a page for signing in', status: 200, type: html, body: page, verdicts: badResponse },
  { answer: '200 and a page as JSON', status: 200, type: json, body: page, verdicts: badResponse },
  { answer: '200 and an empty page', status: 200, type: html, verdicts: badResponse },
  { answer: '200 and nothing', status: 200, verdicts: withoutBody },
  { answer: '200 and nothing as JSON', status: 200, type: json, verdicts: withoutBody },
  {
    answer: '200 and what is not declared',
    status: 200,
    type: json,
    body: () => '[[]]',
    verdicts: { ...badResponse, bare: 'done' },
  },
  {
    answer: '201 and what is declared',
    status: 201,
    type: json,
    body: declared,
    verdicts: { ...success, read: badResponse.read, list: badResponse.list },
  },
  { answer: '204', status: 204, verdicts: withoutBody },
  ...several([202, 203, 206, 207], { type: json, body: declared, verdicts: badResponse }, ' and what is declared'),
  { answer: '202 and nothing', status: 202, verdicts: badResponse },

  ...several([301, 302, 307, 308], { type: html, body: page, verdicts: refused }),
  { answer: '303, which may follow on a write that was done', status: 303, type: html, verdicts: badResponse },
  { answer: '304', status: 304, verdicts: refused },

  ...several([400, 422], { type: json, body: own, verdicts: all('BAD_USER_INPUT') }, ' of the platform'),
  { answer: '409 of the platform', status: 409, type: json, body: own, verdicts: all('CONFLICT') },
  {
    answer: '404 of the platform',
    status: 404,
    type: json,
    body: own,
    verdicts: { ...all('NOT_FOUND'), read: 'null', list: badResponse.list },
  },
  ...several([400, 404, 409, 422], { type: html, body: page, verdicts: badResponse }, ' and a page'),
  ...several([400, 404, 409, 422], { verdicts: badResponse }, ' and nothing'),
  ...several([400, 404, 409, 422], { type: json, body: ofGateway, verdicts: badResponse }, ' of a gateway'),
  ...several([400, 404, 409], { type: json, body: ofAnotherStatus, verdicts: badResponse }, ' that says 503'),
  ...several([404, 409], { type: 'text/plain', body: own, verdicts: badResponse }, ' of the platform as text'),

  ...several([401], { type: json, body: own, verdicts: all('UNAUTHENTICATED') }, ' of the platform'),
  ...several([401], { type: html, body: page, verdicts: all('UNAUTHENTICATED') }, ' and a page'),
  ...several([403], { type: json, body: own, verdicts: all('FORBIDDEN') }, ' of the platform'),
  ...several([403], { type: html, body: page, verdicts: all('FORBIDDEN') }, ' and a page'),
  ...several([429], { type: html, body: page, verdicts: verdicts('RATE_LIMITED, 3 calls', 'RATE_LIMITED') }),

  ...several([405, 411, 413, 414, 415, 417, 426, 428, 431], { type: html, body: page, verdicts: refused }),
  ...several([421, 425], { verdicts: { ...refused, read: outage.read, list: outage.list } }),
  { answer: '408', status: 408, verdicts: outage },
  ...several([402, 406, 410, 418, 451], { type: json, body: own, verdicts: badResponse }, ' of the platform'),
  ...several([500, 503], { type: json, body: own, verdicts: outage }, ' of the platform'),
  ...several([500, 501, 502, 503, 504, 511], { type: html, body: page, verdicts: outage }, ' and a page'),
];

async function verdictOn(call: Call, { status, type, body }: Row): Promise<string> {
  // Retried at once: how long a client waits is proven elsewhere.
  const headers = { 'retry-after': '0', ...(type && { 'content-type': type }) };
  const isWrite = call.document.startsWith('mutation');
  // Nobody may ask what became of a write: what its answer says of that stands.
  platform.answer({ status, headers, body: body?.(call, status) }, isWrite ? { status: 403 } : undefined);
  type Data = { it: { code?: string } | null } | null;
  const { data, errors } = await facade.ask<Data, never>(call.document);
  const [error] = errors ?? [];
  const tries = platform.asked().filter((asked) => !isWrite || !asked.startsWith('GET')).length;
  const succeeded = isWrite ? 'done' : 'data';
  return [
    error?.extensions.code ?? (data?.it === null ? 'null' : (data?.it?.code ?? succeeded)),
    ...(error?.extensions.outcome ? [error.extensions.outcome] : []),
    ...(tries > 1 ? [`${tries} calls`] : []),
  ].join(', ');
}

describe.each(rows.map((row) => ({ ...row, row })))('answered with $answer', ({ row }) => {
  test.each(calls.map((call) => ({ ...call, call, verdict: row.verdicts[call.kind] })))(
    '$platform, $field ($kind): $verdict',
    async ({ call, verdict }) => {
      expect(await verdictOn(call, row)).toBe(verdict);
    },
  );
});

test.each<[string, FixedAnswer, string | undefined, unknown]>([
  ['its session', { status: 303, headers: { 'set-cookie': 'JWT=token; Path=/' } }, undefined, 'token'],
  ['303 to a page for signing in', { status: 303, headers: { location: '/login' } }, 'UNKNOWN', undefined],
  ['302 to a page for signing in', { status: 302, headers: { location: '/login' } }, 'REFUSED', undefined],
  ['a page for signing in', { status: 200, headers: { 'content-type': html }, body: page() }, 'UNKNOWN', undefined],
  ['nothing', { status: 200 }, undefined, null],
])('impersonation that is answered with %s', async (_, answer, outcome, sessionToken) => {
  platform.answer(answer);
  const { data, errors } = await facade.ask<{ it: object | null }, never>(
    `mutation { it: impersonateKestraUser(input: { userId: "${kestraId}" }) { ... on ImpersonateKestraUserPayload { sessionToken } } }`,
  );
  expect(data.it).toEqual(outcome ? null : { sessionToken });
  expect(errors?.map(({ extensions }) => extensions)).toEqual(outcome && [{ code: 'UPSTREAM_BAD_RESPONSE', outcome }]);
});

test('a client learns what a refused write did, and nothing that was answered', async () => {
  const write = calls.find(({ field }) => field === 'deleteUser');
  platform.answer({ status: 302, headers: { location: 'https://sso.example.com/?secret=1' }, body: page() });
  const { errors } = await facade.ask(write?.document ?? '');
  expect(errors?.[0]?.message).toBe(
    'Run:ai answered with a redirect (302): its base URL leads elsewhere. Nothing was changed.',
  );
  platform.answer({ status: 404, headers: { 'content-type': 'text/html' }, body: page() }, { status: 403 });
  const { errors: others } = await facade.ask(write?.document ?? '');
  expect(others?.[0]?.message).toBe(
    'Run:ai answered 404 without the error body of its contract: something else may have answered in its place. Whether the change took effect is unknown: look before you try again.',
  );
});
