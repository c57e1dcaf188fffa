import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
} from 'graphql';

/** The fields of the graph that a field's selection asks for, by name, each with its nodes. */
type Selected = Map<string, FieldNode[]>;

/**
 * The names of the fields that are selected at `path` below the field that is being resolved, `@skip` and `@include`
 * considered. Type conditions are not: a selection on another type counts too.
 */
export function selectedNames(info: GraphQLResolveInfo, ...path: readonly string[]): string[] {
  const nodes = path.reduce<readonly FieldNode[]>(
    (parents, name) => selectedFields(info, parents).get(name) ?? [],
    info.fieldNodes,
  );
  return [...selectedFields(info, nodes).keys()];
}

function selectedFields(info: GraphQLResolveInfo, nodes: readonly FieldNode[]): Selected {
  const fields: Selected = new Map();
  for (const { selectionSet } of nodes) collect(info, selectionSet?.selections ?? [], fields);
  return fields;
}

function collect(info: GraphQLResolveInfo, selections: readonly SelectionNode[], fields: Selected): void {
  for (const selection of selections) {
    if (!isIncluded(info, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const known = fields.get(selection.name.value);
      if (known) known.push(selection);
      else fields.set(selection.name.value, [selection]);
    } else {
      const { selectionSet } =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : (info.fragments[selection.name.value] ?? {});
      collect(info, selectionSet?.selections ?? [], fields);
    }
  }
}

function isIncluded({ variableValues }: GraphQLResolveInfo, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;
}
