import { DirectiveLocation, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql';

/** `@idempotent`, in the form that Shopify gave it. The SDL of the subgraph omits it: gateways pass the header on instead. */
export const idempotentDirective = new GraphQLDirective({
  name: 'idempotent',
  description:
    'Makes a mutation safe to repeat: an operation with the same key, text and variables, under the same credentials, is ' +
    'executed once in 24 hours, and repeats get its answer. The key belongs to the whole operation; the header ' +
    '`Idempotency-Key` can carry it instead. After an answer that says that nothing was changed, the key can be used again.',
  locations: [DirectiveLocation.FIELD],
  args: {
    key: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'The key: 1 to 255 visible ASCII characters. Use a new one, such as a UUID, for each action.',
    },
  },
});
