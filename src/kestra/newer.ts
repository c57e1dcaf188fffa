import { NotFoundError, type UnsupportedError } from '../errors.ts';
import type { Arguments } from '../rest/client.ts';
import type { Operation } from '../rest/contract.ts';
import { changedVersion, noteFailure } from '../rest/contradiction.ts';
import { operationIn, whyUnable } from '../rest/dialect.ts';
import type { RestSession } from '../rest/session.ts';
import type { Fate, Shown } from '../rest/settle.ts';
import type { Witness } from '../rest/witness.ts';
import { withoutEffect } from '../rest/writes.ts';
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
  /** Undefined if a setting names the version. */
  readonly witness: Witness | undefined;
}

/**
 * Calls an operation that the contracts of older versions do not have. The check against the contract justifies the cast.
 * @param lacking makes the error for a version without the operation
 * @throws {UnavailableError} if an object is not found as the platform speaks a version by now that has none of its kind
 */
export async function callNewer<Id extends keyof operations>(
  speaker: Speaker,
  id: Id,
  args: Arguments,
  reason: string,
  lacking: () => UnsupportedError,
): Promise<Success<Id>> {
  const operation = newer(speaker, id, lacking);
  return (await whileNewer(speaker, operation, send(speaker, operation, args, reason))) as Success<Id>;
}

/** An operation that the contracts of older versions do not have. @param lacking as above */
export function newer({ dialect }: Speaker, id: keyof operations, lacking: () => UnsupportedError): Operation {
  const operation = operationIn(dialect, id);
  if (!operation) throw whyUnable(dialect, titleAndSetting, lacking());
  return operation;
}

/**
 * The result of a call of such an operation. That an object is not found says something of it only while the platform is of
 * a version that tells who the caller is, which came with all of these operations.
 * @throws {UnavailableError} if it is not
 */
export async function whileNewer<Result>(
  { dialect, witness }: Speaker,
  { safe }: Operation,
  called: Promise<Result>,
): Promise<Result> {
  try {
    return await called;
  } catch (error) {
    if (!witness || !(error instanceof NotFoundError)) throw error;
    const me = await witness.presence(dialect.contract.operation('getCurrentUser'));
    // There are servers of these versions that do not tell it.
    if (me !== 'absent' || (await witness.holds(dialect.version)) !== false) throw error;
    const changed = changedVersion('Kestra');
    throw safe ? changed : withoutEffect(changed, 'REFUSED');
  }
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
export const mutation = 'A mutation requested it.';

/** The same speaker for reads that find out the outcome of a write. @param told gets the time of each answer */
export function looking(
  { session, dialect, witness }: Speaker,
  told: (at: Shown<unknown>['at']) => void = () => undefined,
): Speaker {
  const call: RestSession['call'] = async (operation, args) => {
    const { body, at } = await session.look(operation, args);
    told(at);
    return body;
  };
  return { session: { call, look: session.look.bind(session), write: session.write.bind(session) }, dialect, witness };
}
