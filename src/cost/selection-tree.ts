import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { costOfField } from './cost-of-field.ts';
import { type CostExtensions, charactersOfField, type RawArgs } from './field-cost.ts';

/** A field as a document asks for it, with all that its cost depends on. */
export interface AskedField extends Pick<CostExtensions, 'cost' | 'costGroup'> {
  readonly name: string;
  /** For how many fields it counts: a long name is repeated with every row. */
  readonly weight: number;
  readonly args: (variables: RawArgs) => RawArgs;
  /** The number of objects that it returns for each parent object. */
  readonly items: number | NonNullable<CostExtensions['items']>;
  readonly below: readonly Selection[];
}

/** A field, or the selections of a fragment. A fragment with a name counts once in a selection set, however often it is spread there. */
export interface Selection {
  /** What `@skip` and `@include` say. */
  readonly isIncluded: (variables: RawArgs) => boolean;
  readonly field?: AskedField;
  readonly fragment?: { readonly name: string | undefined; readonly selections: readonly Selection[] };
}

/** Items that a list is taken to have where nothing says how many. */
export const assumedItems = 10;

/** The selections of an operation of a valid document. Each part is read once, however often it is needed. */
export class SelectionTree {
  readonly root: readonly Selection[];
  /** The number of fields of the operation, with its fragments spread out. */
  readonly size: number;
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<SelectionSetNode, readonly Selection[]>();
  #usesVariables = false;

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema;
    this.#fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
    );
    this.root = this.#selections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
    this.size = sizeOf(this.root, new Map());
  }

  /** Whether any cost depends on a variable. */
  get usesVariables(): boolean {
    return this.#usesVariables;
  }

  #selections(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): readonly Selection[] {
    if (!set) return [];
    const known = this.#known.get(set);
    if (known) return known;
    const selections = set.selections.map((node) => this.#selection(node, type));
    this.#known.set(set, selections);
    return selections;
  }

  #selection(node: SelectionNode, type: GraphQLNamedType | undefined): Selection {
    const isIncluded = this.#condition(node);
    if (node.kind === Kind.FIELD) return { isIncluded, field: this.#field(node, type) };
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node;
    const on = fragment?.typeCondition ? this.#schema.getType(fragment.typeCondition.name.value) : type;
    const selections = this.#selections(fragment?.selectionSet, on);
    const name = node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : undefined;
    return { isIncluded, fragment: { name, selections } };
  }

  #field(
    { name, alias, arguments: args = [], selectionSet }: FieldNode,
    type: GraphQLNamedType | undefined,
  ): AskedField {
    const known = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
    const definition = known ?? metaFields[name.value];
    const { cost, costGroup, items } = type && known ? costOfField(this.#schema, type, known) : noCost;
    return {
      name: name.value,
      weight: 1 + Math.floor((alias ?? name).value.length / charactersOfField),
      args: cost || items ? this.#arguments(args) : noArguments,
      cost,
      costGroup,
      items: items ?? (definition && isList(definition.type) ? assumedItems : 1),
      below: this.#selections(selectionSet, definition && getNamedType(definition.type)),
    };
  }

  #arguments(nodes: readonly ArgumentNode[]): AskedField['args'] {
    const read = (variables: RawArgs) =>
      Object.fromEntries(nodes.map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]));
    if (nodes.some(({ value }) => this.#holdsVariable(value))) return read;
    const constant = read({});
    return () => constant;
  }

  #condition({ directives = [] }: SelectionNode): Selection['isIncluded'] {
    const conditions = directives.flatMap(({ name, arguments: [given] = [] }) => {
      const { value: directive } = name;
      if (!given || (directive !== 'skip' && directive !== 'include')) return [];
      this.#holdsVariable(given.value);
      return [(variables: RawArgs) => valueFromASTUntyped(given.value, variables) === (directive === 'include')];
    });
    return conditions.length === 0 ? always : (variables) => conditions.every((holds) => holds(variables));
  }

  #holdsVariable(value: ValueNode): boolean {
    const holds =
      value.kind === Kind.VARIABLE ||
      (value.kind === Kind.LIST && value.values.some((item) => this.#holdsVariable(item))) ||
      (value.kind === Kind.OBJECT && value.fields.some((field) => this.#holdsVariable(field.value)));
    this.#usesVariables ||= holds;
    return holds;
  }
}

/** The selected fields of an object. A fragment that a selection set spreads more than once counts once. */
export function fieldsOf(
  selections: readonly Selection[],
  variables: RawArgs,
  fields: AskedField[] = [],
  spread = new Set<string>(),
): readonly AskedField[] {
  for (const { isIncluded, field, fragment } of selections) {
    if (!isIncluded(variables)) continue;
    if (field) fields.push(field);
    if (!fragment || (fragment.name !== undefined && spread.has(fragment.name))) continue;
    if (fragment.name !== undefined) spread.add(fragment.name);
    fieldsOf(fragment.selections, variables, fields, spread);
  }
  return fields;
}

/** The fields of introspection: they cost no call, and are part of the answer. */
const metaFields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  [SchemaMetaFieldDef.name]: SchemaMetaFieldDef,
  [TypeMetaFieldDef.name]: TypeMetaFieldDef,
};

const always = () => true;
const nothing: RawArgs = {};
const noCost: CostExtensions = {};
const noArguments = () => nothing;

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

function sizeOf(selections: readonly Selection[], known: Map<readonly Selection[], number>): number {
  const found = known.get(selections);
  if (found !== undefined) return found;
  const size = selections.reduce(
    (sum, { field, fragment }) =>
      sum + (field ? 1 + sizeOf(field.below, known) : sizeOf(fragment?.selections ?? [], known)),
    0,
  );
  known.set(selections, size);
  return size;
}
