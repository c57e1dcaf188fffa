import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const suggestion = / ?Did you mean [^?]*\?/g;

/** Cuts from errors the names that graphql-js suggests: where introspection is refused, they would tell the schema bit by bit. */
export function useNoSuggestions(): Plugin {
  return {
    onExecutionResult({ result, setResult }) {
      if (!result || !('errors' in result) || !result.errors) return;
      setResult({ ...result, errors: result.errors.map((error) => (error.path ? error : withoutSuggestion(error))) });
    },
  };
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replaceAll(suggestion, '');
  if (message === error.message) return error;
  const { nodes, source, positions, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions });
}
