import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../graph/context.ts';
import { ended } from './incremental.ts';

/** The execution of one operation of a valid document. */
export interface Execution extends ExecutionArgs {
  readonly contextValue: Context & ServedRequest;
}

/** What the server knows of the request that it executes an operation for. */
export interface ServedRequest {
  readonly request: Request;
  /** What names the operation where the request came through the lean door: see `PreparedOperations`. */
  readonly identity?: string;
}

/** Sees the result of an execution, and returns it or what shall stand in its place. Of one in parts: see `ended`. */
export type Ending = (result: ExecutionResult) => ExecutionResult;

/**
 * A concern of the server in every operation: it is told when one begins, and returns what shall see the result, if
 * anything. One that throws refuses the operation: nothing is executed.
 */
export type Concern = (execution: Execution) => Ending | undefined;

/** Tells all concerns that an operation begins. @returns what takes its result through all of them, in their order */
export function begin(concerns: readonly Concern[], execution: Execution): Ending {
  const endings: Ending[] = [];
  for (const concern of concerns) {
    const ending = concern(execution);
    if (ending) endings.push(ending);
  }
  return (result) => {
    let seen = result;
    for (const ending of endings) seen = ending(seen);
    return seen;
  };
}

/** Has Yoga tell the concerns of what it executes. */
export function useConcerns(concerns: readonly Concern[]): Plugin<Context> {
  return {
    onExecute({ args }) {
      const end = begin(concerns, args as Execution);
      return { onExecuteDone: (done) => ended(done, end, args.contextValue.request.signal) };
    },
  };
}
