import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
} from 'graphql';
import { asInputError } from '../execution/input-error.ts';

/** The names of the fields that a field's selection asks for, by the path below it. */
type Known = Map<string, readonly string[]>;

/** Of fields whose selections have no directive: they are the same in every execution by one plan. */
const known = new WeakMap<readonly FieldNode[], Known>();

/**
 * The names of the fields that are selected at `path` below the field that is being resolved, `@skip` and `@include`
 * considered. Type conditions are not: a selection on another type counts too.
 */
export function selectedNames(info: GraphQLResolveInfo, ...path: readonly string[]): readonly string[] {
  const place = path.join();
  const found = known.get(info.fieldNodes)?.get(place);
  if (found) return found;
  const walk = new Walk(info);
  const nodes = path.reduce<readonly FieldNode[]>(
    (parents, name) => walk.fields(parents).get(name) ?? [],
    info.fieldNodes,
  );
  const names = [...walk.fields(nodes).keys()];
  if (!walk.isConditional) remember(info.fieldNodes, place, names);
  return names;
}

function remember(nodes: readonly FieldNode[], place: string, names: readonly string[]): void {
  const places: Known = known.get(nodes) ?? new Map();
  known.set(nodes, places.set(place, names));
}

class Walk {
  /** Whether what was met depends on variables. */
  isConditional = false;
  readonly #info: GraphQLResolveInfo;

  constructor(info: GraphQLResolveInfo) {
    this.#info = info;
  }

  /** The fields that are selected below these, by name, each with its nodes. */
  fields(parents: readonly FieldNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    for (const { selectionSet } of parents) this.#collect(selectionSet?.selections ?? [], fields);
    return fields;
  }

  #collect(selections: readonly SelectionNode[], fields: Map<string, FieldNode[]>): void {
    for (const selection of selections) {
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const nodes = fields.get(selection.name.value);
        if (nodes) nodes.push(selection);
        else fields.set(selection.name.value, [selection]);
      } else {
        const { selectionSet } =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : (this.#info.fragments[selection.name.value] ?? {});
        this.#collect(selectionSet?.selections ?? [], fields);
      }
    }
  }

  #isIncluded(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    this.isConditional = true;
    const { variableValues } = this.#info;
    try {
      if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false;
      return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;
    } catch (error) {
      throw asInputError(error);
    }
  }
}
