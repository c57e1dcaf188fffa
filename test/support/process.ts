import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where processes keep the modules that they compiled, for those that start later (`NODE_COMPILE_CACHE`). */
export const compileCache = `${root}node_modules/.cache/compiled`;

/** What a process retains after a garbage collection. */
export interface Retained {
  /** Bytes on the heap of JavaScript. */
  readonly heapBytes: number;
  /** Connections that are open, of clients and to platforms. */
  readonly sockets: number;
}

const measure = `
  process.on('SIGUSR2', () => {
    gc();
    const sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    console.log('retained ' + JSON.stringify({ heapBytes: process.memoryUsage().heapUsed, sockets }));
  });`;

/** The command that starts a process which tells what it retains. */
export const measured = [
  process.execPath,
  '--expose-gc',
  `--import=data:text/javascript,${encodeURIComponent(measure)}`,
  'src/main.ts',
] as const;

const retainedIn = (printed: string): Retained[] =>
  [...printed.matchAll(/^retained (.*)\n/gm)].map(([, json = '']) => JSON.parse(json));

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
    env: { PORT: '0', SANDBOX_USERS: '100', NODE_COMPILE_CACHE: compileCache, ...settings },
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
    /** What it retains, where it was started by `measured`. */
    async retained(): Promise<Retained> {
      const before = retainedIn(stdout).length;
      child.kill('SIGUSR2');
      for (;;) {
        await once(child.stdout, 'data');
        const last = retainedIn(stdout)[before];
        if (last) return last;
      }
    },
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
