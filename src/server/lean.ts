import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getCORSHeadersByRequestAndOptions } from '@whatwg-node/server';
import type { GraphQLError } from 'graphql';
import { type CORSOptions, type FetchAPI, type GraphQLParams, processRegularResult } from 'graphql-yoga';
import { cachingOf } from './caching.ts';
import { lastAnswer, type Readiness } from './health.ts';
import { limits } from './limits.ts';
import type { Metrics } from './metrics.ts';
import type { SharedQueries } from './sharing.ts';
import type { createServer } from './yoga.ts';

type Yoga = ReturnType<typeof createServer>;
type ResultProcessorInput = Parameters<typeof processRegularResult>[0];

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

/** What the door needs to know of the house. */
export interface Door {
  readonly yoga: Yoga;
  readonly shared: SharedQueries;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  /** Which pages of other origins may read the answer. */
  readonly cors: (request: Request) => CORSOptions;
  /** What a client learns of an error. */
  readonly mask: (error: unknown) => Error;
}

/**
 * Serves the request that nearly all are, one JSON operation to `/graphql`, without the Fetch API's `Request`, `Response`
 * and streams. What happens to the operation is Yoga's own: its parameters go through `getResultForParams`, with every
 * plugin, limit and mask, and its result through Yoga's processor. Any other request goes to Yoga as it is.
 */
export function lean(door: Door): RequestListener {
  return (message, response) => {
    const mediaType = mediaTypeOf(message);
    if (!mediaType) return door.yoga(message, response);
    readBody(message, (body) =>
      serve(door, message, response, mediaType, body).catch((error) => fail(door, response, error)),
    );
  };
}

async function serve(
  door: Door,
  message: IncomingMessage,
  response: ServerResponse,
  mediaType: string,
  body: string,
): Promise<void> {
  const { yoga, shared, metrics } = door;
  const params = paramsOf(body);
  if (!params) return replay(yoga, message, response, body);
  const key = shared.key(message, params, body);
  const start = (signal: AbortSignal) => answerOf(door, params, requestOf(message, signal), mediaType);
  const passage = shared.board(key, start);
  if (passage.shared) metrics.sharedOperations.inc();
  response.once('close', () => {
    if (!response.writableFinished) passage.leave();
  });
  const { text, init } = (await passage.answer) as Captured;
  send(response, init.status ?? 200, { ...init.headers, ...headersOf(door, message) }, text);
}

/** A fault of the door itself: told to the log and, in general terms, to the client. */
function fail({ mask }: Door, response: ServerResponse, error: unknown): void {
  const body = JSON.stringify({ errors: [mask(error)] });
  if (!response.headersSent) send(response, 500, { 'content-type': 'application/json; charset=utf-8' }, body);
}

/** The headers of an answer that are its client's own, with whomever the rest is shared. */
function headersOf({ cors, readiness }: Door, message: IncomingMessage): Readonly<Record<string, string>> {
  if (message.headers.origin === undefined) return lastAnswer(readiness);
  const request = requestOf(message, AbortSignal.abort());
  return { ...getCORSHeadersByRequestAndOptions(request, cors(request)), ...lastAnswer(readiness) };
}

/** An answer as Yoga would give it. Never rejects: what checks parameters may throw, and is an answer too. */
async function answerOf(
  { yoga, mask }: Door,
  params: GraphQLParams,
  request: Request,
  mediaType: string,
): Promise<Captured> {
  const execute = async (): Promise<ResultProcessorInput> => {
    try {
      return (await yoga.getResultForParams({ params, request }, { request })) ?? {};
    } catch (error) {
      return { errors: [mask(error) as GraphQLError] };
    }
  };
  const { text, init } = processRegularResult(await execute(), captureApi, mediaType) as unknown as Captured;
  return { text, init: { ...init, headers: { ...init.headers, ...cachingOf(request) } } };
}

/** The media type to answer with; undefined for a request that is Yoga's to serve. */
function mediaTypeOf({ method, url, headers }: IncomingMessage): string | undefined {
  const length = Number(headers['content-length']);
  if (method !== 'POST' || url !== '/graphql' || !(length <= limits.body) || headers['content-encoding'])
    return undefined;
  return json.test(headers['content-type'] ?? '') ? mediaTypes.get(headers.accept) : undefined;
}

function readBody(message: IncomingMessage, use: (body: string) => unknown): void {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => use(Buffer.concat(chunks).toString()));
}

/** The one operation that a body holds; undefined for a batch, and for what is none. */
function paramsOf(body: string): GraphQLParams | undefined {
  try {
    const params: unknown = JSON.parse(body);
    return typeof params === 'object' && params !== null && !Array.isArray(params) ? params : undefined;
  } catch {
    return undefined;
  }
}

/** What plugins and context use of a request: its headers, and a signal that tells when nobody waits any more. */
function requestOf({ headers, method }: IncomingMessage, signal: AbortSignal): Request {
  const request = {
    method,
    url: 'http://localhost/graphql',
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    signal,
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
async function replay(yoga: Yoga, message: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
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
