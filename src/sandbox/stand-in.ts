import { type Example, exampleOf, kestraExampleOf } from './example.ts';
import type { Sandbox, SandboxOptions } from './http.ts';
import { startKestra } from './kestra.ts';
import { type RunaiVersion, startRunai } from './runai.ts';

/** A sandbox in the place of a platform, and what it takes to try it at once. */
export interface StandIn extends Sandbox {
  readonly example: Example;
}

/** A sandbox of Run:ai that speaks a version. */
export async function standInForRunai(options: SandboxOptions & { version: RunaiVersion }): Promise<StandIn> {
  const sandbox = await startRunai(options);
  return { ...sandbox, example: await exampleOf(sandbox.url) };
}

/** A sandbox of Kestra. */
export async function standInForKestra(options: SandboxOptions): Promise<StandIn> {
  const sandbox = await startKestra(options);
  return { ...sandbox, example: await kestraExampleOf(sandbox.url) };
}
