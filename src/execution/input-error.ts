import { GraphQLError } from 'graphql';

/** What graphql-js says of a value that validation let pass and that is null where it may not be: it is the client's. */
export function asInputError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) throw error;
  return new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'BAD_USER_INPUT' } });
}
