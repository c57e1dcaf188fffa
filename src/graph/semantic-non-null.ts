import { DirectiveLocation, GraphQLDirective, GraphQLInt, GraphQLList, GraphQLNonNull } from 'graphql';

/**
 * `@semanticNonNull` of the specification "nullability" (https://specs.apollo.dev/nullability): the field is null only
 * when it failed. Clients that handle errors separately (graphql-codegen's `errorHandlingClient`, Relay's
 * `@throwOnFieldError`, Apollo Kotlin) treat its type as non-null.
 */
export const semanticNonNullDirective = new GraphQLDirective({
  name: 'semanticNonNull',
  description: 'The value is null only when `errors` holds an error with the same path.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    levels: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLInt))),
      defaultValue: [0],
      description: 'The levels to which this applies: 0 is the field itself, 1 the items of its list.',
    },
  },
});

/** Options of a field that is null only when it fails: it costs a call, or shows a value that a platform may get wrong. */
export const nullOnError = { nullable: true, directives: { semanticNonNull: {} } } as const;

/** Options of a list that is null only when it fails, as are its items. */
export const listNullOnError = {
  nullable: { list: true, items: true },
  directives: { semanticNonNull: { levels: [0, 1] } },
} as const;

/** Options of a list that is null when unknown, and whose items are null only when they fail. */
export const itemsNullOnError = {
  nullable: { list: true, items: true },
  directives: { semanticNonNull: { levels: [1] } },
} as const;
