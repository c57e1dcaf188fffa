import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { objectOf } from '../cost/field-cost.ts';
import { costOfKeys } from '../cost/lookup-cost.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { Context } from './context.ts';

/** The reference by which a gateway asks for an entity: a type, and the fields of one of its keys. */
interface Representation {
  readonly __typename?: unknown;
}

/** Where the federation plugin keeps the `resolveReference` of an entity type. */
interface Extensions {
  readonly apollo?: {
    readonly subgraph?: {
      readonly resolveReference?: (
        representation: object,
        context: Context,
        info: GraphQLResolveInfo,
      ) => Promise<object | null>;
    };
  };
  readonly [name: string]: unknown;
}

/**
 * Replaces the resolver of `_entities` (Apollo Federation subgraph specification, "Query._entities") by one that resolves
 * each representation separately: one that fails is null with an error, whereas the plugin's resolver would fail all.
 */
export function isolateEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()._entities;
  const union = getNamedType(field?.type);
  if (!field || !isUnionType(union)) return schema;
  /** The types by which entities were requested, since rows of platforms do not hold their type. */
  const typeOf = new WeakMap<object, string>();
  union.resolveType = (entity: object) => typeOf.get(entity);
  field.extensions = {
    ...field.extensions,
    ...costOfKeys(({ representations }) =>
      [representations]
        .flat()
        .map(objectOf)
        .map((key) => [String(key.__typename), key]),
    ),
  };
  field.resolve = (_, { representations }, context: Context, info) => {
    return representations.map(async (representation: Representation) => {
      const [type, entity] = await entityOf(representation, context, info);
      typeOf.set(entity, type.name);
      return entity;
    });
  };
  return schema;
}

async function entityOf(
  representation: Representation,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<[GraphQLObjectType, object]> {
  const { __typename: typename } = representation ?? {};
  const type = typeof typename === 'string' ? info.schema.getType(typename) : undefined;
  const extensions: Extensions = isObjectType(type) ? type.extensions : {};
  const resolve = extensions.apollo?.subgraph?.resolveReference;
  if (!isObjectType(type) || !resolve) {
    throw new InvalidInputError('A representation must name an entity type of this graph.');
  }
  const entity = await resolve(representation, context, info);
  if (!entity) throw new NotFoundError(`There is no such ${type.name}, or it is not shown to the caller.`);
  return [type, entity];
}
