import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';
import { type Fixtures, loadFixtures, runaiCases } from '../support/runai-operations.ts';

const canary = 'cAnAry-7f3a9';
/** Of errors that are about the request itself. */
const requestCodes = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'BAD_CURSOR',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
];
const tokens = ['sandbox-admin', `token-${canary}`];

let facade: Facade;
let fixtures: Fixtures;
beforeAll(async () => {
  facade = await graphOver({}, { LOG_LEVEL: 'trace', UPSTREAM_TIMEOUT_MS: '300' });
  fixtures = await loadFixtures(facade);
});
afterAll(() => facade.close());
beforeEach(() => facade.misbehave());

function expectNoSecret(text: string, ...more: readonly string[]): void {
  for (const secret of [canary, ...tokens, ...more]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  }
}

const changeMyPassword = `mutation C($currentPassword: Secret!, $newPassword: Secret!) {
  it: changeMyPassword(input: { currentPassword: $currentPassword, newPassword: $newPassword }) {
    __typename ... on Failure { code message } ... on ValidationFailure { issues { path message } }
  }
}`;

const faults: readonly Partial<Fault>[] = [
  {},
  ...[302, 400, 401, 403, 404, 409, 418, 429, 500, 503].map((status) => ({ status, retryAfter: 0 })),
  { latencyMs: 60_000 },
  { connection: 'stall' },
  { connection: 'reset' },
  { body: 'truncated' },
  { body: 'not-json' },
  { body: 'wrong-shape' },
];

describe('a token', () => {
  test.each(runaiCases)(
    'is in no line and no answer of $operationId, whatever happens',
    async ({ operationId, document }) => {
      const from = facade.lines.length;
      for (const token of tokens) {
        for (const fault of faults.filter(({ latencyMs, connection }) => !latencyMs && connection !== 'stall')) {
          await facade.misbehave({ operationId, ...fault });
          expectNoSecret(JSON.stringify(await facade.ask(document(fixtures), undefined, { token })));
        }
      }
      expect(facade.lines.length).toBeGreaterThan(from);
      expectNoSecret(facade.lines.join('\n'));
    },
  );
});

describe('a client secret, and the token that it is exchanged for', () => {
  /** How every token of the sandbox begins. */
  const begin = Buffer.from('{"alg":"HS256"').toString('base64url').slice(0, -1);
  const documents = [
    '{ users(first: 1) { nodes { id } } viewer { username } }',
    'mutation { logoutUser(input: { userId: "nobody" }) { __typename } }',
  ];

  test('are in no line and no answer, and go to no other platform, whatever happens', async () => {
    const settings = {
      LOG_LEVEL: 'trace',
      UPSTREAM_TIMEOUT_MS: '300',
      REQUEST_TIMEOUT_MS: '200',
      RUNAI_TOKEN_EXCHANGE: 'on',
      CACHE_TTL_MS: '1000',
      BUDGET_CALLS_PER_MINUTE: '100',
    };
    const both = await graphOver({ platforms: ['runai', 'kestra'] }, settings);
    const pairs = ['admin:sandbox-admin', `admin:secret-${canary}`, `client-${canary}:sandbox-admin`, canary];
    const headers = pairs.map((pair) => `Basic ${Buffer.from(pair).toString('base64')}`);
    const answers: unknown[] = [];
    const ofExchange = faults.filter(({ latencyMs, connection }) => !latencyMs && connection !== 'stall');
    const all = [
      ...ofExchange.map((fault) => ({ operationId: 'grant_token_v2', ...fault })),
      { operationId: 'get_users', status: 401 },
    ];
    for (const fault of all) {
      await both.misbehave(fault);
      const asked = headers.flatMap((header) => {
        // Other white space makes another client for the facade, which keeps no token of it.
        const authorization = header.replace(' ', ' '.repeat(1 + answers.length));
        const sent = { token: null, kestraToken: null, headers: { authorization, 'x-explain': '1' } };
        return documents.map((document) => both.ask(document, undefined, sent));
      });
      answers.push(...(await Promise.all(asked)));
    }
    expect(await both.kestra.calls()).toEqual([]);
    for (const text of [JSON.stringify(answers), both.lines.join('\n')]) {
      expectNoSecret(text, ...headers.map((header) => header.slice('Basic '.length)));
      expect(text).not.toContain(begin);
    }
    await both.close();
  });
});

