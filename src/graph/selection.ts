import { type FieldNode, type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql';
// Internal to graphql-js, whose version is pinned for it: what is selected is what its own executor collects.
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { asInputError } from '../execution/input-error.ts';

/** The names of the fields that are selected of objects of a type, by a field that gives these and maybe others. */
export function selectedNamesOf(
  { schema, fragments, variableValues, fieldNodes }: GraphQLResolveInfo,
  typename: string,
): readonly string[] {
  const type = schema.getType(typename);
  if (!isObjectType(type)) return [];
  try {
    return [...collectSubfields(schema, fragments, variableValues, type, fieldNodes).values()].map(nameOf);
  } catch (error) {
    throw asInputError(error);
  }
}

const nameOf = ([node]: readonly FieldNode[]) => node?.name.value ?? '';

/**
 * The names of the fields that are selected at `path` below the field that is being resolved, `@skip` and `@include`
 * considered.
 */
export function selectedNames(
  { schema, fragments, variableValues, returnType, fieldNodes }: GraphQLResolveInfo,
  ...path: readonly string[]
): readonly string[] {
  const select = (output: unknown, nodes: readonly FieldNode[], [next, ...rest]: readonly string[]): string[] => {
    const type = getNamedType(output as typeof returnType);
    if (!isObjectType(type)) return [];
    const selected = [...collectSubfields(schema, fragments, variableValues, type, nodes).values()];
    if (next === undefined) return selected.map(nameOf);
    const below = selected.filter((found) => nameOf(found) === next).flat();
    return select(type.getFields()[next]?.type, below, rest);
  };
  try {
    return select(returnType, fieldNodes, path);
  } catch (error) {
    throw asInputError(error);
  }
}
