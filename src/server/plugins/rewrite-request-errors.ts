import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Characters of a message: it may repeat names that the client sent. */
const longestMessage = 500;

/**
 * Rewrites what errors about a request say; those of fields, which have a path, stay as they are.
 * @param messageOf the message to give in an error's place
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

function shortened(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}
