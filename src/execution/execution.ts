import { type ExecutionResult, type GraphQLError, responsePathAsArray } from 'graphql';
import type { FieldError } from './field-error.ts';
import type { KnownArguments, OperationPlan, VariableValues } from './plan.ts';
import { type Holder, type Position, setIn } from './position.ts';

/** What resolvers receive besides their field's own. */
export interface ExecutionValues {
  readonly rootValue?: unknown;
  readonly contextValue?: unknown;
}

/**
 * One execution of an operation: what its resolvers receive, and the answer so far. Values that come later are written to
 * their places in the answer, which is whole when none is under way any more.
 */
export class Execution {
  readonly plan: OperationPlan;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: VariableValues;
  /** Arguments that hold variables, made once per execution. */
  readonly arguments: KnownArguments = new Map();
  readonly errors = new CollectedErrors();
  data: Record<string, unknown> | null = null;
  #underWay = 0;
  /** Errors of objects that fail, by their positions. */
  readonly #postponed = new Map<Position | undefined, FieldError>();
  #wake: (() => void) | undefined;

  constructor(plan: OperationPlan, { rootValue, contextValue }: ExecutionValues, variableValues: VariableValues) {
    this.plan = plan;
    this.rootValue = rootValue;
    this.contextValue = contextValue;
    this.variableValues = variableValues;
  }

  /** How many values are still to come. */
  get underWay(): number {
    return this.#underWay;
  }

  /** A value begins to be under way: `end` has to follow. */
  begin(): void {
    this.#underWay++;
  }

  /**
   * A value has come.
   * @param above the object or list that holds it
   * @param settle writes it to its place; throws a `FieldError` where that may not be null
   */
  end(above: Position | undefined, settle: () => void): void {
    try {
      settle();
    } catch (error) {
      this.#nullify(error as FieldError, above);
    }
    this.#underWay--;
    if (this.#underWay > 0) return;
    for (const [object, error] of this.#postponed) this.#nullify(error, object);
    this.#postponed.clear();
    this.#wake?.();
  }

  /**
   * Has an object fail once one of its fields under way has failed it, or none is under way any more: what fails meanwhile
   * below it is told, too, as graphql-js does.
   */
  postpone(error: FieldError, object: Position | undefined): void {
    this.#postponed.set(object, error);
  }

  /** Resolves when nothing is under way. To be awaited by one at a time. */
  idle(): Promise<void> {
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  result(): ExecutionResult {
    const { data, errors } = this;
    return errors.all.length > 0 ? { errors: errors.all, data } : { data };
  }

  /** Makes the nearest value null that may be, at a position or above (GraphQL, §6.4.4 "Handling Execution Errors"). */
  #nullify(error: FieldError, from: Position | undefined): void {
    let at = from;
    let told = this.#postponed.get(at) ?? error;
    while (at && !at.isNullable) {
      at = at.prev;
      told = this.#postponed.get(at) ?? told;
    }
    this.errors.add(told, at);
    if (at) this.#writeNull(at);
    else this.data = null;
  }

  #writeNull(at: Position): void {
    let holder: unknown = this.data;
    for (const key of responsePathAsArray(at.prev)) holder = isHolder(holder) ? Reflect.get(holder, key) : undefined;
    // Where there is none, something above is null already.
    if (isHolder(holder)) setIn(holder, at, null);
  }
}

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** The errors of an answer. It ignores errors at or below a position that is already null. */
export class CollectedErrors {
  readonly all: GraphQLError[] = [];
  readonly #nulled = new Set<Position | undefined>();

  add(error: GraphQLError, at: Position | undefined): void {
    if (this.#nulled.has(undefined)) return;
    for (let step = at; step; step = step.prev) if (this.#nulled.has(step)) return;
    this.#nulled.add(at);
    this.all.push(error);
  }
}
