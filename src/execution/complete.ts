import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { executeFields } from './execute.ts';
import { ItemPosition, type Position } from './position.ts';
import { isPromise, type ResponseField } from './response-field.ts';

/**
 * Completes what a resolver returned (GraphQL, §6.4.3 "Value Completion"): a value of the answer, into which parts may still
 * have to come, or a promise of one.
 * @param at where the value goes in the answer: the position of the field, or of an item below it
 * @throws the error that makes this value null, or its parent
 */
export type Complete = (field: ResponseField, at: Position, value: unknown) => unknown;

/** How values of a type are completed, step for step as graphql-js does it. */
export function completionOf(type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) return completeNonNull(completionOf(type.ofType));
  if (isListType(type)) return completeList(completionOf(type.ofType), !isNonNullType(type.ofType));
  if (isLeafType(type)) return completeLeaf(type);
  return isObjectType(type) ? completeObject(type) : completeAbstract(type);
}

function completeNonNull(complete: Complete): Complete {
  return (field, at, value) => {
    const completed = complete(field, at, value);
    if (completed !== null) return completed;
    const { parentType, definition } = field.plan;
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`);
  };
}

function completeLeaf(type: GraphQLLeafType): Complete {
  return (_, _at, value) => {
    if (isAbsent(value)) return null;
    const serialized = type.serialize(value);
    if (serialized == null) throw new Error(`A value of the type ${type.name} was serialized to nothing.`);
    return serialized;
  };
}

function completeList(complete: Complete, isItemNullable: boolean): Complete {
  return (field, at, value) => {
    if (isAbsent(value)) return null;
    if (!isIterable(value)) {
      const { parentType, definition } = field.plan;
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${parentType.name}.${definition.name}".`,
      );
    }
    const items: unknown[] = [];
    for (const item of value) field.put(items, new ItemPosition(at, items.length, isItemNullable), item, complete);
    return items;
  };
}

function completeObject(type: GraphQLObjectType): Complete {
  return (field, at, value) => (isAbsent(value) ? null : completeFields(type, field, at, value));
}

function completeAbstract(type: GraphQLAbstractType): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (field, at, value) => {
    if (isAbsent(value)) return null;
    const complete = (name: string | undefined) => completeFields(possibleType(type, name, field), field, at, value);
    const name = resolveType(value, field.execution.contextValue, field, type);
    return isPromise(name) ? name.then(complete) : complete(name);
  };
}

/** @throws {GraphQLError} for a type that does not belong to the abstract type: a fault of the schema */
function possibleType(type: GraphQLAbstractType, name: string | undefined, field: ResponseField): GraphQLObjectType {
  const { schema } = field;
  const named = typeof name === 'string' ? schema.getType(name) : undefined;
  if (isObjectType(named) && schema.isSubType(type, named)) return named;
  throw new GraphQLError(`The abstract type ${type.name} was resolved to ${name}, which is none of its types.`);
}

function completeFields(type: GraphQLObjectType, field: ResponseField, at: Position, value: unknown): unknown {
  const { execution, plan } = field;
  const execute = (isOfType: unknown) => {
    if (!isOfType) throw new GraphQLError(`A value that is no ${type.name} stands in the place of one.`);
    return executeFields(execution, plan.objectPlan(type), value, at);
  };
  const isOfType = type.isTypeOf ? type.isTypeOf(value, execution.contextValue, field) : true;
  return isPromise(isOfType) ? isOfType.then(execute) : execute(isOfType);
}

/** Whether there is no value. @throws the value itself, where it is an error */
function isAbsent(value: unknown): value is null | undefined {
  if (value instanceof Error) throw value;
  return value === null || value === undefined;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
