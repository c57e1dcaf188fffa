import { Client } from './load.ts';
import { prepare } from './prepare.ts';
import { startUpstream } from './upstream.ts';
import { usageOf } from './usage.ts';
import { workloads } from './workloads.ts';

/** The facade's memory at a moment of the soak. */
export interface Moment {
  readonly seconds: number;
  readonly requests: number;
  readonly rssMb: number;
}

const most = { requests: 1_000_000, ms: 300_000 };
const chunkMs = 2000;

/**
 * Drives the facade with every workload in turn, each request under a token of its own, for a million requests or five
 * minutes, whichever ends first.
 * @param say gets each moment as it comes
 * @throws {Error} at the first answer that is not the one that was checked
 */
export async function soak(users: number, say: (line: string) => void): Promise<Moment[]> {
  const upstream = await startUpstream(users);
  const facade = await prepare('facade', upstream, workloads, users, 500);
  const client = new Client(facade.url, 32);
  const moments: Moment[] = [];
  try {
    const start = performance.now();
    for (let requests = 0, elapsed = 0; requests < most.requests && elapsed < most.ms; ) {
      for (const { question, wanted } of facade.checked.values()) {
        const left = { ms: Math.min(chunkMs, most.ms - elapsed), requests: most.requests - requests };
        const { latencies } = await client.drive(question, wanted, { connections: 32, identical: false, ...left });
        requests += latencies.length;
        elapsed = performance.now() - start;
      }
      const moment = { seconds: Math.round(elapsed / 1000), requests, rssMb: usageOf(facade.pid).rssMb };
      moments.push(moment);
      say(`${moment.seconds} s: ${moment.requests} requests, ${moment.rssMb.toFixed(0)} MB`);
    }
    return moments;
  } finally {
    await client.close();
    await facade.close();
    await upstream.close();
  }
}
