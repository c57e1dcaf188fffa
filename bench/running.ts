import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
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

/** The program cannot be run here, or ended before it served. The message is what it printed last. */
export class NotStartedError extends Error {
  override readonly name = 'NotStartedError';
}

/**
 * Starts a server over the upstream. It is expected to print its address on a line of its own.
 * @throws {NotStartedError} when it ends, or does not serve within half a minute
 */
export async function startServer({ program, flags = [], env }: Server, upstream: Upstream): Promise<Running> {
  const child = spawn(...onServerCore(process.execPath, [...flags, program]), {
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
    return { url: await served(child), pid: child.pid ?? 0, close: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** The address, once it accepts connections. */
function served(child: ChildProcess): Promise<URL> {
  const { promise, resolve, reject } = Promise.withResolvers<URL>();
  const fail = (what: string) => reject(new NotStartedError(`${what}: ${printed.slice(-5).join(' ')}`));
  const printed: string[] = [];
  let address: string | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      if (printed.push(line) > 20) printed.shift();
      if (address) return;
      // The first one is its own; more may follow of what it speaks to.
      [address] = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(line) ?? [];
      if (address) accepts(new URL(address), child).then(resolve);
    });
  }
  const timer = setTimeout(() => fail('It does not serve'), mostStartMs);
  child.on('error', ({ message }) => fail(message));
  // Its streams are read to their end by then, unlike at its exit.
  child.on('close', () => fail('It ended'));
  return promise.finally(() => clearTimeout(timer));
}

/** Resolves with the address when a connection is accepted; never, when the program ends before. */
async function accepts(url: URL, child: ChildProcess): Promise<URL> {
  while (child.exitCode === null && child.signalCode === null) {
    const answered = await fetch(url, { method: 'POST' }).catch(() => undefined);
    if (answered) return url;
    await wait(50);
  }
  return new Promise(() => undefined);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(timer);
}
