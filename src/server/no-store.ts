import { OperationTypeNode } from 'graphql';
import type { ExecutionHook } from './execution-hooks.ts';

/**
 * Forbids caches to store the answer of a mutation, which may show a password or a token once, and to compress it, here and
 * in proxies: where a secret stands beside text of the client's, their compressed length reveals the secret (BREACH).
 */
export const noStore: ExecutionHook = ({ definition, context }) => {
  if (definition?.operation === OperationTypeNode.MUTATION) context.clientRequest.forbidCaching();
  return undefined;
};
