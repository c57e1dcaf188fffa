import { request } from 'undici';
import { startApp } from '../../src/app.ts';
import { loadConfig, loadSandboxConfig } from '../../src/config.ts';
import { startSandboxes } from '../../src/embedded-sandbox.ts';
import type { KestraVersion } from '../../src/kestra/versions.ts';
import { platforms as descriptions, type PlatformName } from '../../src/platforms.ts';
import type { RunaiVersion } from '../../src/runai/versions.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/http.ts';
import { createLogger } from '../../src/server/observability/log.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { kestraQuirks, kestraVersion as kestraUnderTest } from './kestra-under-test.ts';

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
  readonly connection?: 'reset' | 'stall' | 'hold' | 'reset-before' | 'reset-during';
}

export interface AskOptions {
  readonly token?: string | null;
  /** For Kestra, where it is served beside others. */
  readonly kestraToken?: string | null;
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
  readonly token: 'admin' | 'viewer' | 'other' | 'none';
}

export type Facade = Awaited<ReturnType<typeof graphOver>>;

/** Settings by which each operation runs from a kept plan, the first time too: for tests that send a document once. */
export const warmPlans = { JIT_AFTER: '0' } as const;

/** What a test may ask of a sandbox, and tell it. */
export function controls(sandbox: Sandbox) {
  const controlUrl = `${sandbox.url}/__sandbox`;
  async function served(): Promise<ServedCall[]> {
    const { body } = await request(`${controlUrl}/calls`);
    return (await body.json()) as ServedCall[];
  }
  return {
    sandboxUrl: sandbox.url,
    /** The REST calls since `forgetCalls`, decoded: `GET /api/v1/users/count`. */
    async calls(): Promise<string[]> {
      const calls = await served();
      return calls.map(({ method, path, query }) => decodeURIComponent(`${method} ${path}${query && `?${query}`}`));
    },
    /** Empties the sandbox's call log. */
    async forgetCalls(): Promise<void> {
      await (await request(`${controlUrl}/calls`, { method: 'DELETE' })).body.dump();
    },
    /** The sandbox's call log: the same calls, each with its operation, status and token. */
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
  };
}

/**
 * Starts sandboxes and a facade before them, all on real sockets. `env` are settings of the facade.
 * Calls and faults are those of the first platform; those of the second, which is Kestra beside Run:ai, are at `kestra`.
 */
export async function graphOver(
  {
    version = '2.24',
    kestraVersion = kestraUnderTest,
    quirks = kestraQuirks,
    platforms = ['runai'],
    ...sandboxOptions
  }: SandboxOptions & {
    version?: RunaiVersion;
    kestraVersion?: KestraVersion;
    platforms?: readonly PlatformName[];
  } = {},
  env: Readonly<Record<string, string>> = {},
) {
  const options = { users: 200, quirks, ...sandboxOptions };
  const { ofPlatforms } = loadSandboxConfig({ RUNAI_VERSION: version, KESTRA_VERSION: kestraVersion });
  const sandboxes = await startSandboxes(platforms, ofPlatforms, options);
  const [first, second] = sandboxes.running.values();
  if (!first) throw new Error('A facade needs a platform.');
  const urls = [...sandboxes.running].map(([name, { url }]) => [`${name.toUpperCase()}_URL`, url]);
  const lines: string[] = [];
  const config = loadConfig({
    ...Object.fromEntries(urls),
    RUNAI_VERSION: version,
    KESTRA_VERSION: kestraVersion,
    PLATFORMS: platforms.join(','),
    PORT: '0',
    // One test's faults shall not be felt by the next: the breaker is proved on facades of its own.
    BREAKER_FAILURES: '1000000',
    ...env,
  });
  const isAlone = platforms.length === 1;
  /** Each platform's credentials in its own header; the only platform takes the usual one. */
  const credentials = (token: string | null, kestraToken: string | null) =>
    Object.fromEntries(
      platforms.flatMap((name) => {
        const header = isAlone ? 'authorization' : descriptions[name].credentialHeader.toLowerCase();
        const value = name === 'kestra' && !isAlone ? kestraToken : token;
        return value === null ? [] : [[header, `Bearer ${value}`]];
      }),
    );
  const app = await startApp(config, createLogger(config.logLevel, { write: (line) => lines.push(line) }));

  return {
    url: app.url,
    ...controls(first),
    kestra: controls(second ?? first),
    /** The controls of each sandbox, in the order of the platforms. */
    sandboxes: [...sandboxes.running.values()].map(controls),
    /** Every line that was logged. */
    lines,
    /** Sends an operation as a client would. A null token sends no credentials. */
    async ask<Data, Variables>(
      document: TypedDocumentString<Data, Variables> | string,
      variables?: Variables,
      { token = 'sandbox-admin', kestraToken = 'sandbox-admin', headers = {}, signal }: AskOptions = {},
    ): Promise<Answer<Data>> {
      const { body } = await request(`${app.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...credentials(token, kestraToken),
          ...headers,
        },
        body: JSON.stringify({ query: document.toString(), variables }),
        signal,
      });
      return (await body.json()) as Answer<Data>;
    },
    async close(): Promise<void> {
      await app.close();
      await sandboxes.close();
    },
  };
}
