import type { Operation } from './contract.ts';
import type { WriteRecord } from './writes.ts';

/** One REST call of a request, for logs, metrics and `x-explain`. Names and numbers only: no value of any kind. */
export interface CallRecord {
  readonly operation: Operation;
  /** Why the planner chose it. */
  readonly reason: string;
  /** Whether another call that was under way gave the answer, so that none was made. */
  readonly shared: boolean;
  /** Whether the answer was kept from an earlier call, so that none was made. */
  readonly cached?: true;
  /** Tells how many rows a list answer has, as far as is known. */
  readonly rows: () => number | undefined;
  /** When the call was sent and when its answer or failure was there, repeats included; undefined until then. */
  readonly time: CallTime;
}

/** In milliseconds of `performance.now()`. */
export interface CallTime {
  startedAt: number | undefined;
  endedAt: number | undefined;
}

/** What the sessions of one GraphQL request note, those of all platforms together, in order. */
export interface Ledger {
  readonly calls: CallRecord[];
  /** The strategies by which batches were read. */
  readonly plans: string[];
  /** The writes that were sent. */
  readonly writes: WriteRecord[];
}

/** Whether a call was made for the request, rather than its answer taken from another call. */
export const isMade = ({ shared, cached }: CallRecord) => !shared && !cached;

/** REST calls that a request may make, all platforms together, repeated ones not counted. */
export interface Budget {
  readonly allowed: number;
  made: number;
}

/** Notes an exchange of credentials for a token, which does not count against a budget. @returns a function for its end */
export function noteExchange({ calls }: Ledger, operation: Operation): () => void {
  const time: CallTime = { startedAt: performance.now(), endedAt: undefined };
  const reason = 'Exchanges the client credentials for a token.';
  calls.push({ operation, reason, shared: false, rows: () => undefined, time });
  return () => {
    time.endedAt = performance.now();
  };
}
