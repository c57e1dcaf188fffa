import { ClientGoneError, TimeoutError } from '../errors.ts';
import type { ClientPresence } from './client-presence.ts';

/** The time that one GraphQL request has at one platform: until its deadline, or until its client leaves. */
export class RequestTime {
  readonly #platform: string;
  readonly #client: ClientPresence;
  readonly #deadline: number;
  readonly #waiting = new Set<(reason: Error) => void>();
  #timer: NodeJS.Timeout | undefined;
  #isListening = false;

  /**
   * @param platform the name that messages give it
   * @param deadline epoch milliseconds
   */
  constructor(platform: string, client: ClientPresence, deadline: number) {
    this.#platform = platform;
    this.#client = client;
    this.#deadline = deadline;
  }

  /** Milliseconds until the deadline. */
  get leftMs(): number {
    return this.#deadline - Date.now();
  }

  /** @throws {ClientGoneError | TimeoutError} when the time is over */
  check(): void {
    if (this.#client.hasLeft) throw new ClientGoneError();
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
      this.#waiting.add(stop);
      answer.then(
        (value) => {
          this.#settled(stop);
          resolve(value);
        },
        (error) => {
          this.#settled(stop);
          reject(error);
        },
      );
    });
  }

  #listen(): void {
    this.#timer ??= setTimeout(() => this.#stop(this.#late()), this.leftMs);
    if (this.#isListening) return;
    this.#isListening = true;
    this.#client.onLeave(() => this.#stop(new ClientGoneError()));
  }

  #settled(stop: (reason: Error) => void): void {
    this.#waiting.delete(stop);
    if (this.#waiting.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #stop(reason: Error): void {
    for (const stop of this.#waiting) stop(reason);
  }

  #late(): TimeoutError {
    return new TimeoutError(`${this.#platform} did not answer before the time of the request ran out.`, false);
  }
}
