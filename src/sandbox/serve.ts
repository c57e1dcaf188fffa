import type { Sandbox } from './http.ts';
import { startKestra } from './kestra.ts';
import { type RunaiVersion, startRunai } from './runai.ts';

/** What both embedded platforms need to know. */
export interface ServeConfig {
  readonly host?: string;
  readonly runaiPort?: number;
  readonly runaiVersion?: RunaiVersion;
  readonly kestraPort?: number;
  readonly users?: number;
  readonly latencyMs?: number;
  /** One file for both; their tables have different names. */
  readonly database?: string;
}

/** Both embedded platforms, listening. */
export interface Served {
  readonly runai: Sandbox;
  readonly kestra: Sandbox;
  /** Closes both. */
  close(): Promise<void>;
}

/** Starts both embedded platforms, or neither. */
export async function serve(config: ServeConfig = {}): Promise<Served> {
  const { runaiPort, runaiVersion, kestraPort, ...shared } = config;
  const runai = await startRunai({ ...shared, port: runaiPort, version: runaiVersion });
  try {
    const kestra = await startKestra({ ...shared, port: kestraPort });
    return {
      runai,
      kestra,
      async close() {
        await Promise.all([runai.close(), kestra.close()]);
      },
    };
  } catch (error) {
    await runai.close();
    throw error;
  }
}
