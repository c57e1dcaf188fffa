import type { Ticket } from './answer-cache.ts';
import type { Call } from './call.ts';
import type { RestClient } from './client.ts';
import { type CallTime, noteExchange } from './ledger.ts';
import type { Pace } from './pace.ts';
import type { RequestTime } from './request-time.ts';
import { pauseBeforeRetry } from './retry.ts';
import type { SessionOptions } from './session-options.ts';
import { Slots, type Turns } from './slots.ts';
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
  readonly #options: Pick<SessionOptions, 'ledger' | 'onAccepted'>;
  readonly #slots: Turns;
  readonly #time: RequestTime;

  constructor(
    client: RestClient,
    options: Pick<SessionOptions, 'ledger' | 'concurrency' | 'turns' | 'onAccepted'>,
    time: RequestTime,
  ) {
    this.#client = client;
    this.#options = options;
    this.#slots = options.turns ?? new Slots(options.concurrency);
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

  /**
   * Sends a read, and again after transient errors. Where callers are paced, a platform that asks for fewer calls has it wait as
   * long as there is time.
   */
  async read(call: Call, time: CallTime, { ticket, isFresh = false }: ReadOptions): Promise<unknown> {
    const { pace } = this.#client;
    const turn = this.#slots.take();
    if (turn) await turn;
    time.startedAt = performance.now();
    // Others may wait for the same read, whose time is another.
    const onExchange = this.exchanging?.onExchange;
    try {
      for (let repeats = 0, refusals = 0; ; ) {
        if (pace) await this.#takeTurn(pace, call);
        const sentAt = performance.now();
        try {
          const answer = await this.#client.send(call, {
            isFresh: isFresh || repeats + refusals > 0,
            onExchange,
            ticket,
          });
          pace?.answered(call.sender.authorization);
          this.#options.onAccepted?.();
          return answer;
        } catch (error) {
          if (pace?.isRefusal(error, call.sender.authorization, sentAt)) {
            refusals++;
            continue;
          }
          const pauseMs = pauseBeforeRetry(error, repeats);
          if (pauseMs === undefined) throw error;
          repeats++;
          await call.pause(pauseMs);
        }
      }
    } finally {
      this.#slots.release();
    }
  }

  /** Sends a write, once. No read that starts after it has an answer from before. @param begin as in `Sending` */
  async write(call: Call, time: CallTime, begin: () => number): Promise<unknown> {
    const { pace } = this.#client;
    await this.#slots.take();
    let sentAt = Infinity;
    try {
      if (pace) await this.#takeTurn(pace, call);
      sentAt = performance.now();
      const answer = await this.#client.send(call, { isFresh: true, begin, ...this.exchanging });
      this.#options.onAccepted?.();
      return answer;
    } catch (error) {
      if (sentAt < Infinity) pace?.isRefusal(error, call.sender.authorization, sentAt);
      throw error;
    } finally {
      time.endedAt = performance.now();
      this.#slots.release();
      this.#client.forget();
    }
  }

  /** @throws {RateLimitedError} where there is no time to wait for it */
  async #takeTurn(pace: Pace, call: Call): Promise<void> {
    const waitMs = pace.turn(call.sender.authorization, this.#time.leftMs);
    if (waitMs > 0) await call.pause(waitMs);
  }
}
