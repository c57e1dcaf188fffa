import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';

/** A project of the example team. It knows its owner by username only. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
}

/** What the example team publishes: `User` is the facade's, found by its key `username`. */
export const projectsSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

  type Query {
    "All projects."
    projects: [Project!]!
  }

  "Something that people work on."
  type Project @key(fields: "id") {
    "The project's id."
    id: ID!
    "The project's name."
    name: String!
    "Who owns the project; null when that user is gone."
    owner: User
  }

  type User @key(fields: "username") {
    username: String
    "The projects that the user owns."
    projects: [Project!]!
  }
`;

export const exampleProjects: readonly Project[] = [
  { id: '1', name: 'Analytical Engine', owner: 'ada.lovelace@example.com' },
  { id: '2', name: 'Compiler', owner: 'grace.hopper@example.com' },
  { id: '3', name: 'Bombe', owner: 'alan.turing@example.com' },
  { id: '4', name: 'Notes by the translator', owner: 'ada.lovelace@example.com' },
];

/** Serves the projects as a subgraph on any free port. */
export async function startProjects(projects: readonly Project[]): Promise<{ url: string; close(): void }> {
  const schema = buildSubgraphSchema({
    typeDefs: parse(projectsSdl),
    resolvers: {
      Query: { projects: () => projects },
      Project: {
        __resolveReference: ({ id }: { id: string }) => projects.find((project) => project.id === id),
        owner: ({ owner }: Project) => ({ username: owner }),
      },
      User: { projects: ({ username }: { username: string }) => projects.filter(({ owner }) => owner === username) },
    },
  });
  const server = createServer(createYoga({ schema, logging: false }));
  return { url: `${await listen(server)}/graphql`, close: () => server.close() };
}

/** Listens on any free port of this machine. */
export async function listen(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
