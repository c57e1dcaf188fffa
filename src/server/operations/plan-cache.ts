import { LRUCache } from 'lru-cache';
import { OperationPlan, type VariableValues } from '../../execution/plan.ts';
import type { Operation } from './operation.ts';

/** Sets of conditions for which the plans of one operation are kept. */
const mostPlans = 8;
/** Fields of all plans that are kept together: some 550 bytes each, once they were executed. */
const mostFields = 20_000;

/** Makes the plans that operations are executed by, and keeps those of operations that come again. */
export class PlanCache {
  readonly #after: number;
  /** Bounds what is kept. Each plan has the map that it is removed from. */
  readonly #kept = new LRUCache<OperationPlan, Operation['plans']>({
    maxSize: mostFields,
    dispose: (plans, plan) => {
      for (const [key, kept] of plans) if (kept === plan) plans.delete(key);
    },
  });

  /** @param after how often an operation is executed before its plans are kept: most documents of strangers come once */
  constructor(after: number) {
    this.#after = after;
  }

  /**
   * The plan of an operation for the `@skip` and `@include` conditions that these variables make.
   * @param variables as graphql-js coerced them
   */
  planFor(operation: Operation, variables: VariableValues): OperationPlan {
    const { schema, definition, fragments, conditions, plans } = operation;
    const isKept = operation.uses++ >= this.#after;
    const key = isKept ? conditions.map((name) => String(variables[name])).join() : '';
    const known = isKept ? plans.get(key) : undefined;
    if (known && this.#kept.get(known)) return known;
    const plan = new OperationPlan(schema, definition, fragments, variables);
    if (isKept && plans.size < mostPlans) {
      plans.set(key, plan);
      this.#kept.set(plan, plans, { size: Math.max(1, operation.cost.size) });
    }
    return plan;
  }
}
