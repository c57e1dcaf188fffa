import type { Config } from './config.ts';
import type { PlatformName } from './graph/schema.ts';
import type { Example } from './sandbox/example.ts';
import type { SandboxOptions } from './sandbox/http.ts';
import type { StandIn } from './sandbox/stand-in.ts';

/** Where a sandbox stands in for a platform, and what it takes to try it. Plain data: it can be told to another process. */
export interface Place {
  readonly url: string;
  readonly example: Example;
}
export type Places = Readonly<Partial<Record<PlatformName, Place>>>;

/** The sandboxes that run. */
export interface StandIns {
  readonly places: Places;
  close(): Promise<void>;
}

type Sandboxes = typeof import('./sandbox/stand-in.ts');

const starts: Readonly<
  Record<PlatformName, (sandboxes: Sandboxes, options: SandboxOptions, config: Config) => Promise<StandIn>>
> = {
  runai: ({ standInForRunai }, options, { runai: { version } }) => standInForRunai({ ...options, version }),
  kestra: ({ standInForKestra }, options) => standInForKestra(options),
};

/**
 * Starts a sandbox in the place of each platform that has no URL; all of them, or none.
 * The code of the sandbox is loaded where one is needed only: with its database it is a large part of the program.
 */
export async function startStandIns(config: Config): Promise<StandIns> {
  const missing = config.platforms.filter((name) => !config[name].url);
  const started = new Map<PlatformName, StandIn>();
  const close = async () => {
    await Promise.all([...started.values()].map((standIn) => standIn.close()));
  };
  if (missing.length === 0) return { places: {}, close };
  const sandboxes = await import('./sandbox/stand-in.ts');
  const { users, latencyMs, database } = config.sandbox;
  try {
    for (const name of missing)
      started.set(name, await starts[name](sandboxes, { users, latencyMs, database }, config));
  } catch (error) {
    await close();
    throw error;
  }
  const places = Object.fromEntries([...started].map(([name, { url, example }]) => [name, { url, example }]));
  return { places, close };
}
