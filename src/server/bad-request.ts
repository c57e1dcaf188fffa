import { GraphQLError } from 'graphql';

/** A request that is no GraphQL request (GraphQL over HTTP, §5.4): status 400, whatever media type answers it. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}
