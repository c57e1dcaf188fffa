import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ExecutionResult, OperationTypeNode } from 'graphql';
import { executePlan } from '../../execution/execute.ts';
import { ClientPresence } from '../../rest/client-presence.ts';
import type { Waiter } from '../../rest/single-flight.ts';
import { ClientRequest } from '../client-request.ts';
import { beginExecution } from '../execution-hooks.ts';
import { mayHaveKey } from '../idempotency/key.ts';
import { announceClose, send, sendFault } from '../node-answers.ts';
import { admit } from '../operations/admission.ts';
import type { Pipeline } from '../pipeline.ts';
import type { QueryKey, SharedQueries } from '../sharing.ts';
import { readBody } from './read-body.ts';
import { type Params, readParams } from './read-params.ts';
import { RefusedLater, whenGranted } from './when-granted.ts';

/** What clients accept that take a whole answer, and only that: see `AcceptReader`. */
const mediaTypes: ReadonlySet<string | undefined> = new Set(['application/json', 'application/graphql-response+json']);

export interface FastPathOptions extends Pipeline {
  readonly shared: SharedQueries;
}

/**
 * Serves what nearly all requests are, a POST of one operation as JSON to the path of the graph, without the Fetch API's `Request`,
 * `Response` and streams, once Yoga has found the document valid. The answer is byte for byte what Yoga would send. Any other
 * request is passed on as it came, with its body put back, so that only Yoga refuses.
 * @param next serves all other requests
 */
export function fastPath(options: FastPathOptions, next: RequestListener): RequestListener {
  const path = options.config.graphqlPath;
  return (message, response) => {
    if (message.url !== path || !mayServe(message)) return next(message, response);
    readBody(message, Number(message.headers['content-length']), (body) => {
      const waiter = waiterOf(options, message, response, body.toString());
      if (waiter) return answer(options, message, response, waiter);
      message.unshift(body);
      next(message, response);
    });
  };
}

/** In bytes. What is longer and then refused would be parsed here and by Yoga. */
const longestBody = 65_536;

/** Whether a request is worth reading, by its method and headers. */
function mayServe({ method, headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length']);
  return (
    method === 'POST' &&
    length > 0 &&
    length <= longestBody &&
    !headers['content-encoding'] &&
    headers['content-type'] === 'application/json' &&
    mediaTypes.has(headers.accept)
  );
}

/** Joins an identical query, or starts the operation; undefined where Yoga has to serve the request. */
function waiterOf(
  options: FastPathOptions,
  message: IncomingMessage,
  response: ServerResponse,
  body: string,
): Waiter | undefined {
  const { shared, metrics } = options;
  const key = shared.keyOf(message, body);
  const joined = shared.join(key);
  if (joined) {
    metrics.sharedOperations.count();
    return joined;
  }
  try {
    const params = readParams(body);
    return params && start(options, message, response, params, key);
  } catch {
    // A hook refused the operation, or the program is at fault. Yoga meets the same error, and answers it.
    return undefined;
  }
}

function start(
  options: FastPathOptions,
  message: IncomingMessage,
  response: ServerResponse,
  params: Params,
  key: QueryKey,
): Waiter | undefined {
  const { documents, persisted, plans, hooks, contextOf, mask, shared, config } = options;
  const text = persisted.textOf(params);
  const document = text === undefined ? undefined : documents.find(text);
  const operation = document?.isValid ? document.operation(params.operationName) : undefined;
  // Yoga can answer that a key is another operation's.
  if (!operation || mayHaveKey(operation, message)) return undefined;
  const client = new ClientPresence();
  const context = contextOf(new ClientRequest(message, response, client), params);
  // Yoga can wait for the versions of platforms to be found.
  if (context.versionSearch(operation)) return undefined;
  const admission = admit(operation, params.variables ?? {}, context, config.maxListItems);
  if (admission.errors) return undefined;
  const { variables } = admission;
  const { definition } = operation;
  // Fragments are deferred only for clients that accept a multipart answer.
  const plan = plans.planFor(operation.withoutDefer, variables);
  const observer = beginExecution(hooks, { definition, context });
  const execute = async () => {
    const result = await observer.run(() => executePlan(plan, { contextValue: context }, variables));
    return textOf(observer.onResult(result), mask);
  };
  const answer = context.charge?.isShared ? whenGranted(options, context, observer, execute) : execute();
  const leave = () => client.leave();
  if (definition.operation === OperationTypeNode.QUERY) return shared.start(key, answer, leave);
  return { answer, shared: false, startedAt: performance.now(), release: leave };
}

/** A result with `data` as Yoga writes it, with status 200 whatever failed. */
function textOf(result: ExecutionResult, mask: FastPathOptions['mask']): string {
  return JSON.stringify(result.errors ? { ...result, errors: result.errors.map(mask) } : result);
}

async function answer(
  { mask, readiness }: FastPathOptions,
  { headers: { accept } }: IncomingMessage,
  response: ServerResponse,
  waiter: Waiter,
): Promise<void> {
  response.once('close', () => {
    if (!response.writableFinished) waiter.release();
  });
  const contentType = `${accept}; charset=utf-8`;
  try {
    const text = String(await waiter.answer);
    announceClose(response, readiness);
    send(response, 200, contentType, text);
  } catch (error) {
    announceClose(response, readiness);
    if (error instanceof RefusedLater) return error.send(response, contentType);
    sendFault(response, mask, error);
  }
}
