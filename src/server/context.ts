import { initContextCache } from '@pothos/core';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Context } from '../graph/context.ts';
import type { RequestLists } from '../paging/list-facts.ts';
import type { ServedPlatform } from '../platform.ts';
import type { PlatformSessions } from '../platforms.ts';
import type { RestClient } from '../rest/client.ts';
import type { Ledger } from '../rest/ledger.ts';
import { RestSession } from '../rest/session.ts';
import type { Resumption } from '../rest/session-options.ts';
import type { CallBudgets } from './budget/call-budgets.ts';
import { Charge } from './budget/charge.ts';
import { cacheUse } from './caching.ts';
import { addressReader } from './client-address.ts';
import type { ClientRequest } from './client-request.ts';
import { credentials } from './credentials.ts';
import { auditLog } from './observability/audit.ts';
import { traceHeaders } from './observability/trace-context.ts';
import { platformsAskedOf } from './operations/platforms-asked.ts';
import type { ServerContext } from './server-context.ts';

/**
 * Makes what the resolvers of one request know: each platform under the credentials of its own header.
 * @param budgets of callers, where they have any
 */
export function contextFactory(
  config: Config,
  platforms: readonly ServedPlatform[],
  log: Logger,
  budgets?: CallBudgets,
) {
  const addressOf = addressReader(config.trustedProxies);
  const platformsAsked = platformsAskedOf(platforms);
  return (clientRequest: ClientRequest, params: Context['params']): ServerContext => {
    const ledger: Ledger = { calls: [], plans: [], writes: [] };
    const resumption: Resumption = {};
    const cost = { asked: 0, allowed: config.maxCost, made: 0 };
    const deadline = Date.now() + config.requestTimeoutMs;
    // Where this program makes spans, it names its own.
    const trace = config.tracing ? {} : traceHeaders(clientRequest);
    const cache = config.cache && cacheUse(clientRequest.header('cache-control'));
    const charge = budgets && new Charge(platformsAsked, budgets);
    const sessionAt = (name: string, client: RestClient, authorization: string | undefined) => {
      const budget = authorization === undefined ? undefined : budgets?.of(name, authorization);
      return new RestSession(client, {
        authorization,
        requestId: clientRequest.id,
        trace,
        client: clientRequest.client,
        deadline,
        concurrency: config.upstreamConcurrency,
        ledger,
        budget: cost,
        resumption,
        cache,
        ...(budget && charge?.at(budget)),
        turns: budget?.turns.ofRequest(config.upstreamConcurrency),
      });
    };
    const listsOf: Record<string, RequestLists> = {};
    const opened: Record<string, unknown> = {};
    const unfound: Unfound[] = [];
    let isGuessed = false;
    for (const { name, client, lists, open, openFound, found } of platforms) {
      const authorization = credentials(clientRequest, client.upstream.headers);
      const requestLists = lists.of(authorization, ledger.plans);
      listsOf[name] = requestLists;
      const session = sessionAt(name, client, authorization);
      opened[name] = open(session, requestLists);
      if (authorization === undefined || !found || found.proved !== undefined) continue;
      const find = async () => {
        const platform = await openFound(session, requestLists);
        isGuessed ||= found.proved === undefined;
        return { [name]: platform };
      };
      unfound.push({ name, find });
    }
    return {
      ...initContextCache(),
      // A platform that is not served has no types in the graph, and so no resolver that could ask for it.
      ...(opened as PlatformSessions),
      clientRequest,
      cache,
      charge,
      params,
      maxPageSize: config.maxPageSize,
      rowsOf: (hint) => listsOf[hint.slice(0, hint.indexOf('.'))]?.rowsOf(hint),
      // What is estimated for a guess holds for this request alone.
      pageChanges: () => (isGuessed ? Number.NaN : changesOf(platforms)),
      cost,
      drift: [],
      ledger,
      resumption,
      audit: auditLog(log, { requestId: clientRequest.id, client: addressOf(clientRequest) }, ledger.writes),
      versionSearch(operation) {
        if (unfound.length === 0) return undefined;
        const asked = platformsAsked(operation);
        const needed = unfound.filter(({ name }) => asked.has(name));
        if (needed.length === 0) return undefined;
        return async () => Object.assign({}, ...(await Promise.all(needed.map(({ find }) => find()))));
      },
    };
  };
}

/** A platform whose version the request has to find before it asks the platform. */
interface Unfound extends Pick<ServedPlatform, 'name'> {
  readonly find: () => Promise<Readonly<Record<string, unknown>>>;
}

/** Changes so far in what estimates depend on. */
const changesOf = (platforms: readonly ServedPlatform[]) =>
  platforms.reduce((sum, { lists, found }) => sum + lists.pageCap.changes + (found?.changes ?? 0), 0);
