import type { Ticket } from './answer-cache.ts';
import type { Call } from './call.ts';
import type { RestClient } from './client.ts';
import { type CallTime, noteExchange } from './ledger.ts';
import type { RequestTime } from './request-time.ts';
import { pauseBeforeRetry } from './retry.ts';
import type { SessionOptions } from './session-options.ts';
import { Slots } from './slots.ts';
import type { Exchanging } from './token-exchange.ts';

interface ReadOptions {
  /** Keeps the answer for later calls. */
  readonly ticket?: Ticket | undefined;
  /** Whether a new connection is used for the first try, too. */
  readonly isFresh?: boolean;
}

/** Sends the calls of one request to a platform, so many at once. */
export class CallSender {
  readonly #client: RestClient;
  readonly #options: Pick<SessionOptions, 'ledger'>;
  readonly #slots: Slots;
  readonly #time: RequestTime;

  constructor(client: RestClient, options: Pick<SessionOptions, 'ledger' | 'concurrency'>, time: RequestTime) {
    this.#client = client;
    this.#options = options;
    this.#slots = new Slots(options.concurrency);
    this.#time = time;
  }

  /** How calls take part in the exchange of credentials for a token, which does not count against the budget. */
  get exchanging(): Exchanging | undefined {
    if (!this.#client.tokens) return undefined;
    return {
      onExchange: (operation) => noteExchange(this.#options.ledger, operation),
      within: (answer) => this.#time.until(answer, () => undefined),
    };
  }

  /** Sends a read, and again after transient errors. */
  async read(call: Call, time: CallTime, { ticket, isFresh = false }: ReadOptions): Promise<unknown> {
    const turn = this.#slots.take();
    if (turn) await turn;
    time.startedAt = performance.now();
    // Others may wait for the same read, whose time is another.
    const onExchange = this.exchanging?.onExchange;
    try {
      for (let repeats = 0; ; repeats++) {
        try {
          return await this.#client.send(call, { isFresh: isFresh || repeats > 0, onExchange, ticket });
        } catch (error) {
          const pauseMs = pauseBeforeRetry(error, repeats);
          if (pauseMs === undefined) throw error;
          await call.pause(pauseMs);
        }
      }
    } finally {
      this.#slots.release();
    }
  }

  /** Sends a write, once. No read that starts after it has an answer from before. @param begin as in `Sending` */
  async write(call: Call, time: CallTime, begin: () => number): Promise<unknown> {
    await this.#slots.take();
    try {
      return await this.#client.send(call, { isFresh: true, begin, ...this.exchanging });
    } finally {
      time.endedAt = performance.now();
      this.#slots.release();
      this.#client.forget();
    }
  }
}
