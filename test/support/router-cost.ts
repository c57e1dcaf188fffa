import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/**
 * What a router takes an operation to cost, by `@cost` and `@listSize` of the schema alone (IBM's specification of cost
 * directives, as Apollo Router adds them up): each object and each item of a list counts by itself.
 * @param schema made of the SDL, which holds the directives in its nodes
 */
export function routerCost(schema: GraphQLSchema, document: DocumentNode, variables: Variables): number {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  return root ? costOfSelections(operation.selectionSet, root, new Map()) : 0;

  function costOfSelections(set: SelectionSetNode, type: GraphQLNamedType, sizes: ReadonlyMap<string, number>): number {
    return set.selections.reduce((sum, node) => {
      const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
      const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
      if (skip?.if === true || include?.if === false) return sum;
      if (node.kind === Kind.FIELD) return sum + costOfField(node, type, sizes);
      const fragment =
        node.kind === Kind.INLINE_FRAGMENT
          ? node
          : document.definitions.find(
              (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === node.name.value,
            );
      if (fragment?.kind !== Kind.INLINE_FRAGMENT && fragment?.kind !== Kind.FRAGMENT_DEFINITION) return sum;
      const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
      return sum + costOfSelections(fragment.selectionSet, on ?? type, sizes);
    }, 0);
  }

  function costOfField(node: FieldNode, type: GraphQLNamedType, sizes: ReadonlyMap<string, number>): number {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    const shown = getNamedType(field.type);
    const size = argumentsOf(field.astNode?.directives, 'listSize');
    const sent = new Map((node.arguments ?? []).map((argument) => [argument.name.value, sentIn(argument)]));
    const slicing = ((size?.slicingArguments ?? []) as string[]).flatMap((name) => {
      const value = sent.get(name);
      return typeof value === 'number' ? [Math.max(0, value)] : [];
    });
    const expected = slicing.length > 0 ? Math.max(...slicing) : Number(size?.assumedSize ?? 0);
    const sized = (size?.sizedFields ?? []) as string[];
    const isList = isListType(getNullableType(field.type));
    const instances = isList ? (sizes.get(node.name.value) ?? expected) : 1;
    const weight =
      weightOf(field.astNode?.directives) ?? (isCompositeType(shown) ? (weightOf(shown.astNode?.directives) ?? 1) : 0);
    const below = node.selectionSet
      ? costOfSelections(node.selectionSet, shown, new Map(sized.map((name) => [name, expected])))
      : 0;
    const args = field.args.reduce(
      (sum, { name, type: of, astNode }) => sum + costOfValue(sent.get(name), of, weightOf(astNode?.directives)),
      0,
    );
    return instances * (weight + below) + args;
  }

  function costOfValue(value: unknown, type: GraphQLInputType, weight: number | undefined): number {
    if (value == null) return 0;
    if (Array.isArray(value)) {
      return value.reduce<number>((sum, item) => sum + costOfValue(item, type, weight), weight ?? 0);
    }
    const named = getNamedType(type);
    if (!isInputObjectType(named) || typeof value !== 'object') return weight ?? 0;
    const fields = named.getFields();
    return Object.entries(value).reduce((sum, [name, inner]) => {
      const field = fields[name];
      return sum + (field ? costOfValue(inner, field.type, weightOf(field.astNode?.directives)) : 0);
    }, weight ?? 1);
  }

  function sentIn({ value }: ArgumentNode): unknown {
    return valueFromASTUntyped(value, variables);
  }
}

function argumentsOf(directives: readonly ConstDirectiveNode[] | undefined, name: string) {
  const found = directives?.find((directive) => directive.name.value === name);
  return (
    found && Object.fromEntries((found.arguments ?? []).map((arg) => [arg.name.value, valueFromASTUntyped(arg.value)]))
  );
}

function weightOf(directives: readonly ConstDirectiveNode[] | undefined): number | undefined {
  const weight = argumentsOf(directives, 'cost')?.weight;
  return typeof weight === 'number' ? weight : undefined;
}
