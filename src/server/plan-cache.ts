import { LRUCache } from 'lru-cache';
import { OperationPlan, type VariableValues } from '../execution/plan.ts';
import type { Operation } from './operations.ts';

/** Sets of conditions for which the plans of one operation are kept. */
const mostPlans = 8;
/** Fields of all plans that are kept together: some 550 bytes each, once they were met. */
const mostFields = 20_000;

/** Makes the plans that operations are executed by, and keeps those of operations that come again. */
export class PlanCache {
  readonly #after: number;
  readonly #byOperation = new WeakMap<Operation, Map<string, OperationPlan>>();
  /** Bounds what is kept. Each plan has the map that it is to be dropped from. */
  readonly #kept = new LRUCache<OperationPlan, Map<string, OperationPlan>>({
    maxSize: mostFields,
    dispose: (plans, plan) => {
      for (const [key, kept] of plans) if (kept === plan) plans.delete(key);
    },
  });

  /** @param after how often an operation is asked for before its plans are kept: most documents of strangers come once */
  constructor(after: number) {
    this.#after = after;
  }

  /**
   * The plan of an operation for the `@skip` and `@include` conditions that these variables make.
   * @param variables as graphql-js coerced them
   */
  planFor(operation: Operation, variables: VariableValues): OperationPlan {
    const isKept = operation.uses++ >= this.#after;
    const key = isKept ? operation.conditions.map((name) => String(variables[name])).join() : '';
    const plans = this.#byOperation.get(operation) ?? new Map<string, OperationPlan>();
    const known = isKept ? plans.get(key) : undefined;
    if (known && this.#kept.get(known)) return known;
    const { schema, definition, fragments, cost } = operation;
    const plan = new OperationPlan(schema, definition, fragments, variables);
    if (isKept && plans.size < mostPlans) {
      this.#byOperation.set(operation, plans.set(key, plan));
      this.#kept.set(plan, plans, { size: Math.max(1, cost.size) });
    }
    return plan;
  }
}
