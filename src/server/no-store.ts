import { OperationTypeNode } from 'graphql';
import type { ExecutionHook } from './execution-hooks.ts';

/**
 * Has nobody keep the answer of a mutation, which may show a password or a token, once; nor compress it, here or in a proxy.
 * Where secrets stand beside text of the client's, the length of both compressed together tells of the secret (BREACH).
 */
export const noStore: ExecutionHook = ({ definition, context }) => {
  if (definition?.operation === OperationTypeNode.MUTATION) context.clientRequest.forbidKeeping();
  return undefined;
};
