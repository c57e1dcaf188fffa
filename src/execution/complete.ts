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
import type { Path } from 'graphql/jsutils/Path.js';
import { executeFields } from './execute.ts';
import { isPromise, type ResponseField } from './response-field.ts';

/**
 * Completes what a resolver returned (GraphQL, §6.4.3 "Value Completion"): a value of the answer, or a promise of one.
 * @param path where the value goes in the answer: the path of the field, or of an item below it
 * @throws the error that makes this value null, or its parent
 */
export type Complete = (field: ResponseField, path: Path, value: unknown) => unknown;

/** How values of a type are completed, step for step as graphql-js does it. */
export function completionOf(type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) return completeNonNull(completionOf(type.ofType));
  if (isListType(type)) return completeList(completionOf(type.ofType), !isNonNullType(type.ofType));
  if (isLeafType(type)) return completeLeaf(type);
  return isObjectType(type) ? completeObject(type) : completeAbstract(type);
}

function completeNonNull(complete: Complete): Complete {
  return (field, path, value) => {
    const completed = complete(field, path, value);
    if (completed !== null) return completed;
    const { parentType, definition } = field.plan;
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`);
  };
}

function completeLeaf(type: GraphQLLeafType): Complete {
  return (_, _path, value) => {
    if (isAbsent(value)) return null;
    const serialized = type.serialize(value);
    if (serialized == null) throw new Error(`A value of the type ${type.name} was serialized to nothing.`);
    return serialized;
  };
}

function completeList(complete: Complete, isItemNullable: boolean): Complete {
  return (field, path, value) => {
    if (isAbsent(value)) return null;
    if (!isIterable(value)) {
      const { parentType, definition } = field.plan;
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${parentType.name}.${definition.name}".`,
      );
    }
    const items: unknown[] = [];
    const pending: Promise<unknown>[] = [];
    try {
      for (const item of value) {
        const itemPath = { prev: path, key: items.length, typename: undefined };
        const completed = field.completeAt(itemPath, item, complete, isItemNullable);
        if (isPromise(completed)) pending.push(completed);
        items.push(completed);
      }
    } catch (error) {
      // The list has failed. Items under way may fail too, and nobody awaits them: prevent unhandled rejections.
      for (const promise of pending) promise.then(undefined, () => undefined);
      throw error;
    }
    return pending.length > 0 ? Promise.all(items) : items;
  };
}

function completeObject(type: GraphQLObjectType): Complete {
  return (field, path, value) => (isAbsent(value) ? null : completeFields(type, field, path, value));
}

function completeAbstract(type: GraphQLAbstractType): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (field, path, value) => {
    if (isAbsent(value)) return null;
    const complete = (name: string | undefined) => completeFields(possibleType(type, name, field), field, path, value);
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

function completeFields(type: GraphQLObjectType, field: ResponseField, path: Path, value: unknown): unknown {
  const { execution, plan } = field;
  const execute = (isOfType: unknown) => {
    if (!isOfType) throw new GraphQLError(`A value that is no ${type.name} stands in the place of one.`);
    return executeFields(execution, plan.objectPlan(type), value, path);
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
