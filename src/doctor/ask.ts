import { randomUUID } from 'node:crypto';
import { initContextCache } from '@pothos/core';
import { type GraphQLError, type GraphQLSchema, graphql } from 'graphql';
import type { Config } from '../config.ts';
import type { Context } from '../graph/context.ts';
import type { RequestLists } from '../paging/list-facts.ts';
import type { ServedPlatform } from '../platform.ts';
import type { PlatformSessions } from '../platforms.ts';
import { ClientPresence } from '../rest/client-presence.ts';
import type { Operation } from '../rest/contract.ts';
import type { Ledger } from '../rest/ledger.ts';
import { RestSession } from '../rest/session.ts';

/** A REST call that was made, and how it ended: with a status, or the code of a failure. */
export interface MadeCall {
  readonly platform: string;
  readonly operation: Operation;
  readonly ending: number | string;
}

/** The answer to a document. */
export interface Reply {
  readonly data: unknown;
  readonly errors: readonly GraphQLError[];
  readonly calls: readonly MadeCall[];
  /** The calls that looked for the versions of the platforms before. */
  readonly probes: readonly MadeCall[];
}

/** Executes a query of the graph. */
export type Ask = (document: string) => Promise<Reply>;

/** The value of each platform's credential header; undefined if none is given. */
export type Credentials = Readonly<Partial<Record<string, string>>>;

/**
 * Executes queries over the real platforms, each as a request of its own: with the same sessions, checks and limits as
 * the server's. One at a time, and the client leaves with the answer, so that the calls of each are known: what is still
 * being read or tried again after a field has failed would count as the next document's.
 */
export function asker(
  schema: GraphQLSchema,
  config: Config,
  platforms: readonly ServedPlatform[],
  credentials: Credentials,
): Ask {
  let calls: MadeCall[] = [];
  for (const { name, client } of platforms) {
    client.watch(({ operation }) => {
      if (!operation.safe) throw new Error(`The doctor does not make changes: ${operation.id}.`);
      const made = calls;
      return (ending) => made.push({ platform: name, operation, ending });
    });
    client.onFailure(({ operation, status, finding }) => {
      const index = calls.findLastIndex((call) => call.operation === operation && call.ending === status);
      // An answer may be no success in spite of its status.
      if (index >= 0 && status !== undefined && status < 300) {
        calls[index] = { platform: name, operation, ending: finding.cause };
      }
    });
  }
  return async (document) => {
    const probes: MadeCall[] = [];
    calls = probes;
    const client = new ClientPresence();
    const contextValue = await contextOf(config, platforms, credentials, client);
    const made: MadeCall[] = [];
    calls = made;
    const { data, errors = [] } = await graphql({ schema, source: document, contextValue });
    // What is given up from here on ends without a word of the platform.
    const ended = [...made];
    client.leave();
    const [misfit] = errors.filter(({ path }) => !path);
    if (misfit) throw new Error(`The doctor cannot ask ${document}: ${misfit.message}`);
    return { data, errors, calls: ended, probes };
  };
}

async function contextOf(
  config: Config,
  platforms: readonly ServedPlatform[],
  credentials: Credentials,
  client: ClientPresence,
): Promise<Context> {
  const ledger: Ledger = { calls: [], plans: [], writes: [] };
  const cost = { asked: 0, allowed: config.maxCost, made: 0 };
  const listsOf: Record<string, RequestLists> = {};
  const opened: Record<string, unknown> = {};
  const requestId = randomUUID();
  const deadline = Date.now() + config.requestTimeoutMs;
  for (const { name, client: rest, lists, open, openFound } of platforms) {
    const authorization = credentials[name];
    const requestLists = lists.of(authorization, ledger.plans);
    const session = new RestSession(rest, {
      authorization,
      requestId,
      client,
      deadline,
      concurrency: config.upstreamConcurrency,
      ledger,
      budget: cost,
    });
    listsOf[name] = requestLists;
    opened[name] = await (authorization ? openFound : open)(session, requestLists);
  }
  return {
    ...initContextCache(),
    // A platform that is not served has no types in the graph, and so no resolver that could ask for it.
    ...(opened as PlatformSessions),
    maxPageSize: config.maxPageSize,
    rowsOf: (hint) => listsOf[hint.slice(0, hint.indexOf('.'))]?.rowsOf(hint),
    pageChanges: () => platforms.reduce((sum, { lists }) => sum + lists.pageCap.changes, 0),
    cost,
    drift: [],
    params: {},
    ledger,
    audit: () => () => undefined,
  };
}
