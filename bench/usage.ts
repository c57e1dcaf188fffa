import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface Usage {
  /** Milliseconds of CPU, of all its threads, in user and system mode. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** Linux tells times in hundredths of a second to every program, whatever it counts in itself. */
const msPerTick = 10;

/** Reads what a process has used: from `/proc` on Linux, by `ps` elsewhere. */
export function usageOf(pid: number): Usage {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name, which may hold anything; the rest begins after its bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [, rss] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * msPerTick, rssMb: Number(rss) / 1024 };
}

function fromPs(pid: number): Usage {
  const [time = '', rss = ''] = execFileSync('ps', ['-o', 'time=,rss=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  const seconds = time.split(/[:-]/).reduce((sum, part) => sum * 60 + Number(part), 0);
  return { cpuMs: seconds * 1000, rssMb: Number(rss) / 1024 };
}
