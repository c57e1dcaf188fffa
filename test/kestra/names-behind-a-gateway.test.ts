import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { modelPlatform } from '../support/model-platform.ts';

let kestra: Awaited<ReturnType<typeof modelPlatform>>;
let facade: Facade;
beforeAll(async () => {
  kestra = await modelPlatform('kestra');
  facade = await graphOver({ platforms: ['kestra'], users: 3 }, { KESTRA_URL: kestra.url });
});
afterAll(async () => {
  await facade.close();
  await kestra.close();
});

test('a user of the other subgraph has the account that it has in one process', async () => {
  kestra.holds(['Ada@x', 'ADA@x', 'Grace@X'].map((username, index) => ({ id: `id-${index}`, username })));
  const { data, errors } = await facade.ask<
    { _entities: { kestraUser: { username: string } | null }[] },
    { representations: readonly object[] }
  >(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on User { kestraUser { username } } }
    }`,
    { representations: ['Ada@x', 'ada@x', 'grace@x'].map((username) => ({ __typename: 'User', username })) },
  );
  expect(data._entities.map(({ kestraUser }) => kestraUser?.username)).toEqual(['Ada@x', undefined, 'Grace@X']);
  expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['_entities', 1, 'kestraUser'], 'CONFLICT'],
  ]);
});
