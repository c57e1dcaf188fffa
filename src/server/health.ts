import { type Plugin, useReadinessCheck } from 'graphql-yoga';
import type { RestClient } from '../rest/client.ts';

/** Whether the process takes new work: false from the first signal to stop. */
export interface Readiness {
  draining: boolean;
}

/**
 * `/ready`: 200 while all platforms accept connections, none is left alone because it failed, and the process is not
 * draining; 503 otherwise. The body tells of each platform.
 */
export function useReadiness(state: Readiness, clients: readonly RestClient[]) {
  return useReadinessCheck({
    endpoint: '/ready',
    check: async ({ fetchAPI }) => {
      if (state.draining) return fetchAPI.Response.json({ draining: true }, { status: 503 });
      const entries = clients.map(async (client) => [client.upstream.name, await conditionOf(client)] as const);
      const conditions = Object.fromEntries(await Promise.all(entries));
      const ready = Object.values(conditions).every((condition) => condition === 'ready');
      return fetchAPI.Response.json(conditions, { status: ready ? 200 : 503 });
    },
  });
}

async function conditionOf(client: RestClient): Promise<'ready' | 'failing' | 'unreachable'> {
  if (client.breaker.pausesForMs > 0) return 'failing';
  return (await client.reachable()) ? 'ready' : 'unreachable';
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
