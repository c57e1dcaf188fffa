import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';

/* Of a list that is read whole, rows are found in its text. However a platform writes it, the same are found. */

interface Row {
  readonly id: string;
  readonly username: string;
  readonly createdBy: string;
  readonly groups: readonly string[] | null;
}

let facade: Facade;
let proxy: Awaited<ReturnType<typeof rewritingProxy>>;
let everybody: readonly Row[];
beforeAll(async () => {
  proxy = await rewritingProxy();
  facade = await graphOver({ version: '2.22', users: 60 }, { RUNAI_URL: proxy.url });
  proxy.forwardTo(facade.sandboxUrl);
  // Its length is known from here on, and not counted again.
  await facade.ask('{ users { totalCount } }');
  everybody = (await readPlatform<Row[]>(facade, '/api/v1/users?sortBy=username&sortOrder=asc&limit=500')) ?? [];
});
afterAll(async () => {
  await facade.close();
  await proxy.close();
});
beforeEach(async () => {
  proxy.rewrite();
  proxy.writeAs();
  await facade.forgetCalls();
});

const turned = (row: object, index: number) =>
  index % 2 === 0 ? row : Object.fromEntries(Object.entries(row).reverse());
const ofRows = (change: (row: object, index: number) => unknown) => () =>
  proxy.rewrite((answer: unknown) => (Array.isArray(answer) ? answer.map(change) : answer));

test.each<[string, () => void]>([
  ['without white space', () => undefined],
  ['on many lines', () => proxy.writeAs((answer) => JSON.stringify(answer, undefined, 2))],
  ['with a line feed at its end', () => proxy.writeAs((answer) => `${JSON.stringify(answer)}\n`)],
  ['with a space after each mark', () => proxy.writeAs((answer) => JSON.stringify(answer).replaceAll(',"', ', "'))],
  ['with escapes', () => proxy.writeAs((answer) => JSON.stringify(answer).replaceAll('@', '\\u0040'))],
  ['with objects in rows', ofRows((row) => ({ ...row, last: { id: 'x' } }))],
  ['with rows in rows', ofRows((row) => ({ ...row, others: everybody.slice(0, 2) }))],
  ['with braces in texts', ofRows((row) => ({ ...row, note: '},{"id":"x"}' }))],
  ['with the names of each row in an order of its own', ofRows(turned)],
])('a list %s is read like any other', async (_, prepare) => {
  prepare();
  const wanted = everybody.slice(20, 50);
  const [group = ''] = wanted.flatMap(({ groups }) => groups ?? []);
  const { data, errors } = await facade.ask<Record<string, unknown>, object>(
    `query ($group: String!) {
      ${wanted.map(({ id }, place) => `u${place}: user(by: { userId: "${id}" }) { username createdBy }`).join('\n')}
      group(by: { name: $group }) { members(first: 100) { nodes { userId } } }
    }`,
    { group },
  );
  expect(errors).toBeUndefined();
  const { group: found, ...users } = data;
  expect(Object.values(users)).toEqual(wanted.map(({ username, createdBy }) => ({ username, createdBy })));
  expect(found).toEqual({
    members: {
      nodes: everybody.filter(({ groups }) => groups?.includes(group)).map(({ id: userId }) => ({ userId })),
    },
  });
  expect((await facade.calls()).filter((call) => call.startsWith('GET /api/v1/users?'))).toEqual([
    'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=500',
    // No longer page was ever seen: whether this one was cut is looked at.
    'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=60&limit=500',
  ]);
});
