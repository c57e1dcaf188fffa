import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], users: 30 }, { KESTRA_MAX_PAGE_SIZE: '10' });
});
afterAll(() => facade.close());

test('a list that has grown since it was last seen is read to its end', async () => {
  const newcomers = Array.from({ length: 15 }, (_, index) => `zz-${index + 10}@example.com`);
  await facade.ask('{ kestraUsers { totalCount } }');
  for (const email of newcomers) {
    await facade.ask(`mutation { createKestraUser(input: { email: "${email}" }) { __typename } }`);
  }
  await facade.forgetCalls();

  const fields = newcomers.map((email, index) => `u${index}: kestraUser(by: { username: "${email}" }) { username }`);
  const { data } = await facade.ask<Record<string, { username: string } | null>, never>(`{ ${fields.join(' ')} }`);
  expect(Object.values(data).map((user) => user?.username)).toEqual(newcomers);
  const calls = await facade.calls();
  expect(calls.slice(0, 3).toSorted(), 'as many pages as there were').toEqual([1, 2, 3].map(page));
  expect(calls.slice(3), 'and those that came since').toEqual([4, 5].map(page));
});

const page = (number: number) => `GET /api/v1/users?page=${number}&size=10`;
