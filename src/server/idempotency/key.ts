import { getDirectiveValues, OperationTypeNode } from 'graphql';
import { InvalidInputError } from '../../errors.ts';
import type { VariableValues } from '../../execution/plan.ts';
import { idempotentDirective } from '../../graph/idempotent-directive.ts';
import type { ClientRequest } from '../client-request.ts';
import type { Operation } from '../operations/operation.ts';

/** The header that carries a key (draft-ietf-httpapi-idempotency-key-header). */
export const idempotencyKeyHeader = 'idempotency-key';

/** Visible ASCII: what a header carries as it is. */
const form = /^[\x21-\x7e]{1,255}$/;
const rule = 'must be 1 to 255 visible ASCII characters';

/** Whether a request may have a key. */
export function mayHaveKey(
  { definition, idempotent }: Operation,
  { headers }: Pick<ClientRequest, 'headers'>,
): boolean {
  if (idempotent.length > 0) return true;
  return definition.operation === OperationTypeNode.MUTATION && headers[idempotencyKeyHeader] !== undefined;
}

/**
 * The key of a mutation, by the header or by `@idempotent`. It holds for the operation as a whole, and so there is one.
 * @param variables coerced
 * @returns undefined if there is none, and for queries with the header
 * @throws {InvalidInputError} for a key of another form, for several, and where the directive is not on a mutation
 */
export function keyOf(operation: Operation, variables: VariableValues, request: ClientRequest): string | undefined {
  const { definition, idempotent } = operation;
  const isMutation = definition.operation === OperationTypeNode.MUTATION;
  if (idempotent.some(({ isOnMutation }) => !isOnMutation) || (idempotent.length > 0 && !isMutation)) {
    throw refused('"@idempotent" goes with the fields of a mutation, not with fields below them or with queries.');
  }
  if (!isMutation) return undefined;
  const header = request.header(idempotencyKeyHeader);
  const keys = new Set(header === undefined ? [] : [unquoted(header.trim())]);
  for (const { node } of idempotent) {
    keys.add(String(getDirectiveValues(idempotentDirective, node, { ...variables })?.key));
  }
  const [key, ...others] = keys;
  if (others.length > 0)
    throw refused('An operation has one idempotency key: that of its fields and of the header is the same.');
  if (key !== undefined && !form.test(key)) throw refused(`An idempotency key ${rule}.`);
  return key;
}

/** The value of a string of Structured Fields (RFC 9651 §3.3.3), as the header is to have it; some clients send it bare. */
const unquoted = (value: string) => /^"(.*)"$/.exec(value)?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? value;

const refused = (message: string) => new InvalidInputError(message);
