import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { shortened } from '../short-message.ts';

/**
 * Rewrites the messages of errors about a request; those of fields, which have a path, stay as they are.
 * @param messageOf the message to give in place of an error's own
 */
export function rewriteRequestErrors(messageOf: (error: GraphQLError) => string): Plugin {
  const rewritten = (error: GraphQLError) => {
    const message = error.path ? error.message : shortened(messageOf(error));
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
