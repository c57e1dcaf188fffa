import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onServerCore } from './cores.ts';
import type { Server } from './servers.ts';
import type { Upstream } from './upstream.ts';

/** A server that runs in a process of its own. */
export interface Running {
  readonly url: URL;
  readonly pid: number;
  close(): Promise<void>;
}

const mostStartMs = 30_000;

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/**
 * Starts a server over the upstream. It is expected to print its address on a line of its standard output.
 * @throws {Error} with the end of what it printed, when it ends or says nothing for half a minute
 */
export async function startServer({ program, env }: Server, upstream: Upstream): Promise<Running> {
  const child = spawn(...onServerCore(process.execPath, [program]), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      HOST: '127.0.0.1',
      PORT: '0',
      RUNAI_URL: upstream.runaiUrl,
      RUNAI_VERSION: '2.22',
      KESTRA_URL: upstream.kestraUrl,
      ...env,
    },
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  try {
    const url = await addressOf(child);
    await listens(url);
    return { url, pid: child.pid ?? 0, close: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function addressOf(child: ChildProcess): Promise<URL> {
  const { promise, resolve, reject } = Promise.withResolvers<URL>();
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      printed.push(line);
      if (printed.length > 20) printed.shift();
      const [address] = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(line) ?? [];
      if (address) resolve(new URL(address));
    });
  }
  const timer = setTimeout(() => reject(new Error('It printed no address.')), mostStartMs);
  child.on('error', reject);
  child.on('exit', () => reject(new Error(`It ended: ${printed.join(' ')}`)));
  return promise.finally(() => clearTimeout(timer));
}

/** Waits until the address accepts connections. */
async function listens(url: URL): Promise<void> {
  const end = performance.now() + 5000;
  for (;;) {
    try {
      await fetch(url, { method: 'POST' });
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(timer);
}
