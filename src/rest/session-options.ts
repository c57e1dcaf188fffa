import type { CacheUse } from './answer-cache.ts';
import type { ClientPresence } from './client-presence.ts';
import type { Budget, Ledger } from './ledger.ts';
import type { Turns } from './slots.ts';

/**
 * Set where a request repeats one whose writes were sent by a process that could not tell what became of them: none is sent
 * again, and the platforms are asked.
 */
export interface Resumption {
  /** Milliseconds since the first request began. */
  sinceMs?: number;
}

/** What a session needs to know of the GraphQL request it serves. */
export interface SessionOptions {
  /** The credentials as the header carried them; undefined when the header is absent. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Trace headers of the client, which are passed on to the platforms. */
  readonly trace?: Readonly<Record<string, string>>;
  readonly client: ClientPresence;
  /** Epoch milliseconds at which all calls of the request end. */
  readonly deadline: number;
  /** REST calls in flight at most. */
  readonly concurrency: number;
  /** The order of the calls, where they do not go as `concurrency` says alone. */
  readonly turns?: Turns;
  /** Where the session notes what it does. */
  readonly ledger: Ledger;
  readonly budget: Budget;
  readonly resumption?: Resumption;
  /** How it uses kept answers; undefined where it uses none and keeps none. */
  readonly cache?: CacheUse;
  /** Called with each call that counts against the budget. */
  readonly onCall?: () => void;
  /** Called when the platform has answered a call, and so accepted the credentials. */
  readonly onAccepted?: () => void;
}
