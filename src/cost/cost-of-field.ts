import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { type CostExtensions, callsEach, pageRows, type RawArgs, settledWrite } from './field-cost.ts';
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
  return {
    ...(lookupCost ? { cost: (field) => costOfNode(field, name) } : ofRoot(schema, parent)),
    ...('pageInfo' in fieldsOf(getNamedType(type)) && { items: pageRows }),
    ...extensions,
  };
}

function ofRoot(schema: GraphQLSchema, parent: GraphQLNamedType): CostExtensions {
  if (parent === schema.getMutationType()) return settledWrite();
  return parent === schema.getQueryType() ? callsEach(1) : {};
}

function fieldsOf(type: GraphQLNamedType): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
}
