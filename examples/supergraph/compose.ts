import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByTheGuild } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** A subgraph to compose: its name, where it is served, and its schema with the federation directives. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** What a composer made: the supergraph, or why there is none; and what it finds worth a hint. */
export interface Composition {
  readonly supergraph: string | undefined;
  readonly errors: readonly string[];
  readonly hints: readonly string[];
}

const services = (subgraphs: readonly Subgraph[]) =>
  subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));

/** Composes by Apollo's own composition. */
export function apollo(subgraphs: readonly Subgraph[]): Composition {
  const { supergraphSdl, errors = [], hints = [] } = composeByApollo(services(subgraphs));
  return {
    supergraph: supergraphSdl,
    errors: errors.map(({ message }) => message),
    hints: hints.map(({ definition, message }) => `${definition.level.name} ${definition.code}: ${message}`),
  };
}

/** Composes by The Guild's composition, which is under an open licence. */
export function theGuild(subgraphs: readonly Subgraph[]): Composition {
  const { supergraphSdl, errors = [] } = composeByTheGuild(services(subgraphs));
  return { supergraph: supergraphSdl, errors: errors.map(({ message }) => message), hints: [] };
}

/** Asks a running subgraph for its schema. */
export async function subgraphOf(name: string, url: string): Promise<Subgraph> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  return { name, url, sdl: data._service.sdl };
}
