import type { UnsupportedError } from '../errors.ts';
import type { Arguments } from '../rest/client.ts';
import type { RestSession } from '../rest/session.ts';
import type { operations } from './wire/2.0.ts';

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;
type Success<Id extends keyof operations> = Content<
  operations[Id]['responses'][keyof operations[Id]['responses'] & (200 | 201)]
>;

/**
 * Calls an operation that the contracts of older versions do not have. The check against the contract justifies the cast.
 * @param lacking makes the error for a version without the operation
 */
export async function callNewer<Id extends keyof operations>(
  session: RestSession,
  id: Id,
  args: Arguments,
  reason: string,
  lacking: () => UnsupportedError,
): Promise<Success<Id>> {
  const operation = session.contract.operation(id);
  if (!operation) throw lacking();
  return (await session.call(operation, args, reason)) as Success<Id>;
}
