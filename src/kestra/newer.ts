import type { UnsupportedError } from '../errors.ts';
import type { Arguments } from '../rest/client.ts';
import type { Operation } from '../rest/contract.ts';
import { noteFailure } from '../rest/contradiction.ts';
import { operationIn, whyUnable } from '../rest/dialect.ts';
import type { RestSession } from '../rest/session.ts';
import { type KestraDialect, titleAndSetting } from './versions.ts';
import type { operations } from './wire/2.0.ts';

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;
export type Success<Id extends keyof operations> = Content<
  operations[Id]['responses'][keyof operations[Id]['responses'] & (200 | 201)]
>;

/** Under whose credentials one request speaks to Kestra, and by which version. */
export interface Speaker {
  readonly session: RestSession;
  readonly dialect: KestraDialect;
}

/**
 * Calls an operation that the contracts of older versions do not have. The check against the contract justifies the cast.
 * @param lacking makes the error for a version without the operation
 */
export async function callNewer<Id extends keyof operations>(
  { session, dialect }: Speaker,
  id: Id,
  args: Arguments,
  reason: string,
  lacking: () => UnsupportedError,
): Promise<Success<Id>> {
  const operation = operationIn(dialect, id);
  if (!operation) throw whyUnable(dialect, titleAndSetting, lacking());
  return (await send({ session, dialect }, operation, args, reason)) as Success<Id>;
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
