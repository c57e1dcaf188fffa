import { afterAll, beforeAll, expect, test } from 'vitest';
import { RestClient } from '../../src/rest/client.ts';
import { type Ledger, RestSession } from '../../src/rest/session.ts';
import { RunaiApi } from '../../src/runai/api.ts';
import { runaiRefusal } from '../../src/runai/refusals.ts';
import { runaiContract } from '../../src/runai/versions.ts';
import { type Sandbox, startRunai } from '../../src/sandbox/runai.ts';

let sandbox: Sandbox;
let client: RestClient;
beforeAll(async () => {
  sandbox = await startRunai({ users: 5, version: '2.24' });
  client = new RestClient({
    name: 'Run:ai',
    headers: ['Authorization'],
    url: new URL(sandbox.url),
    contract: runaiContract('2.24'),
    timeoutMs: 5000,
    breaker: { failures: 10, pauseMs: 1000 },
    ownRefusal: runaiRefusal,
    probe: { operation: 'get_users' },
  });
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

/** The API as one request has it, which may make so many calls. */
function apiWith(allowed: number) {
  const budget = { allowed, made: 0 };
  const ledger: Ledger = { calls: [], plans: [], writes: [] };
  const session = new RestSession(client, {
    authorization: 'Bearer sandbox-admin',
    requestId: 'test',
    signal: new AbortController().signal,
    deadline: Date.now() + 5000,
    concurrency: 32,
    budget,
    ledger,
  });
  return { api: new RunaiApi(session, '2.24'), ledger, budget };
}

const search = (text: string) => ({ search: text, offset: 0, limit: 1 });

test('what is allowed holds, whatever was foretold: a call beyond it is not made', async () => {
  const { api, ledger, budget } = apiWith(2);
  await api.listUsers(search('a'), 'one');
  await api.listUsers(search('b'), 'two');
  await expect(api.listUsers(search('c'), 'three')).rejects.toMatchObject({ code: 'COST_LIMIT_EXCEEDED', allowed: 2 });
  expect(ledger.calls).toHaveLength(2);
  expect(budget.made).toBe(2);
});

test('a call that is spared counts for nothing', async () => {
  const { api, budget } = apiWith(1);
  await Promise.all([1, 2, 3].map(() => api.listUsers(search('a'), 'the same')));
  expect(budget.made).toBe(1);
});

test('a write beyond it was not sent, and says so', async () => {
  const { api, ledger } = apiWith(0);
  await expect(api.deleteUser('anybody')).rejects.toMatchObject({ code: 'COST_LIMIT_EXCEEDED', outcome: 'NOT_SENT' });
  expect(ledger.writes).toEqual([]);
});
