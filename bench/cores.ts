import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The core for the server, and another for the upstream and the load; undefined where processes cannot be pinned. */
export const cores: { readonly server: string; readonly load: string } | undefined = allowed();

/**
 * Moves this process, which is upstream and load, to its core, and keeps that awake. Whoever writes to a process on a core
 * that sleeps has to wake it, which on a virtual machine takes up to 20 µs of the writer's CPU: the fewer requests a server
 * answered, the more each would cost it.
 */
export function pinThisProcess(): void {
  if (!cores) return;
  execFileSync('taskset', ['-a', '-p', '-c', cores.load, String(process.pid)], { stdio: 'ignore' });
  const stayAwake = () => setImmediate(stayAwake);
  stayAwake();
}

/** A command for the server's core. */
export function onServerCore(program: string, args: readonly string[]): [string, string[]] {
  return cores ? ['taskset', ['-c', cores.server, program, ...args]] : [program, [...args]];
}

function allowed(): typeof cores {
  if (availableParallelism() < 2) return undefined;
  try {
    const answer = execFileSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' });
    const [server, load] = listed(answer.split(':').at(-1) ?? '');
    return server && load ? { server, load } : undefined;
  } catch {
    // Only Linux has it.
    return undefined;
  }
}

/** The cores of a list as `taskset` prints it: `0-3,7`. */
function listed(text: string): string[] {
  return text
    .trim()
    .split(',')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
    });
}
