import { RestClient } from '../../src/rest/client.ts';
import { ClientPresence } from '../../src/rest/client-presence.ts';
import { RestSession } from '../../src/rest/session.ts';
import type { SessionOptions } from '../../src/rest/session-options.ts';
import { RunaiApi } from '../../src/runai/api.ts';
import { runaiContract, runaiDialects } from '../../src/runai/connection.ts';
import { runaiRefusal } from '../../src/runai/error-body.ts';
import { type Facade, graphOver } from './facade.ts';

/** The time that a platform has for an answer, in milliseconds. */
const timeoutMs = 400;

const write = 'mutation { createUser(input: { email: "new@example.com" }) { __typename } }';
/** What finds out its fate. */
export const look = 'GET /api/v1/users?search=new%40example.com&offset=0&limit=500';
/** The answer of a platform that did it. */
export const created = JSON.stringify({
  id: 'made',
  username: 'new@example.com',
  createdBy: 'admin@sandbox.test',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  lastLogin: null,
  isLocal: true,
  groups: [],
  tempPassword: 'made-up',
});

export const unavailable = 'UPSTREAM_UNAVAILABLE';
export const bad = 'UPSTREAM_BAD_RESPONSE';
export const late = 'UPSTREAM_TIMEOUT';

export const facadeAt = ({ url }: { readonly url: string }) =>
  graphOver({ users: 1 }, { RUNAI_URL: url, UPSTREAM_TIMEOUT_MS: String(timeoutMs) });

/** Writes, and returns what the client is told of a failure. */
export async function failureOf(facade: Facade): Promise<object | undefined> {
  const { errors } = await facade.ask(write);
  return errors?.[0]?.extensions;
}

/** A client of a platform, without a facade. */
export const clientAt = (url: string) =>
  new RestClient({
    name: 'Run:ai',
    headers: ['Authorization'],
    url: new URL(url),
    contract: runaiContract('2.24'),
    timeoutMs: 5000,
    breaker: { failures: 1000, pauseMs: 1000 },
    ownRefusal: runaiRefusal,
    probe: { operation: 'get_users' },
  });

/** The API as one request has it. */
export const writing = (client: RestClient, options: Partial<SessionOptions>) =>
  new RunaiApi(
    new RestSession(client, {
      authorization: 'Bearer sandbox-admin',
      requestId: 'test',
      client: new ClientPresence(),
      deadline: Date.now() + 5000,
      concurrency: 100,
      budget: { allowed: 100, made: 0 },
      ledger: { calls: [], plans: [], writes: [] },
      ...options,
    }),
    runaiDialects('2.24').now,
  );