describe('a password', () => {
  const passwords = { currentPassword: `old-${canary}`, newPassword: `new-${canary}` };

  test.each(faults)('is in no line and no answer: %o', async (fault) => {
    await facade.misbehave({ operationId: 'change_user_password', ...fault });
    const answer = await facade.ask<{ it: object | null }, object>(changeMyPassword, passwords);
    expect(answer.data.it ?? answer.errors).toBeTruthy();
    expectNoSecret(JSON.stringify(answer));
    expectNoSecret(facade.lines.join('\n'));
  });

  test('is in none when it is changed for good, and back', async () => {
    const known = 'Sandbox!2024';
    const there = await facade.ask(changeMyPassword, { currentPassword: known, newPassword: passwords.newPassword });
    const back = await facade.ask(changeMyPassword, { currentPassword: passwords.newPassword, newPassword: known });
    for (const { data } of [there, back]) expect(data).toEqual({ it: { __typename: 'ChangeMyPasswordPayload' } });
    expectNoSecret(JSON.stringify([there, back]), known);
    expectNoSecret(facade.lines.join('\n'), known);
  });

  test('that is too short is refused without being repeated', async () => {
    const { data, errors } = await facade.ask<object, object>(changeMyPassword, {
      currentPassword: 'cAnAry7',
      newPassword: 'x',
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      it: { __typename: 'ValidationFailure', issues: [{ path: ['currentPassword'] }, { path: ['newPassword'] }] },
    });
    expect(JSON.stringify([data, facade.lines])).not.toContain('cAnAry7');
  });
});

describe('a temporary password', () => {
  const create = `mutation { it: createUser(input: { email: "${crypto.randomUUID()}@example.com" }) { ... on CreateUserPayload { temporaryPassword user { username } } } }`;
  const reset = () =>
    `mutation { it: resetUserPassword(input: { userId: "${fixtures.reset.id}" }) { ... on ResetUserPasswordPayload { temporaryPassword user { username } } } }`;

  test.each([
    { field: 'createUser', document: () => create },
    { field: 'resetUserPassword', document: reset },
  ])('of $field is in its own field, once, and in no line', async ({ document }) => {
    const from = facade.lines.length;
    const { text } = await post(facade.url, JSON.stringify({ query: document() }));
    const { it } = (JSON.parse(text) as { data: { it: { temporaryPassword: string } } }).data;
    expect(it.temporaryPassword).toMatch(/^\S{8,}$/);
    expect(text.split(it.temporaryPassword)).toHaveLength(2);
    expect(facade.lines.length, 'of the write, and of the operation').toBe(from + 2);
    expect(facade.lines.join('\n')).not.toContain(it.temporaryPassword);
  });
});

