import type { JSONObject, JSONValue } from '@modelcontextprotocol/server';
import {
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql';

/** The scalars whose JSON is not text. */
const scalars: Readonly<Record<string, JSONObject>> = {
  Int: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
};

/** The JSON Schema of the variables of an operation. Named types are told once, below `$defs`. */
export function inputSchemaOf(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  const $defs: Record<string, JSONObject> = {};
  const properties: Record<string, JSONObject> = {};
  const required: string[] = [];
  for (const { variable, type: node, defaultValue, description } of variableDefinitions) {
    const type = typeFromAST(schema, node);
    if (!isInputType(type)) continue;
    const name = variable.name.value;
    if (isNonNullType(type) && !defaultValue) required.push(name);
    properties[name] = {
      ...schemaOf(type, $defs),
      ...(description && { description: description.value }),
      ...(defaultValue && { default: valueFromASTUntyped(defaultValue) as JSONValue }),
    };
  }
  return { ...object(properties, required), ...(Object.keys($defs).length > 0 && { $defs }) };
}

const object = (properties: JSONObject, required: string[]) =>
  ({ type: 'object', properties, required, additionalProperties: false }) as const;

/** @param $defs takes the named types that are not there yet */
function schemaOf(type: GraphQLInputType, $defs: Record<string, JSONObject>): JSONObject {
  if (isNonNullType(type)) return schemaOf(type.ofType, $defs);
  if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType, $defs) };
  const { name, description } = type;
  if (!isEnumType(type) && !isInputObjectType(type)) {
    return (
      scalars[name] ?? { type: 'string', ...(description && name !== 'String' && name !== 'ID' && { description }) }
    );
  }
  if (!$defs[name]) {
    // Before its fields, as these may lead back to it.
    $defs[name] = {};
    $defs[name] = isEnumType(type)
      ? { type: 'string', ...(description && { description }), enum: type.getValues().map((value) => value.name) }
      : { ...(description && { description }), ...fieldsOf(Object.values(type.getFields()), type.isOneOf, $defs) };
  }
  return { $ref: `#/$defs/${name}` };
}

function fieldsOf(
  fields: readonly GraphQLInputField[],
  isOneOf: boolean,
  $defs: Record<string, JSONObject>,
): JSONObject {
  const properties = fields.map(({ name, type, description, defaultValue }) => [
    name,
    {
      ...schemaOf(type, $defs),
      ...(description && { description }),
      ...(defaultValue !== undefined && { default: defaultValue as JSONValue }),
    },
  ]);
  return {
    ...object(
      Object.fromEntries(properties),
      fields.filter(isRequiredInputField).map(({ name }) => name),
    ),
    ...(isOneOf && { minProperties: 1, maxProperties: 1 }),
  };
}
