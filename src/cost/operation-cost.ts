import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { CostEstimate } from './cost-estimate.ts';
import type { CostContext, CostEnvironment, RawArgs } from './field-cost.ts';
import { fieldsOf, type Selection, SelectionTree } from './selection-tree.ts';

/** What an operation comes to, at most. */
export interface OperationEstimate {
  /** REST calls, repeated ones not counted. */
  readonly calls: number;
  /** Fields of the answer, each list counted with as many items as it asks for. */
  readonly fields: number;
}

/** The parts of a sum: an estimate for each part that reads again what was read before it. */
interface Sum {
  readonly estimates: readonly CostEstimate[];
  readonly fields: number;
}

/** A sum, and what it depends on: what is known of pages, and of the lengths of lists under the credentials of a request. */
interface ConstantSum {
  readonly sum: Sum;
  readonly changes: number;
  readonly lengths: readonly (readonly [hint: string, rows: number | undefined])[];
}

/**
 * The cost of an operation of a valid document: what its fields cost (`extensions`, see `field-cost.ts`), put together as
 * batches and shared reads will be. Walks the document once; where no cost depends on a variable, sums up once, too. A
 * field that stands in the document twice counts twice.
 */
export class OperationCost {
  readonly #tree: SelectionTree;
  readonly #parts: readonly (readonly Selection[])[];
  readonly #schema: GraphQLSchema;
  #constant: ConstantSum | undefined;

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema;
    const tree = new SelectionTree(schema, document, operation);
    this.#tree = tree;
    // A mutation forgets what was read before it: each of a document pays for what it reads.
    this.#parts = operation.operation === OperationTypeNode.MUTATION ? tree.root.map((part) => [part]) : [tree.root];
  }

  /** The number of fields of the operation, with its fragments spread out. */
  get size(): number {
    return this.#tree.size;
  }

  /**
   * The most that the operation comes to.
   * @param variables coerced
   * @param context what the costs of fields depend on in the request
   */
  estimate(variables: RawArgs, context: CostEnvironment): OperationEstimate {
    const sum = this.#tree.usesVariables ? this.#sum(variables, context) : this.#constantSum(context);
    const calls = sum.estimates.reduce((total, estimate) => total + estimate.total(context.rowsOf), 0);
    return { calls, fields: sum.fields };
  }

  /** The sum of an operation without variables, computed again when another request knows different values that it depends on. */
  #constantSum(context: CostEnvironment): Sum {
    const known = this.#constant;
    const changes = context.pageChanges();
    const isValid = known?.changes === changes && known.lengths.every(([hint, rows]) => context.rowsOf(hint) === rows);
    if (known && isValid) return known.sum;
    const lengths = new Map<string, number | undefined>();
    const sum = this.#sum({}, noting(context, lengths));
    this.#constant = { sum, changes, lengths: [...lengths] };
    return sum;
  }

  #sum(variables: RawArgs, context: CostEnvironment): Sum {
    const schema = this.#schema;
    let fields = 0;
    const estimates = this.#parts.map((part) => {
      const estimate = new CostEstimate();
      const visit = (selections: readonly Selection[], times: number) => {
        const paid = new Set<string>();
        for (const field of fieldsOf(selections, variables)) {
          const { cost, costGroup, items, weight, below } = field;
          // A field that makes a call may fail in every row, and to make and print an error takes as long as four values.
          fields += times * (cost ? weight + 3 : weight);
          const isPaid = costGroup !== undefined && paid.has(costGroup);
          if (costGroup !== undefined) paid.add(costGroup);
          let count = items;
          if (cost || typeof count === 'function') {
            const args = field.args(variables);
            const asked: CostContext = {
              args,
              times,
              schema,
              context,
              estimate,
              selected: selectedIn(below, variables),
            };
            if (!isPaid) cost?.(asked);
            if (typeof count === 'function') count = count(asked);
          }
          if (below.length > 0) visit(below, times * count);
        }
      };
      visit(part, 1);
      return estimate;
    });
    return { estimates, fields };
  }
}

/** The same, and notes the lengths that are asked for. */
function noting(context: CostEnvironment, lengths: Map<string, number | undefined>): CostEnvironment {
  const rowsOf = (hint: string) => {
    const rows = context.rowsOf(hint);
    lengths.set(hint, rows);
    return rows;
  };
  return Object.create(context, { rowsOf: { value: rowsOf } });
}

function selectedIn(below: readonly Selection[], variables: RawArgs): CostContext['selected'] {
  return (...path) => {
    const at = path.reduce<readonly Selection[]>(
      (selections, name) =>
        fieldsOf(selections, variables).flatMap((field) => (field.name === name ? field.below : [])),
      below,
    );
    return fieldsOf(at, variables).map(({ name }) => name);
  };
}
