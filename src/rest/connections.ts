import { Client, type Dispatcher, Pool } from 'undici';

/** Bytes of an answer's body at most, in its content coding and out of it. */
export const largestAnswer = 64 * 1024 * 1024;

/** What carries a request, as a kept connection tells it when the request starts. */
export interface Carrier {
  /** Whether the connection was kept after an earlier answer. */
  readonly isKept: boolean;
}

/** Milliseconds for which a connection counts as known to be alive after its last answer: no balancer is that quick. */
const freshForMs = 100;

/**
 * A platform's connections: those that are kept for as long as it allows, for reads, and those that are new or have
 * just been used, for writes and for whatever a kept one failed.
 *
 * A balancer may drop an idle connection without a word, which shows when the next request fails on it. A read can then
 * be repeated. Of a write nobody could say whether it was done, so writes do not risk it: they pay for a new connection
 * unless another write has just ended.
 */
export class Connections {
  readonly kept: Dispatcher;
  readonly fresh: Dispatcher;

  /** @param timeoutMs for making a connection */
  constructor(origin: string, timeoutMs: number) {
    const options = { maxResponseSize: largestAnswer, connect: { timeout: timeoutMs } };
    this.kept = new Pool(origin, {
      ...options,
      connections: 256,
      factory: (url, settings) => new KeptConnection(url, settings),
    });
    this.fresh = new Pool(origin, {
      ...options,
      connections: 64,
      keepAliveTimeout: freshForMs,
      keepAliveMaxTimeout: freshForMs,
    });
  }

  /** Lets calls in flight end, then closes the connections. */
  async close(): Promise<void> {
    await Promise.all([this.kept.close(), this.fresh.close()]);
  }
}

/** A connection, made anew when it breaks, that tells each request whether it was kept after an earlier answer. */
class KeptConnection extends Client {
  #current = { hasAnswered: false };

  constructor(origin: URL, options: Client.Options) {
    super(origin, options);
    this.on('connect', () => {
      this.#current = { hasAnswered: false };
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    let connection = this.#current;
    return super.dispatch(options, {
      onRequestStart: (controller) => {
        connection = this.#current;
        handler.onRequestStart?.(controller, { isKept: connection.hasAnswered } satisfies Carrier);
      },
      onRequestSent: () => handler.onRequestSent?.(),
      onResponseStarted: () => handler.onResponseStarted?.(),
      onResponseStart: (controller, status, headers) => handler.onResponseStart?.(controller, status, headers),
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => {
        connection.hasAnswered = true;
        handler.onResponseEnd?.(controller, trailers);
      },
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    });
  }
}
