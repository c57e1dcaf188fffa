import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Registry } from 'prom-client';
import type { Config } from '../config.ts';
import type { ServedPlatform } from '../platform.ts';
import { announceClose, json, send, sendRefusal } from './node-answers.ts';
import type { FailureLog } from './observability/failure-log.ts';
import { conditionNow, type Readiness } from './readiness.ts';
import { pathOf } from './target.ts';

/** What is served beside the graph. */
export interface RouteOptions {
  readonly config: Pick<Config, 'graphqlPath' | 'basePath' | 'graphiql'>;
  readonly platforms: readonly ServedPlatform[];
  readonly readiness: Readiness;
  readonly failures: FailureLog;
  /** By their paths, listeners that serve whole lists. */
  readonly exports: ReadonlyMap<string, RequestListener>;
  /** What `/metrics` answers. */
  readonly metricsText: () => Promise<string>;
}

interface Endpoint {
  readonly type: string;
  answer(): Promise<{ readonly status: number; readonly text: string }>;
}

/**
 * Serves `/health`, `/ready`, `/metrics` and exports, leads browsers from `/` to GraphiQL, and says at any other path where the graph
 * is. It compares whole paths; Yoga would compare the end of the URL, query included.
 * @param graphql serves the path of the graph
 * @param fail answers where an endpoint throws
 */
export function routes(
  options: RouteOptions,
  graphql: RequestListener,
  fail: (response: ServerResponse, error: unknown) => void,
): RequestListener {
  const { basePath, graphqlPath, graphiql } = options.config;
  const endpoints = endpointsOf(options);
  const nowhere = `There is nothing at this path. The graph is at ${basePath}${graphqlPath}.`;
  // Relative to `/` where no base path is known: a proxy may have cut one off.
  const explorer = basePath ? basePath + graphqlPath : graphqlPath.slice(1);
  return (message, response) => {
    const path = pathOf(message);
    if (path === graphqlPath || path === `${graphqlPath}/`) return graphql(message, response);
    const endpoint = endpoints.get(path);
    const list = options.exports.get(path);
    if (list) return isRead(message) ? list(message, response) : refuseMethod(response);
    if (endpoint) return serve(endpoint, message, response, { readiness: options.readiness, fail });
    if (graphiql && path === '/' && isRead(message) && message.headers.accept?.includes('text/html')) {
      response.writeHead(302, { location: explorer, 'content-length': 0 }).end();
      return;
    }
    sendRefusal(response, 404, nowhere);
  };
}

function endpointsOf({ platforms, readiness, failures, metricsText }: RouteOptions): ReadonlyMap<string, Endpoint> {
  const endpoints: Record<string, Endpoint> = {
    '/health': { type: json, answer: async () => ({ status: 200, text: '{"alive":true}' }) },
    '/ready': {
      type: json,
      async answer() {
        const { isReady, report } = await conditionNow(readiness, platforms, failures);
        return { status: isReady ? 200 : 503, text: JSON.stringify(report) };
      },
    },
    '/metrics': {
      type: Registry.PROMETHEUS_CONTENT_TYPE,
      answer: async () => ({ status: 200, text: await metricsText() }),
    },
  };
  return new Map(Object.entries(endpoints));
}

function serve(
  { type, answer }: Endpoint,
  message: IncomingMessage,
  response: ServerResponse,
  {
    readiness,
    fail,
  }: Pick<RouteOptions, 'readiness'> & { readonly fail: (response: ServerResponse, error: unknown) => void },
): void {
  if (!isRead(message)) {
    refuseMethod(response);
    return;
  }
  response.setHeader('cache-control', 'no-store');
  answer().then(
    ({ status, text }) => {
      announceClose(response, readiness);
      send(response, status, type, text);
    },
    (error) => fail(response, error),
  );
}

function refuseMethod(response: ServerResponse): void {
  response.setHeader('allow', 'GET, HEAD');
  sendRefusal(response, 405, 'Only GET and HEAD are allowed at this path.');
}

const isRead = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';
