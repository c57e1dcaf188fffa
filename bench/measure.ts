import { Client, type Load } from './load.ts';
import type { Running } from './running.ts';
import type { Upstream } from './upstream.ts';
import { usageOf } from './usage.ts';
import type { Question } from './workloads.ts';

/** What a number of equal requests cost. */
export interface Measurement {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the server's CPU for one request. */
  readonly cpuMs: number;
  /** The part of a core that the server used: below 0.9, something else held it up. */
  readonly busy: number;
  /** Resident memory of the server at the end. */
  readonly rssMb: number;
  /** REST calls for one request. */
  readonly calls: number;
}

const leadInMs = 150;

/**
 * Measures a server on one question, after a lead-in that opens its connections.
 * @param wanted the only answer that counts as one, to the byte
 * @throws {Error} when any answer is another, or a REST call was refused
 */
export async function measure(
  running: Running,
  upstream: Upstream,
  question: Question,
  wanted: Buffer,
  load: Load,
): Promise<Measurement> {
  const client = new Client(running.url, load.connections);
  try {
    await client.drive(question, wanted, { ...load, ms: leadInMs, requests: load.connections });
    const [calls, refusals, usage] = [upstream.calls(), upstream.refusals(), usageOf(running.pid)];
    const { latencies, ms } = await client.drive(question, wanted, load);
    const { cpuMs, rssMb } = usageOf(running.pid);
    if (upstream.refusals() > refusals) throw new Error('It made a REST call that was refused.');
    const requests = latencies.length;
    return {
      requests,
      perSecond: (requests / ms) * 1000,
      p50: at(latencies, 0.5),
      p99: at(latencies, 0.99),
      cpuMs: (cpuMs - usage.cpuMs) / requests,
      busy: (cpuMs - usage.cpuMs) / ms,
      rssMb,
      calls: (upstream.calls() - calls) / requests,
    };
  } finally {
    await client.close();
  }
}

/** The median of each number over the rounds. */
export function medianOf(rounds: readonly Measurement[]): Measurement {
  const median = (name: keyof Measurement) => at(Float64Array.from(rounds, (round) => round[name]).sort(), 0.5);
  return {
    requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
    perSecond: median('perSecond'),
    p50: median('p50'),
    p99: median('p99'),
    cpuMs: median('cpuMs'),
    busy: median('busy'),
    rssMb: median('rssMb'),
    calls: median('calls'),
  };
}

function at(ascending: Float64Array, part: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * part))] ?? Number.NaN;
}
