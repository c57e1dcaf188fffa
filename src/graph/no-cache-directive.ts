import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLNonNull } from 'graphql';

/** `@noCache`: `no-cache` of HTTP (RFC 9111 §5.2.1.4) for one operation. The SDL of the subgraph omits it: gateways pass the header on instead. */
export const noCacheDirective = new GraphQLDirective({
  name: 'noCache',
  description:
    'Makes a query read from the platforms instead of the cache, and caches the new answers. The header ' +
    '`Cache-Control: no-cache` does the same. Without `CACHE_TTL_MS` nothing is cached. Mutations never use cached answers.',
  locations: [DirectiveLocation.QUERY],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'False lets cached answers serve the query.',
    },
  },
});
