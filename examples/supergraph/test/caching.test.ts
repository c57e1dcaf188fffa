import responseCachePlugin from '@apollo/server-plugin-response-cache';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../../../test/support/facade.ts';
import { apollo, subgraphOf } from '../compose.ts';
import { type ClientContext, loadApollo } from '../gateways.ts';

const page = '{ users(first: 2) { nodes { username } } }';
const admin = { authorization: 'Bearer sandbox-admin' };
const viewer = { authorization: 'Bearer sandbox-viewer' };
const pageCall = 'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=2';

let facade: Facade;
let gateway: Awaited<ReturnType<typeof loadApollo>>;

beforeAll(async () => {
  facade = await graphOver({ users: 20 }, { CACHE_TTL_MS: '60000' });
  const { supergraph = '' } = apollo([await subgraphOf('runai', `${facade.url}/graphql`)]);
  gateway = await loadApollo(supergraph, [
    responseCachePlugin<ClientContext>({
      sessionId: ({ contextValue }) => Promise.resolve(contextValue.headers.authorization ?? null),
    }),
  ]);
});
afterAll(async () => {
  await gateway.close();
  await facade.close();
});
beforeEach(async () => {
  facade.lines.length = 0;
  await facade.forgetCalls();
});

test('a gateway keeps answers for those who asked, and says so, by the header of the facade alone', async () => {
  const first = await gateway.execute(page, admin);
  const second = await gateway.execute(page, admin);
  expect(second).toEqual(first);
  expect(first.cacheControl).toBe('max-age=59, private');
  expect(facade.lines, 'the facade is asked once').toHaveLength(1);
  expect((await gateway.ask(page, viewer)).data).toEqual(first.result.data);
  expect(await facade.calls()).toEqual([pageCall, pageCall]);
});

test('a gateway keeps no answer that is not whole', async () => {
  const broken = '{ users(first: 2) { nodes { username } } user(by: { userId: ".." }) { id } }';
  for (let count = 1; count <= 2; count++) {
    expect((await gateway.execute(broken, admin)).cacheControl).toBe('no-store');
    expect(facade.lines).toHaveLength(count);
  }
});
