import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** A text that an argument of a field takes: the argument itself, or a part of it. */
export interface TextInput {
  /** For people: `Query.users filter.username.eq`. */
  readonly name: string;
  readonly operation: 'query' | 'mutation';
  /** The name of the field at the root of the operation. */
  readonly root: string;
  /** The type of the text. */
  readonly type: string;
  /** The field with the text from a variable, all that has to be around it included. */
  readonly selection: (variable: string, selected?: string) => string;
}

/** The value of every other input that is required. */
export type Benign = (type: string, name: string) => string;

/** Every text that a schema takes, of whatever type that is sent as text. */
export function textInputs(schema: GraphQLSchema, benign: Benign): TextInput[] {
  const ways = waysTo(schema, benign);
  return [...ways].flatMap(([type, way]) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.args.flatMap((arg) =>
        textParts(arg.type, [arg.name], benign).map(({ path, type: text, value }): TextInput => {
          const others = field.args
            .filter((other) => other !== arg && isRequiredArgument(other))
            .map((other) => `${other.name}: ${filled(other.type, other.name, benign)}`);
          const below = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
          return {
            name: `${type.name}.${field.name} ${path.join('.')}`,
            operation: way.operation,
            root: way.root ?? field.name,
            type: text,
            selection: (variable, selected) =>
              way.around(
                `${field.name}(${[...others, `${arg.name}: ${value(variable)}`].join(', ')}) ${selected ?? below}`,
              ),
          };
        }),
      ),
    ),
  );
}

interface Way {
  readonly operation: 'query' | 'mutation';
  readonly root: string | undefined;
  readonly around: (selection: string) => string;
}

/** The shortest way from a root to each type whose fields take arguments. */
function waysTo(schema: GraphQLSchema, benign: Benign): Map<GraphQLObjectType, Way> {
  const ways = new Map<GraphQLObjectType, Way>();
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  if (query) ways.set(query, { operation: 'query', root: undefined, around: (selection) => selection });
  if (mutation) ways.set(mutation, { operation: 'mutation', root: undefined, around: (selection) => selection });
  for (const [type, way] of ways) {
    if (type === mutation) continue;
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      if (!isObjectType(below) || ways.has(below)) continue;
      const args = field.args
        .filter(isRequiredArgument)
        .map((arg) => `${arg.name}: ${filled(arg.type, arg.name, benign)}`);
      const call = `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
      ways.set(below, {
        operation: way.operation,
        root: way.root ?? field.name,
        around: (selection) => way.around(`${call} { ${selection} }`),
      });
    }
  }
  return ways;
}

interface Part {
  readonly path: readonly string[];
  readonly type: string;
  readonly value: (variable: string) => string;
}

function textParts(type: GraphQLInputType, path: readonly string[], benign: Benign, depth = 0): Part[] {
  if (isNonNullType(type)) return textParts(type.ofType, path, benign, depth);
  if (isListType(type)) {
    return textParts(type.ofType, path, benign, depth).map((part) => ({
      ...part,
      value: (name) => `[${part.value(name)}]`,
    }));
  }
  if (isInputObjectType(type)) {
    if (depth > 4) return [];
    const fields = Object.values(type.getFields());
    return fields.flatMap((field) => {
      const others = fields
        .filter((other) => other !== field && isRequiredInputField(other))
        .map((other) => `${other.name}: ${filled(other.type, other.name, benign)}`);
      return textParts(field.type, [...path, field.name], benign, depth + 1).map((part) => ({
        ...part,
        value: (name: string) => `{ ${[...others, `${field.name}: ${part.value(name)}`].join(', ')} }`,
      }));
    });
  }
  if (isEnumType(type) || !['String', 'ID', 'Secret', 'DateTime', 'Duration'].includes(type.name)) return [];
  return [{ path, type: type.name, value: (variable) => variable }];
}

/** A value of a type, as a document has it, with as little as must be. */
function filled(type: GraphQLInputType, name: string, benign: Benign): string {
  const bare = getNullableType(type);
  if (isListType(bare)) return `[${filled(bare.ofType, name, benign)}]`;
  if (isEnumType(bare)) return bare.getValues()[0]?.name ?? '';
  if (!isInputObjectType(bare)) return benign(bare.name, name);
  const fields = Object.values(bare.getFields());
  const needed = bare.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return `{ ${needed.map((field) => `${field.name}: ${filled(field.type, field.name, benign)}`).join(', ')} }`;
}
