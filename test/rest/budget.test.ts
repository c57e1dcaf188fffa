import { afterAll, beforeAll, expect, test } from 'vitest';
import { RestClient } from '../../src/rest/client.ts';
import { ClientPresence } from '../../src/rest/client-presence.ts';
import type { Ledger } from '../../src/rest/ledger.ts';
import { RestSession } from '../../src/rest/session.ts';
import type { SessionOptions } from '../../src/rest/session-options.ts';
import { RunaiApi } from '../../src/runai/api.ts';
import { runaiContract, runaiDialects } from '../../src/runai/connection.ts';
import { runaiRefusal } from '../../src/runai/error-body.ts';
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
function apiWith(allowed: number, options: Partial<SessionOptions> = {}, at = client) {
  const budget = { allowed, made: 0 };
  const ledger: Ledger = { calls: [], plans: [], writes: [] };
  const session = new RestSession(at, {
    authorization: 'Bearer sandbox-admin',
    requestId: 'test',
    client: new ClientPresence(),
    deadline: Date.now() + 5000,
    concurrency: 32,
    budget,
    ledger,
    ...options,
  });
  return { api: new RunaiApi(session, runaiDialects('2.24').now), ledger, budget };
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

test('a call that was not made says nothing of the platform: neither that it lives nor that it is out of order', async () => {
  const dead = new RestClient({
    ...client.upstream,
    url: new URL('http://127.0.0.1:1'),
    breaker: { failures: 2, pauseMs: 20 },
  });
  const late = { deadline: Date.now() - 1 };
  for (let call = 0; call < 3; call++) {
    await expect(apiWith(1, late, dead).api.deleteUser('x')).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  }
  expect(dead.breaker.state, 'calls that came too late are no outages').toBe('closed');

  await Promise.allSettled(['x', 'y'].map((id) => apiWith(1, {}, dead).api.deleteUser(id)));
  await expect.poll(() => dead.breaker.pausesForMs).toBe(0);
  await expect(apiWith(0, {}, dead).api.deleteUser('x')).rejects.toMatchObject({ code: 'COST_LIMIT_EXCEEDED' });
  await expect(apiWith(1, late, dead).api.deleteUser('x')).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  expect(dead.breaker.state, 'and no signs of life').toBe('open');
  await expect(apiWith(1, {}, dead).api.deleteUser('x')).rejects.toMatchObject({ outcome: 'NOT_SENT' });
  await dead.close();
});
