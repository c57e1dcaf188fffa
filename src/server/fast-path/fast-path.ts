import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getCORSHeadersByRequestAndOptions } from '@whatwg-node/server';
import { type ExecutionResult, OperationTypeNode } from 'graphql';
import { type CORSOptions, type GraphQLParams, processRegularResult } from 'graphql-yoga';
import { executePlan } from '../../execution/execute.ts';
import type { Passage } from '../../rest/single-flight.ts';
import { priceRefusal } from '../cost.ts';
import { begin } from '../execution-hooks.ts';
import { limits, longList } from '../limits.ts';
import type { Operation } from '../operations.ts';
import { cachingOf } from '../plugins/use-private-answers.ts';
import { lastAnswer } from '../plugins/use-readiness.ts';
import { requestIdHeader } from '../request-id.ts';
import type { SharedQueries } from '../sharing.ts';
import { coerceVariables } from '../variables.ts';
import type { Parts } from '../yoga.ts';
import { byYoga, fail, replay, send, type Yoga } from '../yoga-handler.ts';
import { asRequest, type Captured, captureApi, LeanRequest } from './fetch-doubles.ts';
import { identityOf, type PreparedOperations } from './prepared.ts';

type ResultProcessorInput = Parameters<typeof processRegularResult>[0];

/** What the client accepts where the answer is whole: see `plainAccept`. Others are left to Yoga. */
const mediaTypes = new Set(['application/json', 'application/graphql-response+json']);
const json = /^application\/json(;\s*charset=utf-8)?$/i;

/** What the door needs to know of the house. */
export interface Door
  extends Pick<Parts, 'config' | 'plans' | 'concerns' | 'contextOf' | 'mask' | 'metrics' | 'readiness' | 'tracing'> {
  readonly yoga: Yoga;
  readonly shared: SharedQueries;
  readonly prepared: PreparedOperations;
  /** Which pages of other origins may read the answer. */
  readonly cors: (request: Request) => CORSOptions;
}

/**
 * Serves the request that nearly all are, one JSON operation to `/graphql`, without the Fetch API's `Request`, `Response`
 * and streams. Of an operation that is new, Yoga makes what it makes of any: it goes through `getResultForParams`, with
 * every plugin, limit and mask. One that Yoga has executed before is executed at once with
 * all that depends on the request itself: its variables, context, concerns and mask. Any other request goes to Yoga as it is.
 */
export function lean(door: Door): RequestListener {
  const others = byYoga(door.yoga, door.mask);
  return (message, response) => {
    const mediaType = mediaTypeOf(message);
    if (!mediaType) {
      response.setHeader(requestIdHeader, message.headers[requestIdHeader] ?? '');
      return others(message, response);
    }
    readBody(message, (body) =>
      serve(door, message, response, mediaType, body).catch((error) => fail(door.mask, response, error)),
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
  const key = door.shared.keyOf(message, body);
  const passage = door.shared.join(key) ?? start(door, message, mediaType, body, key);
  if (!passage) {
    const { status, headers, text } = await replay(door.yoga, message, response, body);
    return send(response, status, { ...headers, ...headersOf(door, message) }, text);
  }
  if (passage.shared) door.metrics.sharedOperations.inc();
  response.once('close', () => {
    if (!response.writableFinished) passage.leave();
  });
  const { text, init } = (await passage.answer) as Captured;
  send(response, init.status ?? 200, { ...init.headers, ...headersOf(door, message) }, text);
}

/** Starts an operation, which others can join if it is known to be a query; undefined where the body holds no operation. */
function start(
  door: Door,
  message: IncomingMessage,
  mediaType: string,
  body: string,
  key: string,
): Passage | undefined {
  const params = paramsOf(body);
  if (!params) return undefined;
  const identity = identityOf(params);
  const known = identity === undefined ? undefined : door.prepared.find(identity);
  return door.shared.start(known?.definition.operation === OperationTypeNode.QUERY ? key : undefined, (signal) =>
    answerOf(door, known, params, new LeanRequest(message, signal, identity), mediaType),
  );
}

/** The headers of an answer that are its client's own, with whomever the rest is shared. */
function headersOf({ cors, readiness }: Door, message: IncomingMessage): Readonly<Record<string, string>> {
  const own = { [requestIdHeader]: String(message.headers[requestIdHeader]), ...lastAnswer(readiness) };
  if (message.headers.origin === undefined) return own;
  const request = asRequest(new LeanRequest(message, AbortSignal.abort()));
  return { ...getCORSHeadersByRequestAndOptions(request, cors(request)), ...own };
}

/** An answer as Yoga would give it. Never rejects: what checks parameters may throw, and is an answer too. */
async function answerOf(
  door: Door,
  known: Operation | undefined,
  params: GraphQLParams,
  asked: LeanRequest,
  mediaType: string,
): Promise<Captured> {
  const request = asRequest(asked);
  let result: ResultProcessorInput;
  try {
    result =
      (known && (await executeAtOnce(door, known, params, request))) ??
      (await door.yoga.getResultForParams({ params, request }, { request, identity: asked.identity })) ??
      {};
  } catch (error) {
    result = { errors: [door.mask(error)] };
  }
  const { text, init } = processRegularResult(result, captureApi, mediaType) as unknown as Captured;
  return { text, init: { ...init, headers: { ...init.headers, ...cachingOf(request) } } };
}

/** Executes an operation by its plan; undefined where Yoga has to: it is deferred, traced, or refused. */
async function executeAtOnce(
  { config, plans, concerns, contextOf, mask, tracing }: Door,
  operation: Operation,
  params: GraphQLParams,
  request: Request,
): Promise<ExecutionResult | undefined> {
  const variableValues = params.variables ?? {};
  if (tracing || operation.isDeferred) return undefined;
  if (typeof variableValues !== 'object' || Array.isArray(variableValues)) return undefined;
  if (longList(variableValues, config.maxListItems)) return undefined;
  const { coerced } = coerceVariables(operation, variableValues);
  if (!coerced) return undefined;
  const { schema, document, operationName } = operation;
  const execution = { schema, document, operationName, variableValues, contextValue: contextOf(request, params) };
  if (priceRefusal(operation, coerced, execution.contextValue)) return undefined;
  const plan = plans.planFor(operation, coerced);
  const end = begin(concerns, execution);
  const result = end(await executePlan(plan, execution, coerced));
  return result.errors ? { ...result, errors: result.errors.map((error) => mask(error)) } : result;
}

/** The media type to answer with; undefined for a request that is Yoga's to serve. */
function mediaTypeOf({ method, url, headers }: IncomingMessage): string | undefined {
  const length = Number(headers['content-length']);
  if (method !== 'POST' || url !== '/graphql' || !(length <= limits.body) || headers['content-encoding'])
    return undefined;
  const { accept = '' } = headers;
  return json.test(headers['content-type'] ?? '') && mediaTypes.has(accept) ? accept : undefined;
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
