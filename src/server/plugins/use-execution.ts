import { type ExecutionArgs, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { executePlan } from '../../execution/execute.ts';
import type { Context } from '../../graph/context.ts';
import { priceRefusal } from '../cost.ts';
import { longList } from '../limits.ts';
import type { Operations } from '../operations.ts';
import type { PlanCache } from '../plan-cache.ts';
import { coerceVariables } from '../variables.ts';

interface Options {
  readonly operations: Operations;
  readonly plans: PlanCache;
  /** What a client learns of an error. */
  readonly mask: (error: unknown) => GraphQLError;
  /** Items of any list in variables. */
  readonly maxListItems: number;
}

/**
 * Has Yoga refuse operations whose variables do not fit or that cost too much, before anything is asked of a platform,
 * and execute the others by their plans. Deferred fragments are left to the executor that knows them.
 */
export function useExecution({ operations, plans, mask, maxListItems }: Options): Plugin<Context> {
  return {
    onExecute({ args, setExecuteFn, setResultAndStopExecution }) {
      const operation = operations.of(args);
      // The executor says what is wrong with the name.
      if (!operation) return;
      const tooLong = longList(args.variableValues, maxListItems);
      if (tooLong) return setResultAndStopExecution({ errors: [tooLong] });
      const { coerced, errors } = coerceVariables(operation, args.variableValues ?? {});
      // Yoga does not mask results that are set here.
      if (errors) return setResultAndStopExecution({ errors: errors.map(mask) });
      const refusal = priceRefusal(operation, coerced, args.contextValue);
      if (refusal) {
        const error = new GraphQLError(refusal.message, { originalError: refusal });
        return setResultAndStopExecution({ errors: [mask(error)] });
      }
      if (operation.isDeferred) return;
      const plan = plans.planFor(operation, coerced);
      setExecuteFn((given: ExecutionArgs) => executePlan(plan, given, coerced));
    },
  };
}
