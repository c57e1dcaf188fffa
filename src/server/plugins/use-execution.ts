import type { Plugin } from 'graphql-yoga';
import { executePlan } from '../../execution/execute.ts';
import type { VariableValues } from '../../execution/plan.ts';
import { beginExecution } from '../execution-hooks.ts';
import { mayHaveKey } from '../idempotency/key.ts';
import { acceptsCurrentForm, onWholeResult } from '../incremental.ts';
import { IncrementalFormat } from '../incremental-format.ts';
import { type Admission, admit, admitShared } from '../operations/admission.ts';
import type { Pipeline } from '../pipeline.ts';
import type { ServerContext } from '../server-context.ts';
import { isDeliveredIncrementally } from './use-defer.ts';
import type { ParsedDocument } from './use-documents.ts';

/**
 * Has Yoga call the hooks, refuse operations whose variables do not fit or that may cost too much, before any REST call, and
 * execute the others by their plans. Those that are delivered incrementally are left to Yoga's own executor.
 */
export function useExecution({
  hooks,
  plans,
  mask,
  config,
  executeKeyed,
}: Pipeline): Plugin<ServerContext & ParsedDocument> {
  return {
    onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const { contextValue: context, operationName, variableValues } = args;
      const operation = context.document.operation(operationName);
      const { run, onResult } = beginExecution(hooks, { definition: operation?.definition, context });
      let format: Parameters<typeof onWholeResult>[3];
      const execute = (admission: Admission | undefined) => {
        // Yoga's executor says what is wrong with the name.
        if (!operation || !admission) return executeFn;
        // Yoga does not mask results that are set here.
        if (admission.errors) return setResultAndStopExecution({ errors: admission.errors.map(mask) });
        if (isDeliveredIncrementally(operation, admission, context.clientRequest)) {
          if (acceptsCurrentForm(context.clientRequest.header('accept'))) {
            const { schema, fragments, definition } = operation;
            const form = new IncrementalFormat(definition, { schema, fragments, variables: admission.variables });
            format = (result) => form.format(result);
          }
          return executeFn;
        }
        const plan = plans.planFor(operation.withoutDefer, admission.variables);
        const execute = () => executePlan(plan, { contextValue: context }, admission.variables);
        if (!mayHaveKey(operation, context.clientRequest)) return execute;
        const sent: VariableValues = variableValues ?? {};
        return () => executeKeyed({ operation, sent, coerced: admission.variables, context }, execute);
      };
      const start = (admission?: Admission) => {
        const chosen = execute(admission);
        if (chosen) setExecuteFn((...given: Parameters<typeof executeFn>) => run(() => chosen(...given)));
        return {
          onExecuteDone: (done: Parameters<typeof onWholeResult>[0]) =>
            onWholeResult(done, onResult, context.clientRequest.client, format),
        };
      };
      if (!operation) return start();
      const asked = [operation, variableValues ?? {}, context, config.maxListItems] as const;
      const search = context.versionSearch(operation);
      if (!search && !context.charge?.isShared) return start(admit(...asked));
      return (async () => {
        if (search) Object.assign(context, await search());
        return start(await admitShared(...asked));
      })();
    },
  };
}
