import type { IncomingMessage } from 'node:http';
import { getOperationAST } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { Flights } from '../rest/flights.ts';

/** Headers on which an answer depends, besides the body: whose it is, and what it shall hold. */
const telling = ['authorization', 'kestra-authorization', 'accept', 'x-explain'] as const;
const mostQueries = 1000;

/**
 * Queries under way, so that identical ones under identical credentials are executed once. Only what was executed before
 * and turned out to be a query is shared; and what starts after a mutation has ended joins nothing from before it.
 */
export class SharedQueries {
  readonly flights = new Flights();
  readonly #queries = new Set<string>();

  /** All that makes two requests the same; undefined for one that is not known to be a query. */
  key({ headers }: IncomingMessage, params: GraphQLParams, body: string): string | undefined {
    if (!this.#queries.has(nameOf(params))) return undefined;
    return `${telling.map((name) => headers[name] ?? '').join('\n')}\n${body}`;
  }

  /** Learns which operations are queries, and when a mutation ends. */
  plugin(): Plugin {
    return {
      onExecute: ({ args: { document, operationName, contextValue } }) => {
        const operation = getOperationAST(document, operationName)?.operation;
        if (operation === 'mutation') return { onExecuteDone: () => this.flights.forget() };
        if (operation === 'query') this.#learn(nameOf(contextValue.params));
      },
    };
  }

  #learn(name: string): void {
    if (name === '') return;
    this.#queries.add(name);
    for (const oldest of this.#queries) {
      if (this.#queries.size <= mostQueries) break;
      this.#queries.delete(oldest);
    }
  }
}

/** What names an operation: the document as it was sent, and which of its operations. Empty for one that was not sent. */
function nameOf({ query, operationName = '' }: GraphQLParams): string {
  return query ? `${operationName?.length ?? 0} ${operationName}${query}` : '';
}
