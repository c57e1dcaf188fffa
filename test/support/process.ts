import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts the facade on any free port, with these settings and none of the machine's.
 * @param command as `npm start` does, unless it is another one
 */
export function startProcess(
  settings: Readonly<Record<string, string>>,
  [program, ...parameters]: readonly [string, ...string[]] = [process.execPath, 'src/main.ts'],
) {
  const child = spawn(program, parameters, {
    cwd: root,
    env: { PORT: '0', SANDBOX_USERS: '100', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exited = once(child, 'close').then(([code]: (number | null)[]) => ({ code, stdout, stderr }));
  return {
    /** What it printed, and how it ended. */
    exited,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** What it printed so far. */
    printed: () => stdout,
    /** Waits for the text that greets a person. @returns where it listens, and the text */
    async greeting(): Promise<{ url: string; text: string }> {
      const ended = exited.then(() => true);
      while (!/ -d '.*'\n/.test(stdout)) {
        if (await Promise.race([ended, once(child.stdout, 'data').then(() => false)])) throw new Error(stderr);
      }
      const url = /http:\/\/\S+(?=\/graphql)/.exec(stdout)?.[0] ?? '';
      return { url, text: stdout };
    },
  };
}
