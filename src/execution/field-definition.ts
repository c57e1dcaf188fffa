import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';

/** The field of this name, introspection included (GraphQL, §4.1, §4.2). */
export function fieldOf(schema: GraphQLSchema, type: GraphQLObjectType, name: string) {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  const isQuery = type === schema.getQueryType();
  if (isQuery && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (isQuery && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return type.getFields()[name];
}

/** What resolves a field: its own resolver, or the default one. */
export function resolverOf({ name, resolve }: GraphQLField<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> {
  return resolve === undefined || resolve === defaultFieldResolver ? defaultResolve(name) : resolve;
}

/** graphql-js's default resolver, for one name: returns the property of the field's name, or calls it where it is a method. */
function defaultResolve(name: string): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    if ((typeof source !== 'object' && typeof source !== 'function') || source === null) return undefined;
    const object = source as Record<string, unknown>;
    const property = object[name];
    return typeof property === 'function' ? property.call(object, args, context, info) : property;
  };
}
