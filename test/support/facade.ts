import { request } from 'undici';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { type SandboxOptions, startRunai } from '../../src/sandbox/runai.ts';
import { createLogger } from '../../src/server/logging.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';

/** What the facade answered. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A fault of the sandbox, as its control endpoint takes it. */
export interface Fault {
  readonly operationId: string;
  readonly times?: number;
  readonly latencyMs?: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly body?: 'truncated' | 'not-json' | 'wrong-shape';
  readonly connection?: 'reset' | 'stall';
}

export interface AskOptions {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborts when the client leaves. */
  readonly signal?: AbortSignal;
}

/** A call as the sandbox's log has it; the status is null while no answer went out. */
export interface ServedCall {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly operationId: string | null;
  readonly status: number | null;
}

export type Facade = Awaited<ReturnType<typeof graphOver>>;

type Version = '2.24' | '2.22' | 'legacy';

/** Starts a sandbox and a facade before it, both on real sockets. `env` are settings of the facade. */
export async function graphOver(
  sandboxOptions: SandboxOptions & { version?: Version } = {},
  env: Readonly<Record<string, string>> = {},
) {
  const version = sandboxOptions.version ?? '2.24';
  const sandbox = await startRunai({ users: 200, ...sandboxOptions, version });
  const lines: string[] = [];
  const config = loadConfig({ RUNAI_URL: sandbox.url, RUNAI_VERSION: version, PLATFORMS: 'runai', PORT: '0', ...env });
  const app = await startApp(config, createLogger(config.logLevel, { write: (line) => lines.push(line) }));
  const controlUrl = `${sandbox.url}/__sandbox`;

  async function served(): Promise<ServedCall[]> {
    const { body } = await request(`${controlUrl}/calls`);
    return (await body.json()) as ServedCall[];
  }

  return {
    url: app.url,
    sandboxUrl: sandbox.url,
    /** Every line that was logged. */
    lines,
    /** Sends an operation as a client would. A null token sends no credentials. */
    async ask<Data, Variables>(
      document: TypedDocumentString<Data, Variables> | string,
      variables?: Variables,
      { token = 'sandbox-admin', headers = {}, signal }: AskOptions = {},
    ): Promise<Answer<Data>> {
      const { body } = await request(`${app.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query: document.toString(), variables }),
        signal,
      });
      return (await body.json()) as Answer<Data>;
    },
    /** The REST calls since the last time, decoded: `GET /api/v1/users?offset=0&limit=20`. */
    async calls(): Promise<string[]> {
      const calls = await served();
      await (await request(`${controlUrl}/calls`, { method: 'DELETE' })).body.dump();
      return calls.map(({ method, path, query }) => decodeURIComponent(`${method} ${path}${query && `?${query}`}`));
    },
    /** The sandbox's call log as it stands; it is not emptied. */
    served,
    /** Makes the sandbox misbehave from now on; with no fault, behave. */
    async misbehave(...faults: readonly Fault[]): Promise<void> {
      const answer = await request(`${controlUrl}/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      });
      if (answer.statusCode !== 204) throw new Error(`The sandbox refused the faults: ${await answer.body.text()}`);
    },
    async close(): Promise<void> {
      await app.close();
      await sandbox.close();
    },
  };
}
