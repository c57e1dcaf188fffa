import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../../../test/support/facade.ts';
import { apollo, subgraphOf, theGuild } from '../compose.ts';
import { type Project, startProjects } from '../projects.ts';
import { type Gateway, gateways } from './clients.ts';

const creators = ['ada.lovelace', 'grace.hopper', 'alan.turing', 'tony.hoare'].map((name) => `${name}@example.com`);
const projects: Project[] = Array.from({ length: 100 }, (_, index) => ({
  id: String(index),
  name: `Project ${index}`,
  owner: creators[index % creators.length] ?? '',
}));
const headers = { authorization: 'Bearer sandbox-admin', 'x-request-id': 'from-the-client' };

let facade: Facade;
let supergraph: string;
let stopProjects: () => void;

beforeAll(async () => {
  facade = await graphOver({ users: 2000 });
  const team = await startProjects(projects);
  stopProjects = team.close;
  const subgraphs = [await subgraphOf('runai', `${facade.url}/graphql`), await subgraphOf('projects', team.url)];
  const byApollo = apollo(subgraphs);
  expect(byApollo.errors).toEqual([]);
  expect(byApollo.hints).toEqual([]);
  const byTheGuild = theGuild(subgraphs);
  expect(byTheGuild.errors).toEqual([]);
  supergraph = byTheGuild.supergraph ?? '';
});
afterAll(async () => {
  stopProjects();
  await facade.close();
});

describe.each(gateways)('%s', (_, start) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await start(supergraph);
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    await facade.forgetCalls();
    facade.lines.length = 0;
  });

  test('pages through a list', async () => {
    const { data, errors } = await gateway.ask('{ users(first: 2) { totalCount nodes { username } } }', headers);
    expect(errors).toBeUndefined();
    expect(data?.users).toEqual({
      totalCount: 2000,
      nodes: [{ username: 'abena.amankwah@example.net' }, { username: 'abena.asante@example.com' }],
    });
    expect((await facade.calls()).toSorted()).toEqual([
      'GET /api/v1/users/count',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=2',
    ]);
  });

  test('joins the owners of 100 projects in one _entities call and a REST call for each owner', async () => {
    const { data, errors } = await gateway.ask('{ projects { name owner { userId isLocal } } }', headers);
    expect(errors).toBeUndefined();
    const owners = data?.projects as { owner: { userId: string } }[];
    expect(owners).toHaveLength(100);
    expect(owners.every(({ owner }) => owner.userId.length > 0)).toBe(true);
    expect(facade.lines).toHaveLength(1);
    expect((await facade.calls()).toSorted()).toEqual(
      creators.map((name) => `GET /api/v1/users?filterBy=username==${name}&offset=0&limit=1`).toSorted(),
    );
  });

  test('joins the projects of users, from the key that the facade gives', async () => {
    const document =
      '{ users(first: 3, filter: { username: { contains: "ada." } }) { nodes { username projects { id } } } }';
    const { data, errors } = await gateway.ask(document, headers);
    expect(errors).toBeUndefined();
    const users = data?.users as { nodes: { username: string; projects: unknown[] }[] } | undefined;
    expect(users?.nodes.map(({ username, projects }) => [username, projects.length])).toEqual([
      ['ada.lovelace@example.com', 25],
    ]);
  });

  test('passes errors on with their codes, and keeps the rest', async () => {
    const { data, errors } = await gateway.ask('{ projects { id owner { userId } } }', { 'x-request-id': 'nobody' });
    expect((data?.projects as unknown[])?.length).toBe(100);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(await facade.calls()).toEqual([]);
  });

  test("forwards the request id and the credentials to the platform's own subgraph", async () => {
    await gateway.ask('{ user(by: { username: "nobody@example.com" }) { id } }', headers);
    expect(facade.lines.map((line) => JSON.parse(line).requestId)).toEqual(['from-the-client']);
  });

  test('changes something, with failures as data', async () => {
    const document = 'mutation { createUser(input: { email: "nonsense" }) { __typename ... on Failure { code } } }';
    const { data, errors } = await gateway.ask(document, headers);
    expect(errors).toBeUndefined();
    expect(data?.createUser).toEqual({ __typename: 'ValidationFailure', code: 'BAD_USER_INPUT' });
  });
});
