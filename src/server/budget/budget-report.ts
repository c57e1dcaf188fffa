import type { ExecutionHook } from '../execution-hooks.ts';

/** Adds what is left of the budgets to each answer: in `extensions.cost.budget`, and in headers. */
export const budgetReport: ExecutionHook = ({ context: { charge, clientRequest } }) =>
  charge && {
    onResult(result) {
      charge.settle();
      clientRequest.announce(charge.headers);
      if (!('data' in result)) return result;
      const budget = Object.fromEntries(
        Object.entries(charge.left).map(([platform, { left, perMinute }]) => [platform, { left, perMinute }]),
      );
      const cost = { ...(result.extensions?.cost as object | undefined), budget };
      return { ...result, extensions: { ...result.extensions, cost } };
    },
  };
