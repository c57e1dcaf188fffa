import type { RequestListener } from 'node:http';
import { GraphQLError } from 'graphql';
import type { ServedPlatform } from '../../platform.ts';
import { credentials } from '../credentials.ts';
import { sendErrors } from '../node-answers.ts';
import type { Metrics } from '../observability/metrics.ts';
import { countRefusal } from '../observability/operation-metrics.ts';
import { budgetHeadersOf } from './budget-headers.ts';
import type { CallBudgets } from './call-budgets.ts';

/** The wait for such a refusal: a program that asks in a loop then slows down itself, and nobody else. */
const delayMs = 100;

/**
 * Refuses requests of callers who were told to wait and do not, without reading them: to parse what will be refused would
 * take the time of others.
 * @param next serves all other requests
 */
export function refuseUnread(
  budgets: CallBudgets,
  platforms: readonly Pick<ServedPlatform, 'name' | 'client'>[],
  metrics: Metrics,
  next: RequestListener,
): RequestListener {
  return (message, response) => {
    const header = (name: string) => [message.headers[name.toLowerCase()]].flat().join(', ') || undefined;
    for (const { name, client } of platforms) {
      const authorization = credentials({ header }, client.upstream.headers);
      const refusal = authorization === undefined ? undefined : budgets.unread(name, authorization);
      if (!refusal || authorization === undefined) continue;
      const error = new GraphQLError(refusal.message, { extensions: refusal.extensions });
      countRefusal(metrics, [error]);
      const headers = budgetHeadersOf([budgets.of(name, authorization)]);
      for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
      setTimeout(() => sendErrors(response, [error], 429), delayMs);
      return;
    }
    return next(message, response);
  };
}
