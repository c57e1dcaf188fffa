import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';

/** Fields by the names that they have in the answer. */
export type Fields = Map<string, FieldNode[]>;

/** What is executed. */
export interface Executed {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fields of an object, and those of its deferred fragments, each by itself. */
export interface Collected {
  readonly fields: Fields;
  readonly deferred: { readonly label: string | undefined; readonly fields: Fields }[];
}

/** Collects fields (GraphQL, §6.3.2 "CollectFields"), those of deferred fragments apart. */
export function collectDeferred(
  executed: Executed,
  type: GraphQLObjectType,
  sets: readonly (SelectionSetNode | undefined)[],
): Collected {
  const collected: Collected = { fields: new Map(), deferred: [] };
  const visited = new Set<string>();
  for (const set of sets) if (set) collect(set, collected.fields);
  return collected;

  function collect(set: SelectionSetNode, fields: Fields): void {
    for (const node of set.selections) {
      if (!isIncluded(executed, node)) continue;
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value;
        fields.set(name, [...(fields.get(name) ?? []), node]);
        continue;
      }
      const defer = deferOf(executed, node);
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : executed.fragments[node.name.value];
      if (!fragment || !applies(executed, fragment, type)) continue;
      if (!defer && node.kind === Kind.FRAGMENT_SPREAD) {
        if (visited.has(node.name.value)) continue;
        visited.add(node.name.value);
      }
      const own: Fields = defer ? new Map() : fields;
      collect(fragment.selectionSet, own);
      if (defer) collected.deferred.push({ label: defer.label, fields: own });
    }
  }
}

function isIncluded({ variables }: Executed, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.if !== true && include?.if !== false;
}

function deferOf({ schema, variables }: Executed, node: FragmentSpreadNode | InlineFragmentNode) {
  const directive = schema.getDirective('defer');
  const values = directive && getDirectiveValues(directive, node, variables);
  if (!values || values.if === false) return undefined;
  return { label: typeof values.label === 'string' ? values.label : undefined };
}

function applies(
  { schema }: Executed,
  { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
  type: GraphQLObjectType,
): boolean {
  if (!typeCondition) return true;
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}
