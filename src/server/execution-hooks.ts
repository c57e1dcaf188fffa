import type { ExecutionResult, OperationDefinitionNode } from 'graphql';
import type { ServerContext } from './server-context.ts';

/** The execution of one operation of a valid document. */
export interface Execution {
  /** Undefined if the document has no operation of the name that was asked for, which is refused. */
  readonly definition: OperationDefinitionNode | undefined;
  readonly context: ServerContext;
}

/** What a hook does around an execution, and with its result. */
export interface ExecutionObserver {
  /** Runs the execution and returns what it returned: to give it an asynchronous context. */
  readonly run?: <Result>(execute: () => Result) => Result;
  /** Sees the result, and returns it or another in its place. For incremental results see `onWholeResult`. */
  readonly onResult?: (result: ExecutionResult) => ExecutionResult;
}

/** Called when an execution begins. A hook that throws refuses the operation: nothing is executed. */
export type ExecutionHook = (execution: Execution) => ExecutionObserver | undefined;

/** Calls all hooks. @returns one observer for all of theirs, in their order */
export function beginExecution(hooks: readonly ExecutionHook[], execution: Execution): Required<ExecutionObserver> {
  const observers: ExecutionObserver[] = [];
  for (const hook of hooks) {
    const observer = hook(execution);
    if (observer) observers.push(observer);
  }
  return {
    run(execute) {
      let around = execute;
      for (const { run } of observers) {
        const inner = around;
        if (run) around = () => run(inner);
      }
      return around();
    },
    onResult(result) {
      let seen = result;
      for (const { onResult } of observers) if (onResult) seen = onResult(seen);
      return seen;
    },
  };
}
