import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startKestra } from '../../../src/sandbox/kestra.ts';
import { type Sandbox, startRunai } from '../../../src/sandbox/runai.ts';
import { apollo, type Subgraph, subgraphOf, theGuild } from '../compose.ts';
import { type FacadeProcess, startFacade } from '../facade.ts';
import { exampleProjects, startProjects } from '../projects.ts';
import { type Gateway, gateways } from './clients.ts';

/** Two tokens that the sandboxes tell apart, so that their logs show which of them came. */
const headers = { authorization: 'Bearer sandbox-admin', 'kestra-authorization': 'Bearer sandbox-viewer' };

let runai: Sandbox;
let kestra: Sandbox;
let facades: FacadeProcess[];
let closeProjects: () => void;
let subgraphs: Subgraph[];
let supergraph: string;

beforeAll(async () => {
  [runai, kestra] = await Promise.all([startRunai({ users: 200, version: '2.24' }), startKestra({ users: 200 })]);
  const [ofRunai, ofKestra] = await Promise.all([
    startFacade('runai', { RUNAI_URL: runai.url }),
    startFacade('kestra', { KESTRA_URL: kestra.url }),
  ]);
  facades = [ofRunai, ofKestra];
  const projects = await startProjects(exampleProjects);
  closeProjects = projects.close;
  subgraphs = [
    await subgraphOf('runai', ofRunai.url),
    await subgraphOf('kestra', ofKestra.url),
    await subgraphOf('projects', projects.url),
  ];
  supergraph = theGuild(subgraphs).supergraph ?? '';
});
afterAll(async () => {
  for (const facade of facades) facade.stop();
  closeProjects();
  await Promise.all([runai.close(), kestra.close()]);
});

/** What a sandbox served since it was last asked: how often, and with which tokens. */
async function served(sandbox: Sandbox) {
  const url = `${sandbox.url}/__sandbox/calls`;
  const calls = (await (await fetch(url)).json()) as { operationId: string; token: string }[];
  await fetch(url, { method: 'DELETE' });
  return {
    operations: calls.map(({ operationId }) => operationId),
    tokens: [...new Set(calls.map(({ token }) => token))],
  };
}

const of = <Value>(data: Record<string, unknown> | null, name: string) => data?.[name] as Value;

describe('composition', () => {
  test("Apollo's has neither an error nor a hint", () => {
    const { errors, hints } = apollo(subgraphs);
    expect({ errors, hints }).toEqual({ errors: [], hints: [] });
  });

  test.each([
    ["Apollo's", () => apollo(subgraphs)],
    ["The Guild's", () => theGuild(subgraphs)],
  ])('%s hands on what fields cost', (_, compose) => {
    const supergraph = (compose().supergraph ?? '').replaceAll(/\s+/g, ' ');
    const [users] = /\): UserConnection @[^{}]*?@listSize\([^)]*\)/.exec(supergraph) ?? [];
    expect(users).toMatch(/@cost\(weight: \d+\)/);
    expect(users).toMatch(/assumedSize: 20.*slicingArguments: \["first", "last"\].*sizedFields: \["edges", "nodes"\]/);
    expect(supergraph).toMatch(/ creator: User @[^{}]*?@cost\(weight: \d+\)/);
  });

  test("beside another team's Relay graph, with a node of its own, neither composer complains", () => {
    const sdl = `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
      interface Node { id: ID! }
      type PageInfo @shareable {
        hasNextPage: Boolean!
        hasPreviousPage: Boolean!
        startCursor: String
        endCursor: String
      }
      type Query {
        node(id: ID!): Node
        nodes(ids: [ID!]!): [Node]!
        invoices(first: Int, after: String): InvoiceConnection!
      }
      type InvoiceConnection { edges: [InvoiceEdge!]! pageInfo: PageInfo! }
      type InvoiceEdge { cursor: String! node: Invoice! }
      type Invoice implements Node @key(fields: "id") { id: ID! payer: User }
      type User @key(fields: "userId", resolvable: false) { userId: ID! }`;
    const all = [...subgraphs, { name: 'invoices', url: 'http://127.0.0.1:1/graphql', sdl }];
    expect(apollo(all).errors).toEqual([]);
    expect(theGuild(all).errors).toEqual([]);
  });

  test("The Guild's has no error", () => {
    expect(theGuild(subgraphs).errors).toEqual([]);
  });
});

describe.each(gateways)('%s', (_, start) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await start(supergraph);
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    await served(runai);
    await served(kestra);
  });

  test("joins a Run:ai user's Kestra account, and each platform sees its own token only", async () => {
    const document = `{
      users(first: 3) { nodes { username kestraUser { userId username } } }
      grace: user(by: { username: "grace.hopper@example.com" }) { kestraUser { username } }
      hedy: user(by: { username: "hedy.lamarr@example.com" }) { kestraUser { username } }
    }`;
    const { data, errors } = await gateway.ask(document, headers);
    const { nodes } = of<{ nodes: { username: string; kestraUser: { username: string } | null }[] }>(data, 'users');
    expect(nodes.map(({ username, kestraUser }) => [username, kestraUser?.username])).toEqual([
      ['ada.lovelace@example.com', 'ada.lovelace@example.com'],
      ['adaeze.amankwah@example.com', 'adaeze.amankwah@example.com'],
      ['aditya.deshpande@example.com', 'aditya.deshpande@example.com'],
    ]);
    expect([data?.grace, data?.hedy]).toEqual([
      { kestraUser: { username: 'Grace.Hopper@example.com' } },
      { kestraUser: null },
    ]);
    expect(errors).toBeUndefined();
    expect((await served(runai)).tokens).toEqual(['admin']);
    expect((await served(kestra)).tokens).toEqual(['viewer']);
  });

  test("joins a Kestra user's Run:ai account, in whatever letters", async () => {
    const document = '{ kestraUsers(first: 4) { nodes { username user { userId username lastLoginAt } } } }';
    const { data, errors } = await gateway.ask(document, headers);
    expect(errors).toBeUndefined();
    const { nodes } = of<{ nodes: { user: { userId: string } | null }[] }>(data, 'kestraUsers');
    expect(nodes).toHaveLength(4);
    expect(nodes.every(({ user }) => user?.userId)).toBe(true);
  });

  test('joins three subgraphs in one document', async () => {
    const document = '{ projects { name owner { userId kestraUser { displayName } } } }';
    const { data, errors } = await gateway.ask(document, headers);
    const [first] = of<{ owner: { kestraUser: { displayName: string } } }[]>(data, 'projects');
    expect(first?.owner.kestraUser.displayName).toBe('Ada Lovelace');
    expect(errors).toBeUndefined();
  });

  test('a client without credentials for one platform gets the other', async () => {
    const { authorization } = headers;
    const document = '{ user(by: { username: "ada.lovelace@example.com" }) { userId kestraUser { userId } } }';
    const { data, errors } = await gateway.ask(document, { authorization });
    expect(of<{ kestraUser: null }>(data, 'user').kestraUser).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect((await served(kestra)).operations).toEqual([]);
  });
});
