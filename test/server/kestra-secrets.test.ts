import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';
import type { Fixtures } from '../support/kestra-case.ts';
import { casesUnderTest, loadFixtures } from '../support/kestra-operations.ts';

const canary = 'cAnAry-4b81c';
const tokens = ['sandbox-admin', `token-${canary}`];

let facade: Facade;
let fixtures: Fixtures;
beforeAll(async () => {
  facade = await graphOver(
    { platforms: ['runai', 'kestra'], users: 30 },
    { LOG_LEVEL: 'trace', UPSTREAM_TIMEOUT_MS: '300', KESTRA_IMPERSONATION: 'on' },
  );
  fixtures = await loadFixtures(facade);
});
afterAll(() => facade.close());

const faults: readonly Partial<Fault>[] = [
  {},
  ...[303, 403, 409, 422, 500].map((status) => ({ status, retryAfter: 0 })),
  { connection: 'reset' },
  { body: 'truncated' },
  { body: 'not-json' },
  { body: 'wrong-shape' },
];

function expectNoSecret(text: string): void {
  for (const secret of [canary, ...tokens]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  }
}

test.each(casesUnderTest)('a token is in no line and no answer of $operationId, whatever happens', async (one) => {
  const from = facade.lines.length;
  for (const kestraToken of tokens) {
    for (const fault of faults) {
      await facade.kestra.misbehave({ operationId: one.operationId, ...fault });
      const { data, errors } = await facade.ask(one.document(fixtures), undefined, { kestraToken });
      expectNoSecret(JSON.stringify({ data, errors }));
      expect((errors ?? []).map(({ extensions }) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
    }
  }
  expect(facade.lines.length).toBeGreaterThan(from);
  expectNoSecret(facade.lines.join('\n'));
});

describe('a password', () => {
  const inputs = [
    ['CreateKestraUser', () => ({ email: `${crypto.randomUUID()}@example.com`, password: canary })],
    ['ReplaceKestraUser', () => ({ userId: fixtures.changed.id, email: fixtures.changed.username, password: canary })],
    ['SetKestraUserPassword', () => ({ userId: fixtures.changed.id, password: canary })],
    ['ChangeMyKestraPassword', () => ({ currentPassword: canary, newPassword: canary })],
  ] as const;

  test.each(inputs)('of %s is in no line and no answer', async (name, input) => {
    const field = name.charAt(0).toLowerCase() + name.slice(1);
    for (const fault of [...faults, { connection: 'stall' as const }]) {
      await facade.kestra.misbehave({ operationId: '*', ...fault });
      const answer = await facade.ask<{ it: object | null }, object>(
        `mutation M($input: ${name}Input!) { it: ${field}(input: $input) { __typename ... on Failure { code message } } }`,
        { input: input() },
      );
      expect(answer.data.it ?? answer.errors).toBeTruthy();
      expectNoSecret(JSON.stringify(answer));
    }
    expectNoSecret(facade.lines.join('\n'));
  });
});
