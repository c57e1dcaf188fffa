import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { OperationCost } from '../../cost/operation-cost.ts';
import type { OperationPlan } from '../../execution/plan.ts';
import { deferDirective } from '../../graph/defer-directive.ts';
import { idempotentDirective } from '../../graph/idempotent-directive.ts';

/** An operation of a valid document, and what is known of it for any variables. */
export class Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** The variables that `@skip` and `@include` depend on. */
  readonly conditions: readonly string[];
  /** Whether the document defers a fragment, under any condition. */
  readonly isDeferred: boolean;
  /** The fields of the document that have `@idempotent`. */
  readonly idempotent: readonly IdempotentField[];
  /** How often it was executed. */
  uses = 0;
  /** The plans that are kept, by the values of the conditions: see `PlanCache`. */
  readonly plans = new Map<string, OperationPlan>();
  #cost: OperationCost | undefined;
  #fragments: Readonly<Record<string, FragmentDefinitionNode>> | undefined;
  #withoutDefer: Operation | undefined;

  constructor(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode) {
    this.schema = schema;
    this.document = document;
    this.definition = definition;
    const { conditions, isDeferred, isIdempotent } = directivesOf(document);
    this.conditions = conditions;
    this.isDeferred = isDeferred;
    this.idempotent = isIdempotent ? idempotentFields(schema, document) : [];
  }

  /** Estimates what an execution costs. */
  get cost(): OperationCost {
    this.#cost ??= new OperationCost(this.schema, this.document, this.definition);
    return this.#cost;
  }

  get fragments(): Readonly<Record<string, FragmentDefinitionNode>> {
    this.#fragments ??= Object.fromEntries(
      this.document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
      ),
    );
    return this.#fragments;
  }

  /** The same operation with nothing deferred. */
  get withoutDefer(): Operation {
    if (!this.isDeferred) return this;
    this.#withoutDefer ??= this.#removeDefer();
    return this.#withoutDefer;
  }

  #removeDefer(): Operation {
    const document = visit(this.document, {
      Directive: ({ name }) => (name.value === deferDirective.name ? null : undefined),
    });
    const index = this.document.definitions.indexOf(this.definition);
    return new Operation(this.schema, document, document.definitions[index] as OperationDefinitionNode);
  }
}

/** What the directives of a document say, whichever of its operations is executed. */
function directivesOf(document: DocumentNode) {
  const conditions = new Set<string>();
  let isDeferred = false;
  let isIdempotent = false;
  visit(document, {
    Directive({ name, arguments: [argument] = [] }) {
      if (name.value === deferDirective.name) isDeferred = true;
      else if (name.value === idempotentDirective.name) isIdempotent = true;
      else if (argument?.value.kind === Kind.VARIABLE) conditions.add(argument.value.name.value);
    },
  });
  return { conditions: [...conditions], isDeferred, isIdempotent };
}

/** A field with `@idempotent`. */
interface IdempotentField {
  readonly node: FieldNode;
  /** Whether it is a field of the mutation type. */
  readonly isOnMutation: boolean;
}

function idempotentFields(schema: GraphQLSchema, document: DocumentNode): IdempotentField[] {
  const fields: IdempotentField[] = [];
  const types = new TypeInfo(schema);
  const Field = (node: FieldNode) => {
    if (!node.directives?.some(({ name }) => name.value === idempotentDirective.name)) return;
    fields.push({ node, isOnMutation: types.getParentType() === schema.getMutationType() });
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return fields;
}
