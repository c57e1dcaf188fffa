import { Environment, type GraphQLResponse, Network, RecordSource, Store } from 'relay-runtime';

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
