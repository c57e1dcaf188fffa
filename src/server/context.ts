import { initContextCache } from '@pothos/core';
import type { Config } from '../config.ts';
import type { Context } from '../graph/context.ts';
import type { PlatformName } from '../graph/schema.ts';
import { Kestra } from '../kestra/kestra.ts';
import type { RestClient } from '../rest/client.ts';
import { RestSession } from '../rest/session.ts';
import { Runai } from '../runai/runai.ts';
import { credentials } from './credentials.ts';
import { requestId } from './request-id.ts';

/** The platforms that are served, each by its client. */
export type Clients = Readonly<Partial<Record<PlatformName, RestClient>>>;

/** What the resolvers of one request know: each platform under the credentials of its own header. */
export function contextOf(request: Request, config: Config, clients: Clients): Omit<Context, 'params'> {
  const shared = {
    requestId: requestId(request),
    signal: request.signal,
    deadline: Date.now() + config.requestTimeoutMs,
    concurrency: config.upstreamConcurrency,
  };
  const sessionAt = (client: RestClient) =>
    new RestSession(client, { ...shared, authorization: credentials(request, client.upstream.headers) });
  const runai = clients.runai && sessionAt(clients.runai);
  const kestra = clients.kestra && sessionAt(clients.kestra);
  const platforms = {
    ...(runai && { runai: new Runai(runai, config.runai.version) }),
    ...(kestra && { kestra: new Kestra(kestra, config.kestra) }),
  };
  return {
    ...initContextCache(),
    // A platform that is not served has no types in the graph, and so no resolver that could ask for it.
    ...(platforms as Pick<Context, PlatformName>),
    maxPageSize: config.maxPageSize,
    drift: [],
    calls: () => [...(runai?.calls ?? []), ...(kestra?.calls ?? [])],
    writes: () => [...(runai?.writes ?? []), ...(kestra?.writes ?? [])],
    plans: () => [...(runai?.plans ?? []), ...(kestra?.plans ?? [])],
  };
}
