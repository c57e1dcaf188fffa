import {
  type DocumentNode,
  type ExecutionArgs,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { OperationCost } from '../cost/operation-cost.ts';
import { deferDirective } from '../graph/defer-directive.ts';

/** An operation of a valid document, and what is known of it whatever its variables are. */
export class Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly definition: OperationDefinitionNode;
  /** The variables that `@skip` and `@include` depend on. */
  readonly conditions: readonly string[];
  /** Whether the document defers a fragment, under whatever condition. */
  readonly isDeferred: boolean;
  /** How often it was executed. */
  uses = 0;
  #cost: OperationCost | undefined;
  #fragments: Record<string, FragmentDefinitionNode> | undefined;

  constructor({ schema, document, operationName }: Named, definition: OperationDefinitionNode) {
    this.schema = schema;
    this.document = document;
    this.operationName = operationName;
    this.definition = definition;
    const { conditions, isDeferred } = directivesOf(document);
    this.conditions = conditions;
    this.isDeferred = isDeferred;
  }

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
}

type Named = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName'>;

/** The operations that are asked for, for as long as their documents are kept. */
export class Operations {
  readonly #documents = new WeakMap<DocumentNode, Map<string, Operation>>();

  /** The operation of this name; undefined where the document has none. */
  of(named: Named): Operation | undefined {
    const { document, operationName } = named;
    const operations = this.#documents.get(document) ?? new Map<string, Operation>();
    const known = operations.get(operationName ?? '');
    if (known) return known;
    const definition = getOperationAST(document, operationName);
    if (!definition) return undefined;
    const operation = new Operation(named, definition);
    this.#documents.set(document, operations.set(operationName ?? '', operation));
    return operation;
  }
}

/** What the directives of a document say, whichever of its operations is executed. */
function directivesOf(document: DocumentNode) {
  const conditions = new Set<string>();
  let isDeferred = false;
  visit(document, {
    Directive({ name, arguments: [argument] = [] }) {
      if (name.value === deferDirective.name) isDeferred = true;
      else if (argument?.value.kind === Kind.VARIABLE) conditions.add(argument.value.name.value);
    },
  });
  return { conditions: [...conditions], isDeferred };
}
