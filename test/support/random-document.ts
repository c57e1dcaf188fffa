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
import { type Leaf, literal, type RandomOperation } from './random-operation.ts';

interface Options {
  readonly type: 'query' | 'mutation';
  readonly leaf: Leaf;
  /** Fields that the document has, more or less. */
  readonly fields: number;
}

/**
 * A document whose fields are asked for again and again: under one response name in several places, in fragments that are
 * spread here and there and hold others, under conditions that contradict each other, with arguments that hold variables
 * of every shape. Nearly all of these documents are valid.
 */
export function randomDocument(schema: GraphQLSchema, draw: Draw, options: Options): RandomOperation {
  const root = options.type === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error(`The schema has no ${options.type}.`);
  return new Writer(schema, draw, options).document(root);
}

interface Alias {
  readonly alias: string;
  readonly args: string;
}

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #draw: Draw;
  readonly #options: Options;
  readonly #definitions: string[] = [];
  readonly #fragments: string[] = [];
  /** Fragments that are complete, by their type: to be spread again. */
  readonly #complete = new Map<string, string[]>();
  /** Aliases that stand for a field with arguments, by type and field: to be used again. */
  readonly #aliases = new Map<string, Alias[]>();
  readonly #conditions: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  #names = 0;
  #left: number;

  constructor(schema: GraphQLSchema, draw: Draw, options: Options) {
    this.#schema = schema;
    this.#draw = draw;
    this.#options = options;
    this.#left = options.fields;
  }

  document(root: GraphQLNamedType): RandomOperation {
    const selections = this.#selections(root, 0);
    const variables = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    const used = this.#fragments.filter((text) =>
      [selections, ...this.#fragments].join().includes(`...${nameOf(text)} `),
    );
    return {
      query: [`${this.#options.type} Random${variables} ${selections}`, ...used].join('\n'),
      variables: this.#variables,
    };
  }

  #selections(type: GraphQLNamedType, depth: number): string {
    const chosen = isAbstractType(type) ? this.#ofAbstract(type, depth) : this.#some(type, depth);
    return `{ ${chosen.join(' ')} }`;
  }

  #ofAbstract(type: GraphQLNamedType, depth: number): string[] {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [];
    const own = isUnionType(type) || this.#draw.chance(30) ? [] : this.#some(type, depth);
    const some = this.#draw.times(1, 3, () => this.#draw.pick(possible));
    const typename = this.#draw.chance(50) ? ['__typename'] : [];
    return [...own, ...typename, ...some.map((one) => this.#framed(() => this.#some(one, depth).join(' '), one, true))];
  }

  #some(type: GraphQLNamedType, depth: number): string[] {
    const all = 'getFields' in type && !isInputObjectType(type) ? Object.values(type.getFields()) : [];
    const fields = (all as GraphQLField<unknown, unknown>[]).filter(({ name }) => name !== '_service');
    const isOver = this.#left <= 0 || depth > 8;
    const open = isOver
      ? fields.filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
      : fields;
    if (open.length === 0) return ['__typename'];
    const objects = open.filter((field) => !isLeafType(getNamedType(field.type)));
    const chosen: GraphQLField<unknown, unknown>[] = [];
    return this.#draw.times(1, 4, () => {
      // Again and again the same, so that their selections are merged.
      const again = chosen.length > 0 && this.#draw.chance(35);
      const field = this.#draw.pick(again ? chosen : objects.length > 0 && this.#draw.chance(55) ? objects : open);
      chosen.push(field);
      return this.#framed(() => this.#field(field, type, depth), type, false);
    });
  }

  /** As it is, or in a fragment: a new one, or one that was complete before. */
  #framed(inside: () => string, type: GraphQLNamedType, isNarrower: boolean): string {
    const how = this.#draw.int(isNarrower ? 4 : 0, 11);
    if (how < 5 && !isNarrower) return inside();
    const known = this.#complete.get(type.name) ?? [];
    if (how < 7 && known.length > 0) return `...${this.#draw.pick(known)} ${this.#directives()}`;
    if (how < 9) return `... on ${type.name} ${this.#directives()} { ${inside()} }`;
    if (how < 10 && !isNarrower) return `... ${this.#directives()} { ${inside()} }`;
    const name = this.#name('F');
    this.#fragments.push(`fragment ${name} on ${type.name} { ${inside()} }`);
    this.#complete.set(type.name, [...known, name]);
    return this.#draw.times(1, 2, () => `...${name} ${this.#directives()}`).join(' ');
  }

  #directives(): string {
    const how = this.#draw.int(0, 9);
    if (how > 5) return '';
    const names = how === 0 ? ['skip', 'include'] : how % 2 === 0 ? ['skip'] : ['include'];
    return names.map((name) => `@${name}(if: ${this.#condition(name === 'include')})`).join(' ');
  }

  /** A condition that is more often kept than not; few variables serve them all. */
  #condition(kept: boolean): string {
    const value = this.#draw.chance(75) ? kept : !kept;
    if (this.#draw.chance(25)) return String(value);
    if (this.#conditions.length < 3 || this.#draw.chance(10)) {
      const name = this.#name('c');
      this.#conditions.push(name);
      const how = this.#draw.int(0, 5);
      this.#definitions.push(how < 3 ? `$${name}: Boolean!` : `$${name}: Boolean = ${value}`);
      if (how !== 3)
        this.#variables[name] = how === 5 && this.#draw.chance(20) ? null : this.#draw.chance(80) ? value : !value;
      return `$${name}`;
    }
    return `$${this.#draw.pick(this.#conditions)}`;
  }

  #field(field: GraphQLField<unknown, unknown>, parent: GraphQLNamedType, depth: number): string {
    this.#left--;
    const type = getNamedType(field.type);
    const head = this.#head(field, parent);
    const directives = this.#draw.chance(25) ? ` ${this.#directives()}` : '';
    return `${head}${directives}${isLeafType(type) ? '' : ` ${this.#selections(type, depth + 1)}`}`;
  }

  /** A response name stands for one field with the same arguments in the whole document. */
  #head(field: GraphQLField<unknown, unknown>, parent: GraphQLNamedType): string {
    const required = field.args.some(isRequiredArgument);
    if (!required && this.#draw.chance(field.args.length > 0 ? 35 : 70)) return field.name;
    const key = `${parent.name}.${field.name}`;
    const known = this.#aliases.get(key) ?? [];
    if (known.length > 0 && this.#draw.chance(50)) {
      const { alias, args } = this.#draw.pick(known);
      return `${alias}: ${field.name}${args}`;
    }
    const made = { alias: this.#draw.chance(4) ? '__proto__' : this.#name('a'), args: this.#arguments(field.args) };
    this.#aliases.set(key, [...known, made]);
    return `${made.alias}: ${field.name}${made.args}`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter((arg) => isRequiredArgument(arg) || this.#draw.chance(35));
    const texts = given.map(({ name, type, defaultValue }) => {
      const hasDefault = defaultValue !== undefined;
      return `${name}: ${this.#input(type, name, 0, { hasDefault, isOneOf: false })}`;
    });
    return texts.length > 0 ? `(${texts.join(', ')})` : '';
  }

  /** A value as a document has it: a literal that may hold variables, or a variable. */
  #input(
    type: GraphQLInputType,
    name: string,
    depth: number,
    position: { readonly hasDefault: boolean; readonly isOneOf: boolean },
  ): string {
    if (this.#draw.chance(35)) return this.#variable(type, name, depth, position);
    if (!isNonNullType(type) && !position.isOneOf && this.#draw.chance(12)) return 'null';
    const bare = isNonNullType(type) ? type.ofType : type;
    if (isListType(bare)) {
      const { ofType } = bare;
      // One item may stand for a list of one.
      if (this.#draw.chance(10)) return literal(this.#value(ofType, name, depth), ofType);
      const items = this.#draw.times(0, 3, () =>
        this.#input(ofType, name, depth, { hasDefault: false, isOneOf: false }),
      );
      return `[${items.join(', ')}]`;
    }
    if (!isInputObjectType(bare)) return literal(this.#value(bare, name, depth), bare);
    const fields = this.#fieldsOf(bare, depth).map((field) => {
      const inner = { hasDefault: field.defaultValue !== undefined, isOneOf: bare.isOneOf };
      return `${field.name}: ${this.#input(field.type, field.name, depth + 1, inner)}`;
    });
    return `{ ${fields.join(', ')} }`;
  }

  #variable(
    type: GraphQLInputType,
    name: string,
    depth: number,
    { hasDefault, isOneOf }: { readonly hasDefault: boolean; readonly isOneOf: boolean },
  ): string {
    const variable = this.#name('v');
    const value = this.#value(type, name, depth);
    const bare = isNonNullType(type) ? type.ofType : type;
    const how = this.#draw.int(0, 9);
    if (isOneOf || (isNonNullType(type) && !hasDefault && how < 6)) {
      this.#definitions.push(`$${variable}: ${bare}!`);
      this.#variables[variable] = value;
    } else if (how < 6) {
      this.#definitions.push(`$${variable}: ${type}`);
      // Nothing, null, or a value.
      if (how > 1 || isNonNullType(type)) this.#variables[variable] = how === 2 && !isNonNullType(type) ? null : value;
    } else {
      this.#definitions.push(`$${variable}: ${bare} = ${literal(value, bare)}`);
      if (how === 6) this.#variables[variable] = this.#value(type, name, depth);
      // Null, where there is a default.
      if (how === 7 && this.#draw.chance(30)) this.#variables[variable] = null;
    }
    return `$${variable}`;
  }

  #value(type: GraphQLInputType, name: string, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, name, depth);
    if (isListType(type)) {
      const { ofType } = type;
      return this.#draw.times(0, 3, () => this.#value(ofType, name, depth));
    }
    if (isEnumType(type)) return this.#draw.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return this.#options.leaf(type, name, this.#draw);
    return Object.fromEntries(
      this.#fieldsOf(type, depth).map((field) => [field.name, this.#value(field.type, field.name, depth + 1)]),
    );
  }

  /** The fields that are given. What has a default is left out as often as not. */
  #fieldsOf(type: GraphQLInputType, depth: number) {
    const fields = isInputObjectType(type) ? Object.values(type.getFields()) : [];
    if (isInputObjectType(type) && type.isOneOf) return [this.#draw.pick(fields)];
    return fields.filter((field) => isRequiredInputField(field) || (depth < 3 && this.#draw.chance(40)));
  }

  #name(prefix: string): string {
    this.#names++;
    return `${prefix}${this.#names}`;
  }
}

const nameOf = (fragment: string) => fragment.split(' ', 2)[1];
