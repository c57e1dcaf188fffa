import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getCORSHeadersByRequestAndOptions } from '@whatwg-node/server';
import { type CORSOptions, type FetchAPI, type GraphQLParams, processRegularResult } from 'graphql-yoga';
import { lastAnswer, type Readiness } from './health.ts';
import { limits } from './limits.ts';
import type { createServer } from './yoga.ts';

type Yoga = ReturnType<typeof createServer>;

/** What Yoga answers with, by what the client accepts: the usual headers of clients. Others are left to Yoga. */
const mediaTypes = new Map<string | undefined, string>([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/graphql-response+json, application/json', 'application/graphql-response+json'],
  ['application/graphql-response+json,application/json;q=0.9', 'application/graphql-response+json'],
]);
const json = /^application\/json(;\s*charset=utf-8)?$/i;

/**
 * Serves the request that nearly all are, one JSON operation to `/graphql`, without the Fetch API's `Request`, `Response`
 * and streams. What happens to the operation is Yoga's own: its parameters go through `getResultForParams`, with every
 * plugin, limit and mask, and its result through Yoga's processor. Any other request goes to Yoga as it is.
 */
export function lean(yoga: Yoga, readiness: Readiness, cors: (request: Request) => CORSOptions): RequestListener {
  return (message, response) => {
    const mediaType = mediaTypeOf(message);
    if (!mediaType) return yoga(message, response);
    readBody(message, async (body) => {
      const params = paramsOf(body);
      if (!params) return replay(yoga, message, response, body);
      const request = requestOf(message, response);
      try {
        const result = await yoga.getResultForParams({ params, request }, { request });
        const { text, init } = processRegularResult(result ?? {}, captureApi, mediaType) as unknown as Captured;
        const shared = { ...getCORSHeadersByRequestAndOptions(request, cors(request)), ...lastAnswer(readiness) };
        send(response, init.status ?? 200, { ...init.headers, ...shared }, text);
      } catch {
        // Only what checks parameters throws, before anything is executed: Yoga tells what is wrong.
        await replay(yoga, message, response, body);
      }
    });
  };
}

/** The media type to answer with; undefined for a request that is Yoga's to serve. */
function mediaTypeOf({ method, url, headers }: IncomingMessage): string | undefined {
  const length = Number(headers['content-length']);
  if (method !== 'POST' || url !== '/graphql' || !(length <= limits.body) || headers['content-encoding'])
    return undefined;
  return json.test(headers['content-type'] ?? '') ? mediaTypes.get(headers.accept) : undefined;
}

function readBody(message: IncomingMessage, use: (body: Buffer) => unknown): void {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => use(Buffer.concat(chunks)));
}

/** The one operation that a body holds; undefined for a batch, and for what is none. */
function paramsOf(body: Buffer): GraphQLParams | undefined {
  try {
    const params: unknown = JSON.parse(body.toString());
    return typeof params === 'object' && params !== null && !Array.isArray(params) ? params : undefined;
  } catch {
    return undefined;
  }
}

/** What plugins and context use of a request: its headers, and a signal that tells when the client has left. */
function requestOf({ headers, method }: IncomingMessage, response: ServerResponse): Request {
  let controller: AbortController | undefined;
  const request = {
    method,
    url: 'http://localhost/graphql',
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    get signal() {
      if (controller) return controller.signal;
      const made = new AbortController();
      controller = made;
      response.once('close', () => {
        if (!response.writableFinished) made.abort();
      });
      return made.signal;
    },
  };
  return request as unknown as Request;
}

/** Stands in for the Fetch API's Response, of which Yoga's processor uses the constructor only. */
interface Captured {
  readonly text: string;
  readonly init: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> };
}
class Capture implements Captured {
  readonly text: Captured['text'];
  readonly init: Captured['init'];

  constructor(text: Captured['text'], init: Captured['init']) {
    this.text = text;
    this.init = init;
  }
}
const captureApi = { Response: Capture } as unknown as FetchAPI;

/** Has Yoga serve a request whose body was read already. */
async function replay(yoga: Yoga, message: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
  const headers = Object.entries(message.headers).flatMap(([name, value = '']): [string, string][] => [
    [name, String(value)],
  ]);
  const answer = await yoga.fetch('http://localhost/graphql', { method: 'POST', headers, body });
  send(response, answer.status, Object.fromEntries(answer.headers), await answer.text());
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, text: string): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
