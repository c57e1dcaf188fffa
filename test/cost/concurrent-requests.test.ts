import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

/* What one request learns of a list must change neither the price nor the plans of another that has been priced. */

const admin = { authorization: 'Bearer sandbox-admin' };
const end = '{ users(first: 20, offset: 15) { nodes { userId } pageInfo { hasNextPage } } }';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 30 });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

type Page = { users: { nodes: { userId: string }[]; pageInfo: { hasNextPage: boolean } } };
const ask = (token: string) => facade.ask<Page, object>(end, {}, { token, headers: { 'x-explain': '1' } });

test('a price that follows from what others knew of a list is not that of these credentials', async () => {
  // A page of 25 was seen: one of 21 is not cut where nobody knows how long the list is.
  await facade.ask('{ users(first: 25) { nodes { id } } }', {}, { token: 'sandbox-viewer' });
  expect((await ask('sandbox-viewer')).extensions?.cost).toEqual({ asked: 1, actual: 1 });
});

test('a length that another request learns meanwhile is not what a request plans by', async () => {
  await facade.misbehave({ operationId: 'get_users', times: 1, latencyMs: 400 });
  const slow = ask('sandbox-admin');
  await facade.ask('{ users { totalCount } }');
  const [last] = (await (
    await request(`${facade.sandboxUrl}/api/v1/users?offset=29&limit=1`, { headers: admin })
  ).body.json()) as {
    id: string;
  }[];
  await (
    await request(`${facade.sandboxUrl}/api/v1/users/${last?.id}`, { method: 'DELETE', headers: admin })
  ).body.dump();
  const { data, extensions } = await slow;
  expect(data.users.nodes).toHaveLength(14);
  expect(data.users.pageInfo.hasNextPage).toBe(false);
  expect(extensions?.cost).toEqual({ asked: 1, actual: 1 });
});

test('a document that was priced for those who do not know the length is priced anew for those who do', async () => {
  await facade.ask('{ users { totalCount } }');
  expect((await ask('sandbox-admin')).extensions?.cost).toEqual({ asked: 2, actual: 1 });
  // Its first page ended at 30, where the list now ends sooner.
  expect((await ask('sandbox-viewer')).extensions?.cost).toEqual({ asked: 2, actual: 2 });
});
