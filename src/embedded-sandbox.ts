import type { Config } from './config.ts';
import { type PlatformName, type PlatformSettings, platforms } from './platforms.ts';
import type { Example } from './sandbox/example.ts';
import type { Sandbox, SandboxOptions } from './sandbox/http.ts';

/** Where a sandbox serves a platform, and what it takes to try it. Plain data, which can be sent to another process. */
export interface SandboxEndpoint {
  readonly url: string;
  readonly example: Example;
}
export type SandboxEndpoints = Readonly<Partial<Record<PlatformName, SandboxEndpoint>>>;

/** The sandboxes that serve the facade. */
export interface EmbeddedSandboxes {
  readonly endpoints: SandboxEndpoints;
  close(): Promise<void>;
}

/** Sandboxes that run. */
export interface Sandboxes {
  readonly running: ReadonlyMap<PlatformName, Sandbox>;
  close(): Promise<void>;
}

/**
 * Starts the sandboxes of these platforms; all of them, or none. Only their code is loaded: with its database it is a
 * large part of the program.
 * @param portOf the port of each; any free one when absent
 */
export async function startSandboxes(
  names: readonly PlatformName[],
  settings: PlatformSettings,
  options: SandboxOptions,
  portOf: (name: PlatformName) => number = () => 0,
): Promise<Sandboxes> {
  const running = new Map<PlatformName, Sandbox>();
  const close = async () => {
    await Promise.all([...running.values()].map((sandbox) => sandbox.close()));
  };
  try {
    for (const name of names) {
      const { start } = await platforms[name].sandbox(settings[name]);
      running.set(name, await start({ ...options, port: portOf(name) }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { running, close };
}

/** Starts the sandbox of each platform that has no URL, and finds somebody to try things on there; all of it, or nothing. */
export async function startEmbeddedSandboxes(config: Config): Promise<EmbeddedSandboxes> {
  const missing = config.platforms.filter((name) => !config[name].url);
  const { running, close } = await startSandboxes(missing, config, config.sandbox);
  try {
    const endpoints = [...running].map(async ([name, { url }]) => {
      const { example } = await platforms[name].sandbox(config[name]);
      return [name, { url, example: await example(url) }] as const;
    });
    return { endpoints: Object.fromEntries(await Promise.all(endpoints)), close };
  } catch (error) {
    await close();
    throw error;
  }
}
