import { type ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { ClientGoneError } from '../errors.ts';
import type { ClientPresence } from '../rest/client-presence.ts';

/**
 * The media type of incremental delivery. Yoga knows server-sent events too, which the same clients accept, but goes on
 * sending keep-alive comments, and keeps the answer in memory, after a client has left.
 */
export const multipartType = 'multipart/mixed';

/** Whether an answer of this content type is multipart, each part sent as soon as it is there. */
export function isMultipart(contentType: unknown): boolean {
  return String(contentType).startsWith(multipartType);
}

/** The parameter of that type for the current proposal of the form; without it, the form is that of August 2022. */
export const currentForm = 'incrementalSpec=v0.2';

/** Whether a client wants the current form: see `AcceptReader`. */
export function acceptsCurrentForm(accept: string | null | undefined): boolean {
  return accept?.includes(currentForm) ?? false;
}

/** Whether a client accepts incremental results: see `AcceptReader`. */
export function acceptsMultipart(accept: string | undefined): boolean {
  return accept?.includes(multipartType) ?? false;
}

/** One of the results of an operation that defers: the first has `data`, those that follow hold deferred fragments. */
export interface IncrementalResult extends ExecutionResult {
  readonly incremental?: readonly DeferredFragment[];
  readonly hasNext?: boolean;
}

/** The fields of a deferred fragment, and the path of the object that they belong to; null if one may not be null but is. */
export interface DeferredFragment {
  readonly path?: readonly (string | number)[];
  readonly label?: string;
  readonly data?: object | null;
  readonly errors?: readonly GraphQLError[];
}

/** What Envelop hands to `onExecuteDone` and `onNext`. */
interface Done<Result> {
  readonly result: Result;
  readonly setResult: (result: IncrementalResult) => void;
}

/**
 * Has `onResult` see the result of an operation, once, and say what is sent in its place. Of incremental results it sees the
 * first one's data and all errors, when the last one is sent or the client has left; the `extensions` that it adds are sent
 * with the last one.
 * @param format puts incremental results into another form than that of August 2022
 * @returns what `onExecuteDone` must return
 */
export function onWholeResult(
  { result, setResult }: Done<ExecutionResult | AsyncIterable<ExecutionResult>>,
  onResult: (result: ExecutionResult) => ExecutionResult,
  client: ClientPresence,
  format?: (result: IncrementalResult) => ExecutionResult,
): { onNext(next: Done<IncrementalResult>): void } | undefined {
  if (!isAsyncIterable(result)) {
    setResult(onResult(result));
    return undefined;
  }
  const errors: GraphQLError[] = [];
  let data: IncrementalResult['data'];
  let isSent = false;
  const whole = () => (errors.length > 0 ? { errors, data } : { data });
  // Nothing is pulled any more for a client that has left, so that the last result would never come.
  const leave = () => {
    if (isSent) return;
    errors.push(new GraphQLError('', { originalError: new ClientGoneError() }));
    onResult(whole());
  };
  const end = () => {
    isSent = true;
    return onResult(whole());
  };
  if (client.hasLeft) leave();
  else client.onLeave(leave);
  return {
    onNext({ result: next, setResult: setNext }) {
      if (next.data !== undefined) data = next.data;
      errors.push(...(next.errors ?? []), ...(next.incremental ?? []).flatMap((fragment) => fragment.errors ?? []));
      const ended = next.hasNext || client.hasLeft ? {} : end();
      if (format || ended.extensions) {
        const { extensions = next.extensions } = ended;
        const told = extensions ? { ...next, extensions } : next;
        setNext(format ? format(told) : told);
      }
    },
  };
}
