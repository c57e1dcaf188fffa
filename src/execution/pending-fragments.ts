import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { type Collected, collectDeferred, type Executed, type Fields } from './deferred-fields.ts';

type Path = readonly (string | number)[];

/** A deferred fragment of an object that is there: it is going to follow. */
export interface PendingFragment {
  readonly path: Path;
  readonly label: string | undefined;
  readonly type: GraphQLObjectType;
  readonly fields: Fields;
}

/**
 * Finds the deferred fragments that follow what an answer holds already: Yoga's executor does not tell of them until they are
 * there. An object of an abstract type is known by its `__typename` alone; what is deferred within others is not found.
 */
export class PendingFragments {
  readonly #executed: Executed;

  constructor(executed: Executed) {
    this.#executed = executed;
  }

  /** Those of the answer's beginning. */
  ofOperation({ operation, selectionSet }: OperationDefinitionNode, data: object): PendingFragment[] {
    const type = this.#executed.schema.getRootType(operation);
    return type ? this.#in(type, collectDeferred(this.#executed, type, [selectionSet]), data, []) : [];
  }

  /** Those within a fragment that has come. */
  of({ type, fields, path }: PendingFragment, data: object): PendingFragment[] {
    return this.#in(type, { fields, deferred: [] }, data, path);
  }

  #in(type: GraphQLObjectType, { fields, deferred }: Collected, data: object, path: Path): PendingFragment[] {
    const known = type.getFields();
    const values = new Map<string, unknown>(Object.entries(data));
    const below = [...fields].flatMap(([name, nodes]) => {
      const field = known[nodes[0]?.name.value ?? ''];
      return field ? this.#below(field.type, nodes, values.get(name), [...path, name]) : [];
    });
    return [...deferred.map((fragment) => ({ ...fragment, path, type })), ...below];
  }

  #below(output: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, path: Path): PendingFragment[] {
    if (typeof value !== 'object' || value === null) return [];
    const type = getNullableType(output);
    if (isListType(type)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      return items.flatMap((item, index) => this.#below(type.ofType, nodes, item, [...path, index]));
    }
    const { schema } = this.#executed;
    const named = isAbstractType(type) && '__typename' in value ? schema.getType(String(value.__typename)) : type;
    if (!isObjectType(named)) return [];
    const sets = nodes.map(({ selectionSet }) => selectionSet);
    return this.#in(named, collectDeferred(this.#executed, named, sets), value, path);
  }
}
