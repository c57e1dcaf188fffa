import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { Complete } from './complete.ts';
import type { Execution } from './execution.ts';
import { FieldError } from './field-error.ts';
import type { FieldPlan } from './plan.ts';
import { type Holder, type Position, setIn } from './position.ts';

/**
 * A field of the answer: its path and its resolver's `info` in one object. Every field of every row has one, so getters
 * derive what they can when it is read.
 */
export class ResponseField implements Position, GraphQLResolveInfo {
  readonly plan: FieldPlan;
  readonly execution: Execution;
  readonly prev: Position | undefined;

  constructor(plan: FieldPlan, execution: Execution, prev: Position | undefined) {
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
  get isNullable() {
    return this.plan.isNullable;
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
   * Completes a value and writes it to its place in the answer; where it is a promise, when it comes. A value that fails is
   * null there, where it may be.
   * @param at the position of the field, or of an item below it
   * @throws {FieldError} where the value may not be null, so that the failure makes the parent null
   */
  put(holder: Holder, at: Position, value: unknown, complete: Complete): void {
    if (isPromise(value)) {
      this.#putLater(holder, at, value, complete);
      return;
    }
    let completed: unknown;
    try {
      completed = complete(this, at, value);
    } catch (error) {
      completed = this.fail(error, at);
    }
    if (isPromise(completed)) this.#putLater(holder, at, completed, asIs);
    else setIn(holder, at, completed);
  }

  #putLater(holder: Holder, at: Position, promise: Promise<unknown>, complete: Complete): void {
    const { execution } = this;
    execution.begin();
    // Keeps the order of names, and the length of a list.
    setIn(holder, at, undefined);
    Promise.resolve(promise).then(
      (value) => execution.end(at.prev, () => this.put(holder, at, value, complete)),
      (error) => execution.end(at.prev, () => setIn(holder, at, this.fail(error, at))),
    );
  }

  /**
   * Records a failure and makes the value null, where it may be null.
   * @param at the position of the field, or of an item below it
   * @throws {FieldError} where the value may not be null, so that the failure makes the parent null
   */
  fail(failure: unknown, at: Position): null {
    // A failure from below already has its path.
    const error = failure instanceof FieldError ? failure : this.#located(failure, at);
    if (!at.isNullable) throw error;
    this.execution.errors.add(error, at);
    return null;
  }

  #located(failure: unknown, at: Position): FieldError {
    const { nodes, locations } = this.plan;
    return FieldError.at(failure, { nodes, locations, path: responsePathAsArray(at) });
  }
}

/** A value that is complete. */
const asIs: Complete = (_, _at, value) => value;

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
