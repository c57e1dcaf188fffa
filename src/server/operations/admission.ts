import { GraphQLError } from 'graphql';
import { type ApiError, CostLimitError } from '../../errors.ts';
import type { VariableValues } from '../../execution/plan.ts';
import { heedNoCache } from '../caching.ts';
import { limits } from '../limits.ts';
import { longList } from '../list-limit.ts';
import type { ServerContext } from '../server-context.ts';
import type { Operation } from './operation.ts';
import { coerceVariables } from './variables.ts';

/** What an operation may be executed with, or why it is refused. */
export type Admission =
  | { readonly variables: VariableValues; readonly fields: number; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLError[] };

/**
 * Checks what differs from request to request: the variables of an operation, and what it may cost with them. Notes in the
 * context how many REST calls it may take, and whether it may use answers that are kept. Sends none. Budgets that processes share are not asked, see `admitShared`.
 * @param variables as they were sent
 * @param maxListItems items of any list in them
 * @returns the coerced variables and the fields that the answer may have, at most; or errors
 */
export function admit(
  operation: Operation,
  variables: VariableValues,
  context: ServerContext,
  maxListItems: number,
): Admission {
  const tooLong = longList(variables, maxListItems);
  if (tooLong) return { errors: [tooLong] };
  const { coerced, errors } = coerceVariables(operation, variables);
  if (errors) return { errors };
  const { size } = operation.cost;
  // Before anything is multiplied: fragments within fragments may expand without end.
  if (size > limits.unfolded) {
    return refused(new CostLimitError('fields once its fragments are in their places', size, limits.unfolded));
  }
  const { calls, fields } = operation.cost.estimate(coerced, context);
  const { cost, clientRequest, charge } = context;
  cost.asked = calls;
  if (calls > cost.allowed) return refused(new CostLimitError('REST calls', calls, cost.allowed));
  const together = clientRequest.fieldsBegun + fields;
  if (together > limits.fields) return refused(new CostLimitError('fields in its answer', together, limits.fields));
  const refusal = charge?.take(operation, calls, clientRequest.message);
  if (refusal) return { errors: [refusedBy(refusal, context)] };
  clientRequest.fieldsBegun = together;
  heedNoCache(operation, coerced, context);
  return { variables: coerced, fields };
}

/** As `admit`, also by the budgets that several processes share: for what can wait until the store answers. */
export async function admitShared(...given: Parameters<typeof admit>): Promise<Admission> {
  const admission = admit(...given);
  if (admission.errors) return admission;
  const [, , context] = given;
  const refusal = await refusalByStore(context);
  if (!refusal) return admission;
  context.clientRequest.fieldsBegun -= admission.fields;
  return { errors: [refusal] };
}

/** Why an operation that is admitted is refused by the budgets that several processes share; undefined if it is not. */
export async function refusalByStore(context: ServerContext): Promise<GraphQLError | undefined> {
  const refusal = await context.charge?.takeShared(context.clientRequest.message);
  return refusal && refusedBy(refusal, context);
}

function refusedBy(refusal: ApiError, { charge, clientRequest }: ServerContext): GraphQLError {
  clientRequest.announce(charge?.headers ?? {});
  return errorOf(refusal);
}

const refused = (cause: ApiError): Admission => ({ errors: [errorOf(cause)] });

const errorOf = (originalError: ApiError) => new GraphQLError(originalError.message, { originalError });
