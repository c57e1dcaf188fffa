import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { ServedPlatform } from '../../platform.ts';
import { credentials } from '../credentials.ts';
import { sendErrors } from '../node-answers.ts';
import type { Metrics } from '../observability/metrics.ts';
import { countRefusal } from '../observability/operation-metrics.ts';
import type { BudgetExceededError } from './budget-error.ts';
import { budgetHeadersOf } from './budget-headers.ts';
import type { CallBudget } from './call-budget.ts';
import type { CallBudgets } from './call-budgets.ts';

/** The delay of such a refusal slows down a program that asks in a loop. */
const delayMs = 100;

/**
 * Refuses requests of callers who ignore refusals, without reading them: parsing requests that will be refused would take time
 * from others.
 * @param next serves all other requests
 */
export function refuseUnread(
  budgets: CallBudgets,
  platforms: readonly Pick<ServedPlatform, 'name' | 'client'>[],
  metrics: Metrics,
  next: RequestListener,
): RequestListener {
  const serve: RequestListener = (message, response) => {
    if (response.destroyed) return;
    for (const budget of knownTo(budgets, platforms, message)) {
      const refusal = budget.unread;
      if (refusal) return refuse(response, budget, refusal, metrics);
      const { patience } = budget;
      if (!patience.mayRead(message, () => serve(message, response))) return;
      if (patience.isReadAlone(message)) response.once('close', () => patience.ended(message));
    }
    return next(message, response);
  };
  return serve;
}

function* knownTo(
  budgets: CallBudgets,
  platforms: readonly Pick<ServedPlatform, 'name' | 'client'>[],
  { headers }: IncomingMessage,
) {
  const header = (name: string) => [headers[name.toLowerCase()]].flat().join(', ') || undefined;
  for (const { name, client } of platforms) {
    const authorization = credentials({ header }, client.upstream.headers);
    const budget = authorization === undefined ? undefined : budgets.known(name, authorization);
    if (budget) yield budget;
  }
}

function refuse(response: ServerResponse, budget: CallBudget, refusal: BudgetExceededError, metrics: Metrics): void {
  const error = new GraphQLError(refusal.message, { extensions: refusal.extensions });
  countRefusal(metrics, [error]);
  for (const [header, value] of Object.entries(budgetHeadersOf([budget]))) response.setHeader(header, value);
  setTimeout(() => sendErrors(response, [error], 429), delayMs);
}
