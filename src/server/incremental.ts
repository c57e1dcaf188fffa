import { type ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { ClientGoneError } from '../errors.ts';

/**
 * The media type of answers in parts. Yoga knows server-sent events too, which the same clients accept, but goes on sending
 * its signs of life, and keeps the answer in memory, for clients that have left.
 */
export const partsType = 'multipart/mixed';

/** Whether an answer of this content type comes in parts, each as soon as it is there. */
export function inParts(contentType: unknown): boolean {
  return String(contentType).startsWith(partsType);
}

/** Whether a client takes an answer in parts: see `plainAccept`. */
export function acceptsParts(accept: string | null): boolean {
  return accept?.includes(partsType) ?? false;
}

/** A part of a result: the first has `data`, those that follow hold deferred fragments. */
export interface Part extends ExecutionResult {
  readonly incremental?: readonly { readonly errors?: readonly GraphQLError[] }[];
  readonly hasNext?: boolean;
}

/** What Envelop hands to `onExecuteDone` and `onNext`. */
interface Done<Result> {
  readonly result: Result;
  readonly setResult: (result: Part) => void;
}

/**
 * Has `end` see what became of an operation, once, and say what shall stand in its place. Of a result in parts it sees the
 * first one's data and all errors, when the last one goes out or the client has left; what it adds of `extensions` stands
 * in the last one.
 * @param signal aborts when the client leaves
 * @returns what `onExecuteDone` shall return
 */
export function ended(
  { result, setResult }: Done<ExecutionResult | AsyncIterable<ExecutionResult>>,
  end: (result: ExecutionResult) => ExecutionResult,
  signal: AbortSignal,
): { onNext(next: Done<Part>): void } | undefined {
  if (!isAsyncIterable(result)) {
    setResult(end(result));
    return undefined;
  }
  const errors: GraphQLError[] = [];
  let data: Part['data'];
  const whole = () => (errors.length > 0 ? { errors, data } : { data });
  // Who has left takes no part any more, and so would never come to the last.
  const leave = () => {
    errors.push(new GraphQLError('', { originalError: new ClientGoneError() }));
    end(whole());
  };
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  return {
    onNext({ result: part, setResult: setPart }) {
      if (part.data !== undefined) data = part.data;
      errors.push(...(part.errors ?? []), ...(part.incremental ?? []).flatMap((fragment) => fragment.errors ?? []));
      if (part.hasNext || signal.aborted) return;
      signal.removeEventListener('abort', leave);
      const { extensions } = end(whole());
      if (extensions) setPart({ ...part, extensions });
    },
  };
}
