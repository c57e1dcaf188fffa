/** One call as the log keeps it. No header and no body is ever here. */
export interface LoggedCall {
  readonly method: string;
  /** As received: percent-encoded, without the query. */
  readonly path: string;
  /** As received, without the `?`; empty when there was none. */
  readonly query: string;
  /** Null when no operation of the contract matched. */
  readonly operationId: string | null;
  /** Null while the call is pending, and for ever when no answer went out. */
  status: number | null;
  readonly token: 'admin' | 'viewer' | 'tenant-admin' | 'other' | 'none';
}

/** The calls a server received, in the order in which they arrived; the oldest are forgotten above `limit`. */
export class CallLog {
  readonly #limit: number;
  #calls: LoggedCall[] = [];

  constructor(limit = 100_000) {
    this.#limit = limit;
  }

  /** Notes a call that has arrived. The caller sets `status` on it once it is answered. */
  add(call: LoggedCall): LoggedCall {
    // Twice the limit before cutting, so that cutting costs next to nothing per call.
    if (this.#calls.length >= 2 * this.#limit) this.#calls = this.#calls.slice(-this.#limit);
    this.#calls.push(call);
    return call;
  }

  /** The newest calls, oldest first. */
  calls(): readonly LoggedCall[] {
    return this.#calls.slice(-this.#limit);
  }

  clear(): void {
    this.#calls = [];
  }
}
