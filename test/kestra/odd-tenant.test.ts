import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';

let facade: Facade;
let proxy: Awaited<ReturnType<typeof rewritingProxy>>;
beforeAll(async () => {
  proxy = await rewritingProxy();
  facade = await graphOver({ platforms: ['kestra'], kestraVersion: '2.0', users: 5 }, { KESTRA_URL: proxy.url });
  proxy.forwardTo(facade.sandboxUrl);
});
afterAll(async () => {
  await facade.close();
  await proxy.close();
});

test('a tenant that the platform names by what is no id is the platform’s fault, not the client’s', async () => {
  const { data } = await facade.ask<{ kestraUsers: { nodes: { userId: string }[] } }, object>(
    '{ kestraUsers(first: 1) { nodes { userId } } }',
  );
  const userId = data.kestraUsers.nodes[0]?.userId ?? '';
  proxy.rewrite((answer: object) => ({ ...answer, groups: [{ id: 'g', tenantId: '../me' }] }));
  const { errors } = await facade.ask(`{ kestraUser(by: { userId: "${userId}" }) { groups { groupId name } } }`);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_BAD_RESPONSE']);
});

test.each([
  ['KestraGroup', '{ kestraTenant { it: groups(first: 2) { nodes { id } } } }'],
  ['KestraRole', '{ kestraTenant { it: roles(first: 2) { nodes { id } } } }'],
])('a %s may be the one whose id breaks the contract, and is not said to be absent', async (_, list) => {
  proxy.rewrite();
  const { data } = await facade.ask<{ kestraTenant: { it: { nodes: { id: string }[] } } }, object>(list);
  const ids = data.kestraTenant.it.nodes.map(({ id }) => id);
  expect(ids).toHaveLength(2);
  for (const odd of [{ id: 7 }, { id: undefined }]) {
    proxy.rewrite((answer: object[]) => answer.map((row, index) => (index === 0 ? { ...row, ...odd } : row)));
    const { data: found, errors } = await facade.ask<{ nodes: unknown[] }, object>(
      `{ nodes(ids: ${JSON.stringify(ids)}) { id } }`,
    );
    expect(found.nodes.filter((node) => node === null)).toHaveLength(1);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_BAD_RESPONSE']);
  }
});
