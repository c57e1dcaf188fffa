import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Loaded into a facade before anything else (`--import`): answers each message of the process that started it with what
 * the event loop and the memory went through since the last one. Times are of the main thread's processor, so that they
 * do not depend on what else the machine does.
 */

/** What one request cost. */
export interface Toll {
  /** Milliseconds for which the event loop was blocked, the longest time. */
  readonly blockedMs: number;
  /** Bytes that the process took at most, beyond those that it had. */
  readonly bytes: number;
}

const own = (name: string) => `/proc/self/${name}`;
const kilobytes = (name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(own('status'), 'utf8'))?.[1]);
const cpuMs = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

let last = cpuMs();
let longest = 0;
const look = () => {
  const now = cpuMs();
  longest = Math.max(longest, now - last);
  last = now;
};
setInterval(look, 1).unref();

let before = 0;
let least = Infinity;
/** Of garbage, what may be left in place: to collect it takes longer than most requests. */
const enough = 30_000;
process.on('message', () => {
  look();
  const toll: Toll = { blockedMs: longest, bytes: (kilobytes('VmHWM') - before) * 1024 };
  if (kilobytes('VmRSS') - least > enough) globalThis.gc?.();
  // Resets the peak of the resident set (proc(5)).
  writeFileSync(own('clear_refs'), '5');
  before = kilobytes('VmRSS');
  least = Math.min(least, before);
  last = cpuMs();
  longest = 0;
  process.send?.(toll);
});
process.channel?.unref();
