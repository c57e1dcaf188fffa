import type { Plugin } from 'graphql-yoga';

/**
 * Has the operations of a batch begin one after the other, with room for other requests between them: each is parsed,
 * validated and begun in one go.
 */
export function useTurns(): Plugin {
  const turns = new WeakMap<Request, Promise<void>>();
  return {
    onRequestParse: ({ request }) => ({
      onRequestParseDone({ requestParserResult }) {
        if (Array.isArray(requestParserResult)) turns.set(request, Promise.resolve());
      },
    }),
    onParams({ request }) {
      const turn = turns.get(request)?.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
      if (turn) turns.set(request, turn);
      return turn;
    },
  };
}
