import {
  coerceInputValue,
  type DocumentNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { Concern } from './concerns.ts';

/**
 * Rewrites the errors of variables that do not fit their types: graphql-js repeats the whole value in them, and the
 * value may hold a password. Ours name the place and the expected type.
 */
export const variableErrors: Concern = ({ schema, document, variableValues, operationName }) => {
  return (result) => {
    // Only a request error has no data at all, and variables are all that is left to be wrong after validation.
    if (!result.errors || 'data' in result) return result;
    const errors = errorsOfAll(schema, document, operationName, variableValues ?? {});
    return errors.length > 0 ? { errors } : result;
  };
};

function errorsOfAll(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  values: Readonly<Record<string, unknown>>,
): GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  return definitions.flatMap((definition) => errorsOf(schema, definition, values));
}

function errorsOf(
  schema: GraphQLSchema,
  node: VariableDefinitionNode,
  values: Readonly<Record<string, unknown>>,
): GraphQLError[] {
  const name = node.variable.name.value;
  const type = typeFromAST(schema, node.type);
  if (!isInputType(type)) return [];
  if (!Object.hasOwn(values, name)) {
    const missing = isNonNullType(type) && !node.defaultValue;
    return missing ? [refusal(node, `Variable "$${name}" of type "${type}" is required and was not given.`)] : [];
  }
  const errors: GraphQLError[] = [];
  coerceInputValue(values[name], type, (path, _, error) => {
    const place = path.length > 0 ? ` at "${[name, ...path].join('.')}"` : '';
    const expected = typeAt(type, path);
    // Of a leaf, the message of graphql-js holds the value; of the rest, names only.
    const reason = expected && !isLeafType(getNullableType(expected)) ? error.message : `Expected "${expected}".`;
    errors.push(refusal(node, `Variable "$${name}" is not valid${place}: ${reason}`));
  });
  return errors;
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType | undefined {
  return path.reduce<GraphQLInputType | undefined>((parent, key) => {
    const bare = parent && getNullableType(parent);
    if (isListType(bare)) return bare.ofType;
    return isInputObjectType(bare) ? bare.getFields()[key]?.type : undefined;
  }, type);
}

function refusal(node: VariableDefinitionNode, message: string): GraphQLError {
  return new GraphQLError(message, { nodes: node, extensions: { code: 'BAD_USER_INPUT' } });
}
