import { serverAudits } from 'graphql-http';
import { fetch } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 1 });
});
afterAll(() => facade.close());

const withToken: typeof fetch = (url, { headers, ...init } = {}) =>
  fetch(url, { ...init, headers: { authorization: 'Bearer sandbox-admin', ...(headers as Record<string, string>) } });

// Every audit of the GraphQL over HTTP specification is a test: neither an error nor a warning passes.
const audits = serverAudits({ url: () => `${facade.url}/graphql`, fetchFn: withToken });

test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id: $name', async ({ fn }) => {
  const result = await fn();
  expect(result.status === 'ok' ? undefined : result.reason).toBeUndefined();
});

test('the audits are the sixty-one that the specification has', () => {
  expect(audits).toHaveLength(61);
});
