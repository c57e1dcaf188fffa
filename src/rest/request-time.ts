import { ClientGoneError, TimeoutError } from '../errors.ts';

/** The time that one GraphQL request has at one platform: until its deadline, or until its client leaves. */
export class RequestTime {
  readonly #platform: string;
  readonly #signal: AbortSignal;
  readonly #deadline: number;
  readonly #waiting = new Set<(reason: Error) => void>();
  #timer: NodeJS.Timeout | undefined;
  #isListening = false;

  /**
   * @param platform the name that messages give it
   * @param signal aborts when the client leaves
   * @param deadline epoch milliseconds
   */
  constructor(platform: string, signal: AbortSignal, deadline: number) {
    this.#platform = platform;
    this.#signal = signal;
    this.#deadline = deadline;
  }

  /** Milliseconds until the deadline. */
  get leftMs(): number {
    return this.#deadline - Date.now();
  }

  /** @throws {ClientGoneError | TimeoutError} when the time is over */
  check(): void {
    if (this.#signal.aborted) throw new ClientGoneError();
    if (this.leftMs <= 0) throw this.#late();
  }

  /**
   * Waits for an answer while there is time.
   * @param release called when the time is over before the answer is there
   * @throws {ClientGoneError | TimeoutError} when the time is over
   */
  until<T>(answer: Promise<T>, release: () => void): Promise<T> {
    this.#listen();
    return new Promise((resolve, reject) => {
      const stop = (reason: Error) => {
        // Once only: the deadline may pass after the client has left, and others may still wait for the same answer.
        this.#waiting.delete(stop);
        release();
        reject(reason);
      };
      const settle = () => {
        this.#waiting.delete(stop);
        if (this.#waiting.size > 0) return;
        clearTimeout(this.#timer);
        this.#timer = undefined;
      };
      this.#waiting.add(stop);
      answer.then(resolve, reject);
      answer.then(settle, settle);
    });
  }

  #listen(): void {
    this.#timer ??= setTimeout(() => this.#stop(this.#late()), this.leftMs);
    if (this.#isListening) return;
    this.#isListening = true;
    this.#signal.addEventListener('abort', () => this.#stop(new ClientGoneError()), { once: true });
  }

  #stop(reason: Error): void {
    for (const stop of this.#waiting) stop(reason);
  }

  #late(): TimeoutError {
    return new TimeoutError(`${this.#platform} did not answer before the time of the request ran out.`, false);
  }
}
