import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Rewrites what errors about a request say; those of fields, which have a path, stay as they are.
 * @param messageOf the message to give in an error's place
 */
export function rewriteRequestErrors(messageOf: (error: GraphQLError) => string): Plugin {
  const rewritten = (error: GraphQLError) => {
    const message = error.path ? error.message : messageOf(error);
    if (message === error.message) return error;
    const { nodes, source, positions, extensions } = error;
    return new GraphQLError(message, { nodes, source, positions, extensions });
  };
  return {
    onExecutionResult({ result, setResult }) {
      if (!result || !('errors' in result) || !result.errors) return;
      setResult({ ...result, errors: result.errors.map(rewritten) });
    },
  };
}
