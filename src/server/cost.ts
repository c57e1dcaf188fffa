import { CostLimitError } from '../errors.ts';
import type { VariableValues } from '../execution/plan.ts';
import type { Context } from '../graph/context.ts';
import type { ServedRequest } from './execution-hooks.ts';
import { limits } from './limits.ts';
import type { Operation } from './operations.ts';

/** Fields of the answers that were begun for a request: of a batch, all operations share what is allowed. */
const fieldsBegun = new WeakMap<Request, number>();

/**
 * Prices an operation, and tells its context.
 * @param variables as graphql-js coerced them
 * @returns why it is refused, where it may cost more REST calls than are allowed, or its answer be too large
 */
export function priceRefusal(
  { cost }: Operation,
  variables: VariableValues,
  context: Context & ServedRequest,
): CostLimitError | undefined {
  // Before anything is multiplied: of a document that unfolds without end, nothing else is looked at.
  if (cost.size > limits.unfolded) {
    return new CostLimitError('fields once its fragments are in their places', cost.size, limits.unfolded);
  }
  const { calls, fields } = cost.estimate(variables, context);
  context.cost.asked = calls;
  const { allowed } = context.cost;
  if (calls > allowed) return new CostLimitError('REST calls', calls, allowed);
  const together = (fieldsBegun.get(context.request) ?? 0) + fields;
  if (together > limits.fields) return new CostLimitError('fields in its answer', together, limits.fields);
  fieldsBegun.set(context.request, together);
  return undefined;
}
