import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type Source,
  type SourceLocation,
  type ValueNode,
} from 'graphql';
// Internal to graphql-js, so its version is pinned. With it, a plan collects exactly the fields that graphql-js collects.
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { type Complete, completionOf } from './complete.ts';
import { fieldOf, resolverOf } from './field-definition.ts';
import { asInputError } from './input-error.ts';
import { Lines } from './lines.ts';

/** Variables after coercion by graphql-js (GraphQL, §6.1.2 "Coercing Variable Values"). */
export type VariableValues = Readonly<Record<string, unknown>>;

/** Arguments that hold variables, or the error that prevents them: made once for all rows of an execution. */
export type KnownArguments = Map<FieldPlan, Record<string, unknown> | GraphQLError>;

/**
 * The parts of an operation that depend only on its document and its `@skip` and `@include` conditions: ordered fields,
 * resolvers, constant arguments, completion of values. Each part is made when an execution first needs it.
 */
export class OperationPlan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  #root: ObjectPlan | undefined;
  #lines: Lines | undefined;
  /** Variables that the conditions use, with their values. Other variables may differ between executions. */
  readonly conditions: VariableValues;

  constructor(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    conditions: VariableValues,
  ) {
    this.schema = schema;
    this.operation = operation;
    this.fragments = fragments;
    this.conditions = conditions;
  }

  /** @throws {GraphQLError} where the schema lacks the operation's root type, or a condition is null */
  get root(): ObjectPlan {
    this.#root ??= this.#planRoot();
    return this.#root;
  }

  /** The lines of the document, counted when the first error needs them. */
  lines(source: Source): Lines {
    this.#lines ??= new Lines(source);
    return this.#lines;
  }

  #planRoot(): ObjectPlan {
    const { schema, operation, fragments, conditions } = this;
    const type = schema.getRootType(operation.operation);
    if (!type) throw new GraphQLError(`The schema has no ${operation.operation} type.`, { nodes: operation });
    return new ObjectPlan(this, type, collectFields(schema, fragments, conditions, type, operation.selectionSet));
  }
}

/** The fields that a document selects on one object type at one path of the answer. */
export class ObjectPlan {
  readonly fields: readonly FieldPlan[];
  /** Makes the object that is going to hold the values, by its response names in their order. */
  readonly object: () => Record<string, unknown>;

  constructor(plan: OperationPlan, type: GraphQLObjectType, collected: ReadonlyMap<string, readonly FieldNode[]>) {
    this.fields = [...collected].flatMap(([responseName, nodes]) => {
      const definition = fieldOf(plan.schema, type, nodes[0]?.name.value ?? '');
      return definition ? [new FieldPlan(plan, responseName, type, definition, nodes)] : [];
    });
    const blank = Object.fromEntries(this.fields.map(({ responseName }) => [responseName, undefined]));
    // An ordinary object cannot hold `__proto__`. The copy of one is cheaper to make than the same name by name.
    this.object = collected.has('__proto__') ? () => Object.create(null) : () => ({ ...blank });
  }
}

/** One field of the answer: the nodes of the document that ask for it, and how its value is made. */
export class FieldPlan {
  readonly operation: OperationPlan;
  readonly responseName: string;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  readonly complete: Complete;
  readonly isNullable: boolean;
  readonly #usesVariables: boolean;
  #arguments: Record<string, unknown> | GraphQLError | undefined;
  #locations: readonly SourceLocation[] | undefined;
  #objects: Map<GraphQLObjectType, ObjectPlan> | undefined;

  constructor(
    operation: OperationPlan,
    responseName: string,
    parentType: GraphQLObjectType,
    definition: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ) {
    this.operation = operation;
    this.responseName = responseName;
    this.parentType = parentType;
    this.definition = definition;
    this.nodes = nodes;
    this.resolve = resolverOf(definition);
    this.complete = completionOf(definition.type);
    this.isNullable = !isNonNullType(definition.type);
    this.#usesVariables = nodes[0]?.arguments?.some(({ value }) => holdsVariable(value)) ?? false;
  }

  /** Where the document asks for the field. */
  get locations(): readonly SourceLocation[] {
    this.#locations ??= this.nodes.flatMap(({ loc }) =>
      loc ? [this.operation.lines(loc.source).locationOf(loc.start)] : [],
    );
    return this.#locations;
  }

  /**
   * The arguments of the field, made once per operation where they hold no variable, otherwise once per execution.
   * @throws {GraphQLError} for a variable that is null where an argument may not be
   */
  argumentsFor(known: KnownArguments, variables: VariableValues): Record<string, unknown> {
    const found = this.#usesVariables ? known.get(this) : this.#arguments;
    const made = found ?? this.#makeArguments(variables);
    if (!found && this.#usesVariables) known.set(this, made);
    else if (!found) this.#arguments = made;
    if (made instanceof GraphQLError) throw made;
    return made;
  }

  #makeArguments(variables: VariableValues): Record<string, unknown> | GraphQLError {
    const [node] = this.nodes;
    try {
      return node ? getArgumentValues(this.definition, node, variables) : {};
    } catch (error) {
      return asInputError(error);
    }
  }

  /** What the document selects on the field's value when it has this type. */
  objectPlan(type: GraphQLObjectType): ObjectPlan {
    this.#objects ??= new Map();
    const known = this.#objects.get(type);
    if (known) return known;
    const made = new ObjectPlan(this.operation, type, this.#collect(type));
    this.#objects.set(type, made);
    return made;
  }

  #collect(type: GraphQLObjectType): ReadonlyMap<string, readonly FieldNode[]> {
    const { schema, fragments, conditions } = this.operation;
    try {
      return collectSubfields(schema, fragments, conditions, type, this.nodes);
    } catch (error) {
      throw asInputError(error);
    }
  }
}

function holdsVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(holdsVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => holdsVariable(field.value));
}
