import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql';

/**
 * `@defer` of the proposal for incremental delivery (graphql-spec, pull request 742). The SDL of the subgraph omits it: with
 * a gateway, the gateway delivers the parts to the client.
 */
export const deferDirective = new GraphQLDirective({
  name: 'defer',
  description:
    'Allows the response to start without this fragment and to deliver it later. Use it for fields that take longer than ' +
    'the rest. A client that does not accept `multipart/mixed` gets the whole response at once, as do mutations and batches.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'False delivers the fragment with the rest.',
    },
    label: {
      type: GraphQLString,
      description: 'A name for the part, by which the client recognizes it: a literal, unique in the document.',
    },
  },
});
