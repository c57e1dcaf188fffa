import { afterAll, afterEach } from 'vitest';
import type { LoggedCall } from '../../src/sandbox/call-log.ts';
import { type Sandbox, startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from './checked-client.ts';

/** The headers of a caller who may do everything. */
export const admin = { authorization: 'Bearer sandbox-admin' };

/** Waits for what happens soon but not at once. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (const started = Date.now(); ; await new Promise((resolve) => setTimeout(resolve, 5))) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() - started > 60_000) throw error;
    }
  }
}

/** A Run:ai sandbox under control: its log is emptied and its faults are lifted after each test of the file. */
export async function controlledRunai() {
  const published = new Published('runai-2.22');
  const sandbox: Sandbox = await startRunai({ users: 30, version: '2.22' });
  const { url } = sandbox;
  const call = client(url, published);
  const control = (method: string, what: string, body?: unknown) =>
    fetch(`${url}/__sandbox/${what}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  afterEach(async () => {
    await control('DELETE', 'faults');
    await control('DELETE', 'calls');
  });
  afterAll(() => sandbox.close());
  return {
    published,
    url,
    call,
    control,
    calls: async (): Promise<LoggedCall[]> => (await control('GET', 'calls')).json(),
    async fault(...faults: object[]): Promise<void> {
      const { status } = await control('PUT', 'faults', faults);
      if (status !== 204) throw new Error('the sandbox refused these faults');
    },
    /** A call whose answer may break the contract. */
    raw: (path: string, init: RequestInit = {}) => fetch(url + path, { headers: admin, ...init }),
    create: (email: string, signal?: AbortSignal) =>
      fetch(`${url}/api/v1/users`, {
        method: 'POST',
        headers: { ...admin, 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
        signal: signal ?? null,
      }),
    exists: async (email: string) =>
      (await call<{ count: number }>('GET', `/api/v1/users/count?search=${email}`)).body.count === 1,
  };
}
