import {
  type GraphQLField,
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

/**
 * A schema without some fields of its root types, without the types that only those lead to, and without some directives. The AST
 * nodes of the root types, which hold their directives, lack the fields, too.
 */
export function withoutRootFields(
  schema: GraphQLSchema,
  names: ReadonlySet<string>,
  directiveNames: ReadonlySet<string>,
): GraphQLSchema {
  const { types, query, mutation, directives, ...config } = schema.toConfig();
  const fields = [query, mutation].flatMap((root) => Object.values(root?.getFields() ?? {}));
  const kept = reachable(fields.filter(({ name }) => !names.has(name)));
  const gone = reachable(fields.filter(({ name }) => names.has(name)));
  // `node` leads to nodes by their interface alone.
  const isNode = (type: GraphQLNamedType) =>
    isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
  const isNeeded = (type: GraphQLNamedType) => kept.has(type) || !gone.has(type) || isNode(type);
  const trimmedMutation = mutation && trimmed(mutation, names);
  return new GraphQLSchema({
    ...config,
    query: query && trimmed(query, names),
    mutation: trimmedMutation,
    directives: directives.filter(({ name }) => !directiveNames.has(name)),
    types: types.flatMap((type) => {
      if (type === query) return [];
      return type === mutation && trimmedMutation ? [trimmedMutation] : isNeeded(type) ? [type] : [];
    }),
  });
}

function trimmed(root: GraphQLObjectType, names: ReadonlySet<string>): GraphQLObjectType {
  const { fields, astNode, ...config } = root.toConfig();
  const kept = Object.entries(fields).filter(([name]) => !names.has(name));
  if (kept.length === Object.keys(fields).length) return root;
  return new GraphQLObjectType({
    ...config,
    fields: Object.fromEntries(kept),
    astNode: astNode && { ...astNode, fields: astNode.fields?.filter(({ name }) => !names.has(name.value)) },
  });
}

/** The types that fields lead to. */
function reachable(fields: readonly GraphQLField<unknown, unknown>[]): ReadonlySet<GraphQLNamedType> {
  const found = new Set<GraphQLNamedType>();
  const visit = (type: GraphQLNamedType) => {
    if (found.has(type)) return;
    found.add(type);
    if (isUnionType(type)) for (const member of type.getTypes()) visit(member);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const shared of type.getInterfaces()) visit(shared);
      for (const field of Object.values(type.getFields())) visitField(field);
    }
  };
  const visitField = ({ type, args }: GraphQLField<unknown, unknown>) => {
    visit(getNamedType(type));
    for (const arg of args) visit(getNamedType(arg.type));
  };
  for (const field of fields) visitField(field);
  return found;
}
