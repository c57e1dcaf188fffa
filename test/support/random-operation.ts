import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import type { Draw } from './arbitraries.ts';

/** A value of a leaf type, as JSON has it. `name` is that of the argument or input field. */
export type Leaf = (type: GraphQLNamedType, name: string, draw: Draw) => unknown;

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Options {
  readonly type: 'query' | 'mutation';
  readonly leaf: Leaf;
  /** Fields that the operation may have, more or less. */
  readonly fields?: number;
}

/**
 * A valid operation of a schema, with whatever the schema has: any field, argument, enum value, input object and type,
 * aliases, fragments of both kinds, directives and variables. A field that is new in the schema is asked for, too.
 */
export function randomOperation(schema: GraphQLSchema, draw: Draw, options: Options): RandomOperation {
  const root = options.type === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error(`The schema has no ${options.type}.`);
  return new Writer(schema, draw, options).operation(root);
}

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #draw: Draw;
  readonly #options: Options;
  readonly #definitions: string[] = [];
  readonly #fragments: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  #names = 0;
  #left: number;

  constructor(schema: GraphQLSchema, draw: Draw, options: Options) {
    this.#schema = schema;
    this.#draw = draw;
    this.#options = options;
    this.#left = options.fields ?? 25;
  }

  operation(root: GraphQLNamedType): RandomOperation {
    const { type } = this.#options;
    const selections = this.#selections(root, 0);
    const variables = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    return {
      query: [`${type} Random${variables} ${selections}`, ...this.#fragments].join('\n'),
      variables: this.#variables,
    };
  }

  #selections(type: GraphQLNamedType, depth: number): string {
    const chosen = isAbstractType(type) ? this.#ofAbstract(type, depth) : this.#fields(type, depth);
    return `{ ${chosen.join(' ')} }`;
  }

  #ofAbstract(type: GraphQLNamedType, depth: number): string[] {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [];
    const own = isUnionType(type) ? [] : this.#fields(type, depth);
    const some = this.#draw.times(1, 3, () => this.#draw.pick(possible));
    return [...own, '__typename', ...some.map((one) => `... on ${one.name} ${this.#selections(one, depth)}`)];
  }

  #fields(type: GraphQLNamedType, depth: number): string[] {
    const all = 'getFields' in type && !isInputObjectType(type) ? Object.values(type.getFields()) : [];
    const fields = all as GraphQLField<unknown, unknown>[];
    const isOver = this.#left <= 0 || depth > 9;
    const open = isOver
      ? fields.filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
      : fields;
    if (open.length === 0) return ['__typename'];
    // Objects are what costs: a choice among all fields would seldom go deep.
    const objects = open.filter((field) => !isLeafType(getNamedType(field.type)));
    return this.#draw.times(1, 3, () => {
      const from = objects.length > 0 && this.#draw.chance(60) ? objects : open;
      return this.#framed(this.#field(this.#draw.pick(from), depth), type);
    });
  }

  /** As it is, or in a fragment, with or without directives. */
  #framed(field: string, type: GraphQLNamedType): string {
    const how = this.#draw.int(0, 11);
    if (how === 0) return `... ${this.#directive()} { ${field} }`;
    if (how === 1) return `... on ${type.name} { ${field} }`;
    if (how === 2) return `... on ${type.name} ${this.#directive()} { ${field} }`;
    if (how === 3) {
      const name = this.#name('F');
      this.#fragments.push(`fragment ${name} on ${type.name} { ${field} }`);
      return this.#draw.times(1, 2, () => `...${name} ${this.#directive()}`).join(' ');
    }
    return field;
  }

  #directive(): string {
    const how = this.#draw.int(0, 7);
    const name = how % 2 === 0 ? 'skip' : 'include';
    const value = how < 6 ? name === 'include' : this.#draw.chance(50);
    if (how > 3) return `@${name}(if: ${value})`;
    if (how > 1) return '';
    return `@${name}(if: ${this.#variable('Boolean!', value)})`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#left--;
    const args = this.#arguments(field.args);
    const type = getNamedType(field.type);
    const below = isLeafType(type) ? '' : ` ${this.#selections(type, depth + 1)}`;
    // Each under a name of its own: what stands beside it, in whatever fragment, then never contradicts it.
    return `${this.#name('a')}: ${field.name}${args}${below}`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter((arg) => isRequiredArgument(arg) || this.#draw.chance(35));
    const texts = given.map(({ name, type }) => {
      const value = !isNonNullType(type) && this.#draw.chance(30) ? null : this.#value(type, name, 0);
      return `${name}: ${this.#draw.chance(50) ? this.#variable(String(type), value) : literal(value, type)}`;
    });
    return texts.length > 0 ? `(${texts.join(', ')})` : '';
  }

  #variable(type: string, value: unknown): string {
    const name = this.#name('v');
    this.#definitions.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType, name: string, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, name, depth);
    if (isListType(type)) {
      const { ofType } = type;
      return this.#draw.times(0, 4, () => this.#value(ofType, name, depth));
    }
    if (isEnumType(type)) return this.#draw.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return this.#options.leaf(type, name, this.#draw);
    const fields = Object.values(type.getFields());
    const given = type.isOneOf
      ? [this.#draw.pick(fields)]
      : fields.filter((field) => isRequiredInputField(field) || (depth < 3 && this.#draw.chance(40)));
    return Object.fromEntries(given.map((field) => [field.name, this.#value(field.type, field.name, depth + 1)]));
  }

  #name(prefix: string): string {
    this.#names++;
    return `${prefix}${this.#names}`;
  }
}

/** A value of a scalar, which may be an object. */
function jsonLiteral(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${name}: ${jsonLiteral(part)}`)
    .join(', ')} }`;
}

/** A value as a document has it. */
export function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (value === null) return 'null';
  if (isListType(type)) {
    const { ofType } = type;
    return `[${(value as unknown[]).map((item) => literal(item, ofType)).join(', ')}]`;
  }
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return jsonLiteral(value);
  const fields = type.getFields();
  const parts = Object.entries(value as object).flatMap(([name, part]) => {
    const field = fields[name];
    return field ? [`${name}: ${literal(part, field.type)}`] : [];
  });
  return `{ ${parts.join(', ')} }`;
}
