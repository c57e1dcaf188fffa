import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  getVariableValues,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { VariableValues } from '../../execution/plan.ts';
import { shortened } from '../short-message.ts';
import type { Operation } from './operation.ts';

/** Errors of variables in one answer: as many as graphql-js gives. */
const mostErrors = 50;

type Coerced =
  | { readonly coerced: VariableValues; readonly errors?: undefined }
  | { readonly coerced?: undefined; readonly errors: readonly GraphQLError[] };

/**
 * Coerces the variables of an operation (GraphQL, §6.1.2). graphql-js decides what fits. It repeats a value that does not
 * fit in its message, and the value may hold a password: the errors given here name its path and the expected type.
 * @param values as they were sent
 */
export function coerceVariables(
  { schema, definition }: Pick<Operation, 'schema' | 'definition'>,
  values: VariableValues,
): Coerced {
  const definitions = definition.variableDefinitions ?? [];
  if (definitions.length === 0) return { coerced: {} };
  const { coerced } = getVariableValues(schema, definitions, values, { maxErrors: 0, hideSuggestions: true });
  return coerced ? { coerced } : { errors: errorsOf(schema, definitions, values) };
}

function errorsOf(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  values: VariableValues,
): GraphQLError[] {
  const errors: GraphQLError[] = [];
  for (const definition of definitions) {
    for (const message of faultsOf(schema, definition, values, mostErrors - errors.length)) {
      const options = { nodes: definition, extensions: { code: 'BAD_USER_INPUT' } };
      errors.push(new GraphQLError(shortened(message), options));
    }
  }
  return errors;
}

/** What is wrong with one variable, a sentence for each fault, `most` at most. */
function faultsOf(
  schema: GraphQLSchema,
  node: VariableDefinitionNode,
  values: VariableValues,
  most: number,
): readonly string[] {
  const name = node.variable.name.value;
  const type = typeFromAST(schema, node.type);
  if (!isInputType(type) || most === 0) return [];
  if (!Object.hasOwn(values, name)) {
    const isMissing = isNonNullType(type) && !node.defaultValue;
    return isMissing ? [`Variable "$${name}" of type "${type}" is required and was not given.`] : [];
  }
  const faults: string[] = [];
  const enough = new Error('As many faults as are reported were found.');
  try {
    const onError: Parameters<typeof coerceInputValue>[2] = (path, _, error) => {
      const where = path.length > 0 ? ` at "${[name, ...path].join('.')}"` : '';
      const expected = typeAt(type, path);
      // Of a leaf, the message of graphql-js holds the value; of the rest, names only.
      const reason = expected && !isLeafType(getNullableType(expected)) ? error.message : `Expected "${expected}".`;
      faults.push(`Variable "$${name}" is not valid${where}: ${reason}`);
      if (faults.length === most) throw enough;
    };
    coerceInputValue(values[name], type, onError, true);
  } catch (error) {
    if (error !== enough) throw error;
  }
  return faults;
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType | undefined {
  return path.reduce<GraphQLInputType | undefined>((parent, key) => {
    const bare = parent && getNullableType(parent);
    if (isListType(bare)) return bare.ofType;
    return isInputObjectType(bare) ? bare.getFields()[key]?.type : undefined;
  }, type);
}
