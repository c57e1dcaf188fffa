import { GraphQLError } from 'graphql';

/** Marks graphql-js's error for a null variable in a non-null position, which validation lets pass, as bad input. */
export function asInputError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) throw error;
  return new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'BAD_USER_INPUT' } });
}
