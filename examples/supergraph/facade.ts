import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A facade in a process of its own. */
export interface FacadeProcess {
  /** Where its graph is served. */
  readonly url: string;
  stop(): void;
}

/**
 * Starts the facade for one platform on any free port, and waits for the address that it prints.
 * @param settings more settings of the facade; without a platform's URL it serves the sandbox
 */
export function startFacade(platform: string, settings: Readonly<Record<string, string>> = {}): Promise<FacadeProcess> {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PLATFORMS: platform,
      SANDBOX: 'on',
      PORT: '0',
      LOG_LEVEL: 'error',
      DRAIN_MS: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const url = /listens at (\S+)/.exec(printed)?.[1];
      if (url) resolve({ url, stop: () => child.kill() });
    });
    child.once('exit', (code) => reject(new Error(`The facade of ${platform} ended with code ${code}.`)));
  });
}
