import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Refuses what is null in a batch, as Yoga refuses what is no object: the plugins before its own check would read from it. */
export function useBatchMembers(): Plugin {
  return {
    onParams({ params }) {
      if (params !== null) return;
      throw new GraphQLError('Expected params to be an object but given null.', {
        extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
      });
    },
  };
}
