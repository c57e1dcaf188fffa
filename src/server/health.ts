import { type Plugin, useReadinessCheck } from 'graphql-yoga';
import type { RestClient } from '../rest/client.ts';

/** Whether the process takes new work: false from the first signal to stop. */
export interface Readiness {
  draining: boolean;
}

/** `/ready`: 200 while all platforms accept connections and the process is not draining, 503 otherwise. */
export function useReadiness(state: Readiness, clients: readonly RestClient[]) {
  return useReadinessCheck({
    endpoint: '/ready',
    check: async () => {
      if (state.draining) return false;
      return (await Promise.all(clients.map((client) => client.reachable()))).every(Boolean);
    },
  });
}

/** The headers of an answer while draining: they tell clients not to send another request over the same connection. */
export function lastAnswer({ draining }: Readiness): Readonly<Record<string, string>> {
  return draining ? { connection: 'close' } : {};
}

/** Gives every answer of Yoga the headers of a last one, while draining. */
export function useLastAnswers(state: Readiness): Plugin {
  return {
    onResponse({ response }) {
      for (const [name, value] of Object.entries(lastAnswer(state))) response.headers.set(name, value);
    },
  };
}
