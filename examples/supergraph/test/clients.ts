import { loadApollo, type Result, startHive } from '../gateways.ts';

/** A gateway that runs, and how a client asks it. */
export interface Gateway {
  ask(query: string, headers: Record<string, string>, variables?: Record<string, unknown>): Promise<Result>;
  close(): Promise<unknown>;
}

/** Hive Gateway, asked over HTTP. */
export async function hive(supergraph: string): Promise<Gateway> {
  const { url, close } = await startHive(supergraph);
  return {
    async ask(query, headers, variables) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Result;
    },
    close,
  };
}

/** Both gateways, by name. */
export const gateways: readonly [string, (supergraph: string) => Promise<Gateway>][] = [
  ['Hive Gateway', hive],
  ['Apollo Gateway', loadApollo],
];
