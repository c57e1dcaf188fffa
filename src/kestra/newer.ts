import type { UnsupportedError } from '../errors.ts';
import type { Arguments } from '../rest/client.ts';
import type { Operation } from '../rest/contract.ts';
import { noteFailure } from '../rest/contradiction.ts';
import { operationIn, whyUnable } from '../rest/dialect.ts';
import type { RestSession } from '../rest/session.ts';
import type { Fate, Shown } from '../rest/settle.ts';
import { type KestraDialect, titleAndSetting } from './versions.ts';
import type { operations } from './wire/2.0.ts';

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;
export type Success<Id extends keyof operations> = Content<
  operations[Id]['responses'][keyof operations[Id]['responses'] & (200 | 201)]
>;

/** Under whose credentials one request speaks to Kestra, and by which version. */
export interface Speaker {
  readonly session: Pick<RestSession, 'call' | 'write' | 'look'>;
  readonly dialect: KestraDialect;
}

/**
 * Calls an operation that the contracts of older versions do not have. The check against the contract justifies the cast.
 * @param lacking makes the error for a version without the operation
 */
export async function callNewer<Id extends keyof operations>(
  speaker: Speaker,
  id: Id,
  args: Arguments,
  reason: string,
  lacking: () => UnsupportedError,
): Promise<Success<Id>> {
  return (await send(speaker, newer(speaker, id, lacking), args, reason)) as Success<Id>;
}

/** An operation that the contracts of older versions do not have. @param lacking as above */
export function newer({ dialect }: Speaker, id: keyof operations, lacking: () => UnsupportedError): Operation {
  const operation = operationIn(dialect, id);
  if (!operation) throw whyUnable(dialect, titleAndSetting, lacking());
  return operation;
}

/** Makes a call. What its failure says of the version is noted. */
export async function send(
  { session, dialect }: Speaker,
  operation: Operation,
  args: Arguments,
  reason: string,
): Promise<unknown> {
  try {
    return await session.call(operation, args, reason);
  } catch (error) {
    noteFailure(dialect, operation, error);
    throw error;
  }
}

/** Makes a call that changes something. What its failure says of the version is noted. */
export async function sendWrite<Result>(
  { session, dialect }: Speaker,
  operation: Operation,
  args: Arguments,
  { accept, proof }: Fate<Result>,
): Promise<Result> {
  try {
    return await session.write(operation, args, mutation, {
      accept,
      proof:
        proof &&
        ((look) => {
          noteFailure(dialect, operation, look.error);
          return proof(look);
        }),
    });
  } catch (error) {
    noteFailure(dialect, operation, error);
    throw error;
  }
}

/** The reason of every change, for `x-explain`. */
export const mutation = 'A mutation asked for it.';

/** The same speaker for reads that find out what became of a write. @param told gets the time of each answer */
export function looking(
  { session, dialect }: Speaker,
  told: (at: Shown<unknown>['at']) => void = () => undefined,
): Speaker {
  const call: RestSession['call'] = async (operation, args) => {
    const { body, at } = await session.look(operation, args);
    told(at);
    return body;
  };
  return { session: { call, look: session.look.bind(session), write: session.write.bind(session) }, dialect };
}
