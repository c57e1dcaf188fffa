import type { CallBudget } from './call-budget.ts';

/** What is left of budgets, as headers of an answer (draft-ietf-httpapi-ratelimit-headers-10). */
export function budgetHeadersOf(budgets: readonly CallBudget[]): Readonly<Record<string, string>> {
  if (budgets.length === 0) return {};
  const known = budgets.map(({ platform, left }) => ({ platform, ...left }));
  return {
    'ratelimit-policy': known.map(({ platform, perMinute }) => `"${platform}";q=${perMinute};w=60`).join(', '),
    ratelimit: known.map(({ platform, left, fullInS }) => `"${platform}";r=${left};t=${fullInS}`).join(', '),
  };
}

/** The headers that say what is left, and when to try again. */
export const budgetHeaders = ['ratelimit', 'ratelimit-policy', 'retry-after'];
