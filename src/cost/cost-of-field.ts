import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { type CostExtensions, callsEach, pageRows, type RawArgs } from './field-cost.ts';
import { costOfNode } from './lookup-cost.ts';

/** What a field of a type costs: what it says itself in its `extensions`, and the defaults for the rest. */
export function costOfField(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  { type, extensions }: GraphQLField<unknown, unknown>,
): CostExtensions {
  const siblings = fieldsOf(parent);
  // Rows of a connection, which says how many there are.
  if ('pageInfo' in siblings || 'cursor' in siblings) return { items: () => 1, ...extensions };
  const { name, extensions: ofType } = getNamedType(type);
  const { lookupCost }: CostExtensions & RawArgs = ofType;
  const isRoot = parent === schema.getQueryType() || parent === schema.getMutationType();
  return {
    ...(lookupCost ? { cost: (field) => costOfNode(field, name) } : isRoot && callsEach(1)),
    ...('pageInfo' in fieldsOf(getNamedType(type)) && { items: pageRows }),
    ...extensions,
  };
}

function fieldsOf(type: GraphQLNamedType): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
}
