import { Client, type Dispatcher, Pool } from 'undici';

/** The largest body of an answer in bytes, both encoded and decoded. */
export const largestAnswer = 64 * 1024 * 1024;

/** What a kept connection reports about itself when a request starts. */
export interface Carrier {
  /** Whether the connection was kept after an earlier answer. */
  readonly isKept: boolean;
}

/** Milliseconds after its last answer for which a connection counts as alive: no balancer drops one that quickly. */
const freshForMs = 100;

/**
 * A platform's connections. Reads use kept ones, which stay open for as long as the platform allows. Writes, and calls
 * that failed on a kept connection, use fresh ones: new, or used a moment ago.
 *
 * A balancer may drop an idle connection silently; the next request on it then fails. A read can be repeated. For a write
 * nobody could say whether it took effect, so writes do not take that risk: they pay for a new connection, unless
 * another write has just ended.
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

/** A connection that reconnects when it breaks, and tells each request whether it was kept after an earlier answer. */
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
