import { Client, type Dispatcher, Pool } from 'undici';
import { type Access, connectorOf } from './access.ts';

/** The largest body of an answer in bytes, both encoded and decoded. */
export const largestAnswer = 64 * 1024 * 1024;

/** A connection to a platform. */
export interface Connection {
  /** Whether it was kept after an answer. */
  hasAnswered: boolean;
}

/** Who sends requests over a connection, and makes a new one when it breaks. */
export interface Carrier {
  readonly connection: Connection;
}

/** A handler that is told which carrier has its request, before the request starts. */
export interface Carried extends Dispatcher.DispatchHandler {
  carrier: Carrier | undefined;
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

  /**
   * @param timeoutMs for making a connection
   * @param access how connections are made
   */
  constructor(origin: string, timeoutMs: number, access: Access = {}) {
    const options = { maxResponseSize: largestAnswer, connect: connectorOf(access, timeoutMs) };
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

/** A client of one connection, and of a new one when that breaks. */
class KeptConnection extends Client implements Carrier {
  connection: Connection = { hasAnswered: false };

  constructor(origin: URL, options: Client.Options) {
    super(origin, options);
    this.on('connect', () => {
      this.connection = { hasAnswered: false };
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler & Partial<Carried>) {
    handler.carrier = this;
    return super.dispatch(options, handler);
  }
}
