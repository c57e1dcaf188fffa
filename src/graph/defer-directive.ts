import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql';

/**
 * `@defer`, as the proposal for incremental delivery has it (graphql-spec, pull request 742). It is for clients only: how
 * the parts of an answer reach them is the matter of whoever stands last before them, which with a gateway is the gateway.
 */
export const deferDirective = new GraphQLDirective({
  name: 'defer',
  description:
    'Lets the answer begin without this fragment, which follows when it is there: for what takes longer than the rest. ' +
    'Clients that do not accept an answer in parts get all of it at once, as do mutations and batches.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'Whether the fragment may follow later.',
    },
    label: { type: GraphQLString, description: 'A name by which the client knows the part: a fixed one, used once.' },
  },
});
