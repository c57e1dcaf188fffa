import type { Plugin } from 'graphql-yoga';
import type { ClientRequest } from '../client-request.ts';

/** What Yoga is given with each request. */
export interface YogaServerContext {
  readonly clientRequest: ClientRequest;
}

/**
 * Has the operations of a batch begin one after the other, with room for other requests between them: each is parsed,
 * validated and begun without a pause.
 */
export function useBatches(): Plugin<object, YogaServerContext> {
  const turns = new WeakMap<Request, Promise<void>>();
  return {
    onRequestParse: ({ request, serverContext: { clientRequest } }) => ({
      onRequestParseDone({ requestParserResult }) {
        if (!Array.isArray(requestParserResult)) return;
        clientRequest.isBatch = true;
        turns.set(request, Promise.resolve());
      },
    }),
    onParams({ request }) {
      const turn = turns.get(request)?.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
      if (turn) turns.set(request, turn);
      return turn;
    },
  };
}
