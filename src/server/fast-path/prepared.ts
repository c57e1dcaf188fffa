import type { GraphQLParams } from 'graphql-yoga';
import type { Concern } from '../execution-hooks.ts';
import type { Operation, Operations } from '../operations.ts';
import { textCache } from '../text-cache.ts';

/**
 * Operations that Yoga has executed: found in the store of persisted documents where one was named, parsed, and valid by
 * every rule and limit. All of that depends on what was sent besides the variables, and so holds when it is sent again.
 */
export class PreparedOperations {
  readonly #prepared = textCache<Operation>();
  readonly #operations: Operations;

  constructor(operations: Operations) {
    this.#operations = operations;
  }

  find(identity: string): Operation | undefined {
    return this.#prepared.get(identity);
  }

  /** Learns what is executed. */
  readonly concern: Concern = (execution) => {
    const { identity } = execution.contextValue;
    if (identity === undefined || this.find(identity)) return undefined;
    return (result) => {
      const operation = this.#operations.of(execution);
      if (operation) this.#prepared.set(identity, operation);
      return result;
    };
  };
}

/** All that was sent of an operation besides its variables; undefined where that is nested too deep to be written. */
export function identityOf({ variables: _, ...rest }: GraphQLParams): string | undefined {
  try {
    return JSON.stringify(rest);
  } catch {
    return undefined;
  }
}
