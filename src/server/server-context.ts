import type { Context } from '../graph/context.ts';
import type { ClientRequest } from './client-request.ts';

/** What is known of a request: to resolvers as `Context`, and to the server itself. */
export interface ServerContext extends Context {
  readonly clientRequest: ClientRequest;
}
