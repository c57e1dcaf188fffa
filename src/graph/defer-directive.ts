import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql';

/**
 * `@defer`, as the proposal for incremental delivery has it (graphql-spec, pull request 742). It is for clients only: how
 * the parts of an answer reach them is the matter of whoever stands last before them, which with a gateway is the gateway.
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
