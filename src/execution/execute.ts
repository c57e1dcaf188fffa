import {
  type ExecutionResult,
  type GraphQLError,
  type GraphQLResolveInfo,
  locatedError,
  OperationTypeNode,
  responsePathAsArray,
} from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import { FieldError } from './field-error.ts';
import type { FieldPlan, KnownArguments, ObjectPlan, OperationPlan, VariableValues } from './plan.ts';

/** One execution of an operation: what its resolvers are given, and what has failed so far. */
export interface Execution {
  readonly plan: OperationPlan;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: VariableValues;
  /** Arguments that hold variables, made once an execution. */
  readonly arguments: KnownArguments;
  readonly errors: CollectedErrors;
}

/**
 * Executes an operation by its plan (GraphQL, §6 "Execution"): the algorithm of graphql-js, with everything decided
 * beforehand that depends on the document alone. Data, errors, order of keys and resolvers called are those of
 * graphql-js, which a test proves over random documents of the whole schema.
 * @param variableValues coerced by graphql-js; those of the plan's conditions have the values that the plan was made for
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

/**
 * A field at its place in the answer: its path and what its resolver is told, in one object for each.
 * Every field of every row has one, so that what can be derived is derived when it is asked for.
 */
export class ResponseField implements Path, GraphQLResolveInfo {
  readonly plan: FieldPlan;
  readonly execution: Execution;
  readonly prev: Path | undefined;

  constructor(plan: FieldPlan, execution: Execution, prev: Path | undefined) {
    this.plan = plan;
    this.execution = execution;
    this.prev = prev;
  }

  get key() {
    return this.plan.responseName;
  }
  get typename() {
    return this.plan.parentType.name;
  }
  get path() {
    return this;
  }
  get fieldName() {
    return this.plan.definition.name;
  }
  get fieldNodes() {
    return this.plan.nodes;
  }
  get returnType() {
    return this.plan.definition.type;
  }
  get parentType() {
    return this.plan.parentType;
  }
  get schema() {
    return this.execution.plan.schema;
  }
  get fragments() {
    return this.execution.plan.fragments;
  }
  get rootValue() {
    return this.execution.rootValue;
  }
  get operation() {
    return this.execution.plan.operation;
  }
  get variableValues() {
    return this.execution.variableValues;
  }

  /**
   * Has a failure end at its own place, where that may be null.
   * @param path the field's own, or below it that of an item
   * @throws {FieldError} where it may not, for the place above
   */
  fail(failure: unknown, path: Path, isNullable: boolean): null {
    const { nodes, locations } = this.plan;
    const error = FieldError.at(failure, { nodes, locations, path: responsePathAsArray(path) });
    if (!isNullable) throw error;
    this.execution.errors.add(error, path);
    return null;
  }
}

/** The errors of an answer. Of a place that is null already, and of what is below it, no more are told. */
export class CollectedErrors {
  readonly all: GraphQLError[] = [];
  readonly #nulled = new Set<Path | undefined>();

  add(error: GraphQLError, path: Path | undefined): void {
    if (this.#nulled.has(undefined)) return;
    for (let place = path; place; place = place.prev) if (this.#nulled.has(place)) return;
    this.#nulled.add(path);
    this.all.push(error);
  }
}

/** Executes the fields of an object side by side (GraphQL, §6.2.1 "Executing a selection set"). */
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
    // The other fields under way may fail too: whoever waits for this one waits for them.
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
  try {
    const args = plan.argumentsFor(execution.arguments, execution.variableValues);
    const result = plan.resolve(source, args, execution.contextValue, field);
    if (!isPromise(result)) return completeField(field, result);
    return result.then(
      (value) => completeField(field, value),
      (error) => field.fail(error, field, plan.isNullable),
    );
  } catch (error) {
    return field.fail(error, field, plan.isNullable);
  }
}

function completeField(field: ResponseField, value: unknown): unknown {
  const { plan } = field;
  try {
    const completed = plan.complete(field, field, value);
    return isPromise(completed)
      ? completed.then(undefined, (error) => field.fail(error, field, plan.isNullable))
      : completed;
  } catch (error) {
    return field.fail(error, field, plan.isNullable);
  }
}

/** A field whose value is not there yet. */
interface Pending {
  readonly responseName: string;
  readonly result: Promise<unknown>;
}

/** An object when the values of all fields under way are there. */
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

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
