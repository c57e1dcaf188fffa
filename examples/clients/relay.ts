import { Environment, type GraphQLResponse, Network, RecordSource, type RecordSourceProxy, Store } from 'relay-runtime';

/** Relay's environment. Its store needs to be told nothing: the graph has the ids and the connections that it knows. */
export function createRelay(url: string, headers: Readonly<Record<string, string>>): Environment {
  const network = Network.create(async ({ text: query }, variables) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as GraphQLResponse;
  });
  return new Environment({ network, store: new Store(new RecordSource()) });
}

/**
 * Lowers the totals of connections by one: `@deleteEdge` takes out the edge and leaves the total. For the `updater` of a
 * mutation that deletes one, with the connections that showed it.
 */
export function lowerTotals(store: RecordSourceProxy, connections: readonly string[]): void {
  for (const id of connections) {
    const connection = store.get(id);
    const total = connection?.getValue('totalCount');
    if (typeof total === 'number') connection?.setValue(total - 1, 'totalCount');
  }
}
