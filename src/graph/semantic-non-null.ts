import { DirectiveLocation, GraphQLDirective, GraphQLInt, GraphQLList, GraphQLNonNull } from 'graphql';

/**
 * `@semanticNonNull`, as the specification "nullability" has it (https://specs.apollo.dev/nullability): the schema's type
 * lets a null stand for a failure, and the directive says that it never stands for anything else. Clients that handle
 * errors apart (graphql-codegen's `errorHandlingClient`, Relay's `@throwOnFieldError`, Apollo Kotlin) read the type as not
 * null.
 */
export const semanticNonNullDirective = new GraphQLDirective({
  name: 'semanticNonNull',
  description: 'The value is null only when `errors` holds an error with the same path.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    levels: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLInt))),
      defaultValue: [0],
      description: 'The levels that this holds for: 0 is the field itself, 1 the items of its list.',
    },
  },
});

/** The options of a field that is null only where it fails: one that costs a call, or shows what a platform sent. */
export const nullOnError = { nullable: true, directives: { semanticNonNull: {} } } as const;

/** The same for a list, and for each of its items. */
export const listNullOnError = {
  nullable: { list: true, items: true },
  directives: { semanticNonNull: { levels: [0, 1] } },
} as const;

/** The options of a list that is null where it is not known, and whose items are null only where they fail. */
export const itemsNullOnError = {
  nullable: { list: true, items: true },
  directives: { semanticNonNull: { levels: [1] } },
} as const;
