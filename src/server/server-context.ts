import type { Context } from '../graph/context.ts';
import type { CacheUse } from '../rest/answer-cache.ts';
import type { Resumption } from '../rest/session-options.ts';
import type { Charge } from './budget/charge.ts';
import type { ClientRequest } from './client-request.ts';
import type { Operation } from './operations/operation.ts';

/** What is known of a request: to resolvers as `Context`, and to the server itself. */
export interface ServerContext extends Context {
  readonly clientRequest: ClientRequest;
  /** Whether it repeats a request whose writes are not to be sent again. */
  readonly resumption: Resumption;
  /** How it uses answers that are kept; undefined if none is. */
  readonly cache: CacheUse | undefined;
  /** What it takes from the budgets of its caller; undefined if there are none. */
  readonly charge: Charge | undefined;
  /**
   * What finds the versions of the platforms that an operation asks, before it is admitted, and returns what the context has
   * to have in place of these platforms. Undefined if the versions are known, or the request has no credentials to find
   * them with.
   */
  readonly versionSearch: (operation: Operation) => (() => Promise<Partial<Context>>) | undefined;
}
