import { type ExecutionResult, locatedError, OperationTypeNode } from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import { FieldError } from './field-error.ts';
import type { FieldPlan, ObjectPlan, OperationPlan, VariableValues } from './plan.ts';
import { CollectedErrors, type Execution, isPromise, ResponseField } from './response-field.ts';

/**
 * Executes an operation by its plan (GraphQL, §6 "Execution"). The algorithm is that of graphql-js, but the plan has
 * already decided everything that depends on the document alone. Data, errors, key order and resolver calls equal those of
 * graphql-js; a test compares both over random documents of the whole schema.
 * @param variableValues coerced by graphql-js; variables of the plan's conditions must have the values in the plan
 */
export function executePlan(
  plan: OperationPlan,
  { rootValue, contextValue }: { readonly rootValue?: unknown; readonly contextValue?: unknown },
  variableValues: VariableValues,
): ExecutionResult | Promise<ExecutionResult> {
  const errors = new CollectedErrors();
  const execution = { plan, rootValue, contextValue, variableValues, errors, arguments: new Map() };
  const failed = (error: unknown): ExecutionResult => {
    errors.add(error instanceof FieldError ? error : locatedError(error, undefined, undefined), undefined);
    return { errors: errors.all, data: null };
  };
  const done = (data: unknown): ExecutionResult => {
    const answer = data as ExecutionResult['data'];
    return errors.all.length > 0 ? { errors: errors.all, data: answer } : { data: answer };
  };
  try {
    const execute = plan.operation.operation === OperationTypeNode.MUTATION ? executeSerially : executeFields;
    const data = execute(execution, plan.root, rootValue, undefined);
    return isPromise(data) ? data.then(done, failed) : done(data);
  } catch (error) {
    return failed(error);
  }
}

/** Executes the fields of an object concurrently (GraphQL, §6.2.1 "Executing a selection set"). */
export function executeFields(
  execution: Execution,
  { fields, needsBareObject }: ObjectPlan,
  source: unknown,
  path: Path | undefined,
): unknown {
  const results: Record<string, unknown> = needsBareObject ? Object.create(null) : {};
  const pending: Pending[] = [];
  try {
    for (const plan of fields) {
      const { responseName } = plan;
      const result = executeField(plan, execution, source, path);
      results[responseName] = result;
      if (isPromise(result)) pending.push({ responseName, result });
    }
  } catch (error) {
    if (pending.length === 0) throw error;
    // Await the other fields under way first: they may fail too, and their rejections must be handled.
    return settled(results, pending).finally(() => {
      throw error;
    });
  }
  return pending.length > 0 ? settled(results, pending) : results;
}

/** Executes the fields of a mutation, one after the other (GraphQL, §6.2.2 "Mutation"). */
function executeSerially(
  execution: Execution,
  { fields, needsBareObject }: ObjectPlan,
  source: unknown,
  path: Path | undefined,
): unknown {
  const results: Record<string, unknown> = needsBareObject ? Object.create(null) : {};
  return fields.reduce<unknown>((before, plan) => {
    const execute = () => {
      const keep = (value: unknown) => {
        results[plan.responseName] = value;
        return results;
      };
      const result = executeField(plan, execution, source, path);
      return isPromise(result) ? result.then(keep) : keep(result);
    };
    return isPromise(before) ? before.then(execute) : execute();
  }, results);
}

function executeField(plan: FieldPlan, execution: Execution, source: unknown, path: Path | undefined): unknown {
  const field = new ResponseField(plan, execution, path);
  let result: unknown;
  try {
    const args = plan.argumentsFor(execution.arguments, execution.variableValues);
    result = plan.resolve(source, args, execution.contextValue, field);
  } catch (error) {
    return field.fail(error, field, plan.isNullable);
  }
  return field.completeAt(field, result, plan.complete, plan.isNullable);
}

/** A field whose value is still pending. */
interface Pending {
  readonly responseName: string;
  readonly result: Promise<unknown>;
}

/** Resolves to the object when all pending fields have their values. */
function settled(object: Record<string, unknown>, pending: readonly Pending[]): Promise<Record<string, unknown>> {
  const [only] = pending;
  if (only && pending.length === 1) {
    return only.result.then((value) => {
      object[only.responseName] = value;
      return object;
    });
  }
  return Promise.all(pending.map(({ result }) => result)).then((values) => {
    for (const [index, { responseName }] of pending.entries()) object[responseName] = values[index];
    return object;
  });
}
