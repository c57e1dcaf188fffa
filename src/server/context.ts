import { initContextCache } from '@pothos/core';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Context } from '../graph/context.ts';
import type { PlatformName } from '../graph/schema.ts';
import { Kestra } from '../kestra/kestra.ts';
import type { RestClient } from '../rest/client.ts';
import { type Ledger, RestSession } from '../rest/session.ts';
import { Runai } from '../runai/runai.ts';
import type { ClientRequest } from './client-request.ts';
import { credentials } from './credentials.ts';
import { auditLog } from './observability/audit.ts';
import { traceHeaders } from './observability/trace-context.ts';
import type { ServerContext } from './server-context.ts';

/** The platforms that are served, each by its client. */
export type Clients = Readonly<Partial<Record<PlatformName, RestClient>>>;

/** Makes what the resolvers of one request know: each platform under the credentials of its own header. */
export function contextFactory(config: Config, clients: Clients, log: Logger) {
  return (clientRequest: ClientRequest, params: Context['params']): ServerContext => {
    const ledger: Ledger = { calls: [], plans: [], writes: [] };
    const cost = { asked: 0, allowed: config.maxCost, made: 0 };
    const deadline = Date.now() + config.requestTimeoutMs;
    // Where this program makes spans, it names its own.
    const trace = config.tracing ? {} : traceHeaders(clientRequest);
    const sessionAt = (client: RestClient) =>
      new RestSession(client, {
        authorization: credentials(clientRequest, client.upstream.headers),
        requestId: clientRequest.id,
        trace,
        signal: clientRequest.signal,
        deadline,
        concurrency: config.upstreamConcurrency,
        ledger,
        budget: cost,
      });
    const sessions = {
      runai: clients.runai && sessionAt(clients.runai),
      kestra: clients.kestra && sessionAt(clients.kestra),
    } satisfies Record<PlatformName, unknown>;
    const platforms = {
      runai: sessions.runai && new Runai(sessions.runai, config.runai.version),
      kestra: sessions.kestra && new Kestra(sessions.kestra, config.kestra),
    } satisfies Record<PlatformName, unknown>;
    return {
      ...initContextCache(),
      // A platform that is not served has no types in the graph, and so no resolver that could ask for it.
      ...(platforms as Pick<Context, PlatformName>),
      clientRequest,
      params,
      maxPageSize: config.maxPageSize,
      rowsOf: (hint) => sessions[hint.slice(0, hint.indexOf('.')) as PlatformName]?.hints.get(hint),
      pageChanges: () => Object.values(clients).reduce((sum, { pageCap }) => sum + pageCap.changes, 0),
      cost,
      drift: [],
      ledger,
      audit: auditLog(log, clientRequest.id, ledger.writes),
    };
  };
}
