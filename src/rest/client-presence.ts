/**
 * Whether the client of a request still waits for the answer. An `AbortSignal` says as much, but every request would have
 * to pay for one, and for its event listeners.
 */
export class ClientPresence {
  #hasLeft = false;
  readonly #listeners: (() => void)[] = [];

  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** Calls a listener once, when the client leaves. It is not called for a client that has left already. */
  onLeave(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** The client has left, or nobody needs the answer any more. */
  leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    for (const listener of this.#listeners) listener();
  }
}