describe('what is wrong with a request is told without repeating its values', () => {
  const documents = [
    `mutation { changeMyPassword(input: { currentPassword "${canary}" }) { __typename } }`,
    `mutation { changeMyPassword(input: { currentPassword: "${canary}", newPassword: "${canary}" }) { __typename }`,
    `mutation { changeMyPassword(input: { currentPassword: "${canary}", newPassword: "${canary}" "${canary}" }) { __typename } }`,
    `mutation { changeMyPassword(input: { currentPassword: """${canary}""" """${canary}""" }) { __typename } }`,
    `mutation { changeMyPassword """\n  quoted "inside"\n  ${canary}\n""" { __typename } }`,
    `mutation { changeMyPassword "quoted \\"inside\\" ${canary}" { __typename } }`,
    `{ users(search: "${canary}) { totalCount } }`,
    `{ users(search: "${canary}\\q") { totalCount } }`,
    `{ users(first: "${canary}") { totalCount } }`,
    `{ users(first: """\n  ${canary}\n  second line\n""") { totalCount } }`,
    `{ users(orderBy: { field: "${canary}" }) { totalCount } }`,
    `{ users(filter: { createdAt: { eq: "${canary}" } }) { totalCount } }`,
    `{ users(filter: "${canary}") { totalCount } }`,
    `{ users(filter: ["${canary}"]) { totalCount } }`,
    `{ users(after: "${canary}") { nodes { id } } }`,
    `{ user(by: "${canary}") { id } }`,
    `{ node(id: "${canary}") { id } }`,
    `{ nodes(ids: ["${canary}"]) { id } }`,
    `mutation { changeMyPassword(input: "${canary}") { __typename } }`,
    `mutation { changeMyPassword(input: { currentPassword: ["${canary}"], newPassword: { a: "${canary}" } }) { __typename } }`,
    `mutation { changeMyPassword(input: { currentPassword: "${canary}", newPassword: null }) { __typename } }`,
    `mutation { createUser(input: { email: "a@b.co", notify: "${canary}" }) { __typename } }`,
    `mutation { deleteUser(input: { userId: ["${canary}"] }) { __typename } }`,
    `mutation M($p: Secret! = 5 "${canary}") { changeMyPassword(input: { currentPassword: $p, newPassword: $p }) { __typename } }`,
    `{ users @skip(if: "${canary}") { totalCount } }`,
  ];
  test.each(documents)('%s', async (query) => {
    const { text, codes } = await post(facade.url, JSON.stringify({ query }));
    if (!text.includes('Failure')) expect(codes).not.toHaveLength(0);
    for (const code of codes) expect(requestCodes).toContain(code);
    expectNoSecret(text);
    const asked = await request(`${facade.url}/graphql?query=${encodeURIComponent(query)}`);
    expectNoSecret(await asked.body.text());
    expectNoSecret(facade.lines.join('\n'));
  });

  const variables = [
    `"${canary}"`,
    `["${canary}"]`,
    `{"currentPassword":["${canary}"],"newPassword":{"a":"${canary}"}}`,
    `{"currentPassword":{"${'value'}":"${canary}"},"newPassword":"${canary}"}`,
    `{"currentPassword":"${canary}"}`,
    `{"currentPassword":"${canary}","newPassword":null}`,
    `{"currentPassword":"${canary}","newPassword":7}`,
  ];
  test.each(variables)('variables %s', async (value) => {
    const { text, codes } = await post(
      facade.url,
      `{"query":${JSON.stringify(changeMyPassword)},"variables":${value}}`,
    );
    expect(codes).not.toHaveLength(0);
    for (const code of codes) expect(requestCodes).toContain(code);
    expectNoSecret(text);
    expectNoSecret(facade.lines.join('\n'));
  });

  const bodies = [
    `{"query":${canary}`,
    `{"query":"${canary}`,
    `"${canary}"`,
    canary,
    `["${canary}"]`,
    `[{"query":"{ ${canary.replace('-', '(')} }"}]`,
    `{"query":["${canary}"]}`,
    `{"query":"{ __typename }","operationName":"${canary}"}`,
    `{"query":"{ __typename }","operationName":["${canary}"]}`,
    `{"query":"{ __typename }","extensions":"${canary}"}`,
    `{"password":"${canary}"}`,
  ];
  test.each(bodies)('body %s', async (body) => {
    const { text, codes } = await post(facade.url, body);
    expect(codes).not.toHaveLength(0);
    for (const code of codes) expect(requestCodes).toContain(code);
    expectNoSecret(text);
    expectNoSecret(facade.lines.join('\n'));
  });
});
