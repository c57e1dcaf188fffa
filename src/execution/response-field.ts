import { type GraphQLError, type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import type { Complete } from './complete.ts';
import { FieldError } from './field-error.ts';
import type { FieldPlan, KnownArguments, OperationPlan, VariableValues } from './plan.ts';

/** One execution of an operation: what its resolvers receive, and the errors so far. */
export interface Execution {
  readonly plan: OperationPlan;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: VariableValues;
  /** Arguments that hold variables, made once per execution. */
  readonly arguments: KnownArguments;
  readonly errors: CollectedErrors;
}

/**
 * A field of the answer: its path and its resolver's `info` in one object. Every field of every row has one, so getters
 * derive what they can when it is read.
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
   * Completes a value, or a promise of one. If that fails and the value may be null, it becomes null.
   * @param path the path of the field, or of an item below it
   * @throws {FieldError} where the value may not be null, so that the failure makes the parent null
   */
  completeAt(path: Path, value: unknown, complete: Complete, isNullable: boolean): unknown {
    if (isPromise(value)) {
      return value.then(
        (settled) => this.completeAt(path, settled, complete, isNullable),
        (error) => this.fail(error, path, isNullable),
      );
    }
    try {
      const completed = complete(this, path, value);
      return isPromise(completed)
        ? completed.then(undefined, (error) => this.fail(error, path, isNullable))
        : completed;
    } catch (error) {
      return this.fail(error, path, isNullable);
    }
  }

  /**
   * Records a failure and makes the value null, where it may be null.
   * @param path the path of the field, or of an item below it
   * @throws {FieldError} where the value may not be null, so that the failure makes the parent null
   */
  fail(failure: unknown, path: Path, isNullable: boolean): null {
    // A failure from below already has its path.
    const error = failure instanceof FieldError ? failure : this.#located(failure, path);
    if (!isNullable) throw error;
    this.execution.errors.add(error, path);
    return null;
  }

  #located(failure: unknown, path: Path): FieldError {
    const { nodes, locations } = this.plan;
    return FieldError.at(failure, { nodes, locations, path: responsePathAsArray(path) });
  }
}

/** The errors of an answer. It ignores errors at or below a path that is already null. */
export class CollectedErrors {
  readonly all: GraphQLError[] = [];
  readonly #nulled = new Set<Path | undefined>();

  add(error: GraphQLError, path: Path | undefined): void {
    if (this.#nulled.has(undefined)) return;
    for (let step = path; step; step = step.prev) if (this.#nulled.has(step)) return;
    this.#nulled.add(path);
    this.all.push(error);
  }
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
