import type { Ticket } from './answer-cache.ts';
import type { Finding } from './causes.ts';
import type { Operation } from './contract.ts';
import type { Exchanging } from './token-exchange.ts';

/** How a call is sent. */
export interface Sending extends Exchanging {
  /** Where a good answer is kept. */
  readonly ticket?: Ticket;
  /** Whether over a connection that is known to be alive, which takes longer. */
  readonly isFresh: boolean;
  /** What the header carries: null for no header; when absent, the credentials of the call or the token that stands for them. */
  readonly authorization?: string | null;
  /**
   * Called when the call may be sent, right before it is; again where it is sent again under a new token. It returns how many
   * milliseconds it may take at most, and may throw, so that the call is not sent.
   */
  readonly begin?: () => number;
}

/**
 * Called with each call that is sent, including retries, and its headers. It returns a listener for the end of the call, which
 * gets the HTTP status, or the code of what went wrong instead.
 */
export type Watcher = (call: {
  readonly operation: Operation;
  readonly headers: Record<string, string>;
}) => (ending: number | string) => void;

/** A failed call, for operators of the facade. A refusal or a fault of the caller is not a failed call. */
export interface FailedCall {
  readonly operation: Operation;
  readonly requestId: string;
  /** The HTTP status, where an answer arrived. */
  readonly status?: number;
  readonly finding: Finding;
}
