import { type ExecutionResult, locatedError, OperationTypeNode } from 'graphql';
import { Execution, type ExecutionValues } from './execution.ts';
import { FieldError } from './field-error.ts';
import type { FieldPlan, ObjectPlan, OperationPlan, VariableValues } from './plan.ts';
import { type Position, setIn } from './position.ts';
import { ResponseField } from './response-field.ts';

/**
 * Executes an operation by its plan (GraphQL, §6 "Execution"). The algorithm is that of graphql-js, but the plan has
 * already decided everything that depends on the document alone, and values that come later are written to their places,
 * where graphql-js has promises of objects and lists. Data, errors, key order and resolver calls equal those of
 * graphql-js, but for which of several failures is told that make the same value null; tests compare both over random
 * documents of the whole schema, and over values that come and fail at random. The answer comes when no field is under way
 * any more, those below a null included.
 * @param variableValues coerced by graphql-js; variables of the plan's conditions must have the values in the plan
 */
export function executePlan(
  plan: OperationPlan,
  values: ExecutionValues,
  variableValues: VariableValues,
): ExecutionResult | Promise<ExecutionResult> {
  const execution = new Execution(plan, values, variableValues);
  try {
    if (plan.operation.operation === OperationTypeNode.MUTATION) return executeSerially(execution, plan.root);
    execution.data = executeFields(execution, plan.root, values.rootValue, undefined);
  } catch (error) {
    return failed(execution, error);
  }
  return execution.underWay === 0 ? execution.result() : execution.idle().then(() => execution.result());
}

/** Executes the fields of an object concurrently (GraphQL, §6.2.1 "Executing a selection set"). */
export function executeFields(
  execution: Execution,
  { fields, object }: ObjectPlan,
  source: unknown,
  at: Position | undefined,
): Record<string, unknown> {
  const results = object();
  const { underWay } = execution;
  try {
    for (const plan of fields) executeField(plan, execution, source, at, results);
  } catch (error) {
    if (execution.underWay === underWay) throw error;
    execution.postpone(error as FieldError, at);
  }
  return results;
}

/** Executes the fields of a mutation, one after the other (GraphQL, §6.2.2 "Mutation"). */
async function executeSerially(execution: Execution, { fields, object }: ObjectPlan): Promise<ExecutionResult> {
  const results = object();
  execution.data = results;
  try {
    for (const plan of fields) {
      executeField(plan, execution, execution.rootValue, undefined, results);
      await execution.idle();
      if (execution.data === null) break;
    }
  } catch (error) {
    await execution.idle();
    return failed(execution, error);
  }
  return execution.result();
}

function executeField(
  plan: FieldPlan,
  execution: Execution,
  source: unknown,
  parent: Position | undefined,
  results: Record<string, unknown>,
): void {
  const field = new ResponseField(plan, execution, parent);
  let value: unknown;
  try {
    const args = plan.argumentsFor(execution.arguments, execution.variableValues);
    value = plan.resolve(source, args, execution.contextValue, field);
  } catch (error) {
    setIn(results, field, field.fail(error, field));
    return;
  }
  field.put(results, field, value, plan.complete);
}

/** The answer of an operation that has failed as a whole. */
function failed(execution: Execution, error: unknown): ExecutionResult {
  execution.errors.add(error instanceof FieldError ? error : locatedError(error, undefined, undefined), undefined);
  execution.data = null;
  return execution.result();
}
