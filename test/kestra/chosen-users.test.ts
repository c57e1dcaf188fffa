import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { searches } from '../support/kestra-under-test.ts';

interface Row {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly displayName: string | null;
}
interface Page {
  readonly kestraUsers: { readonly nodes: readonly Row[]; readonly totalCount: number };
}

const users = 450;
const cap = 100;
const document = `query ($filter: KestraUserFilter, $search: String, $orderBy: KestraUserOrder, $offset: Int) {
  kestraUsers(first: 500, offset: $offset, filter: $filter, search: $search, orderBy: $orderBy) {
    totalCount nodes { id userId username displayName }
  }
}`;
const pages = [1, 2, 3, 4, 5].map((page) => `GET /api/v1/users?page=${page}&size=${cap}`);

describe.each([
  ['1.0', 'q'],
  ['2.0', 'filters[q][EQUALS]'],
] as const)('users of Kestra %s by one of several values', (version, search) => {
  let facade: Facade;
  let all: readonly Row[];
  beforeAll(async () => {
    facade = await graphOver(
      { platforms: ['kestra'], kestraVersion: version, users },
      { KESTRA_MAX_PAGE_SIZE: `${cap}` },
    );
    all = (await facade.ask<Page, object>(document)).data.kestraUsers.nodes;
    expect(all).toHaveLength(users);
  });
  afterAll(() => facade.close());

  async function ask(variables: object) {
    await facade.forgetCalls();
    const options = { headers: { 'x-explain': '1' } };
    const { data, errors, extensions } = await facade.ask<Page, object>(document, variables, options);
    expect(errors).toBeUndefined();
    const { cost } = extensions as { cost: { asked: number; actual: number } };
    expect(cost.actual).toBeLessThanOrEqual(cost.asked);
    return data.kestraUsers;
  }
  const some = (length: number) => Array.from({ length }, (_, index) => all[(index * 7 + 7) % users] as Row).reverse();

  test.each([3, 30, 300])('%i usernames, in the order that was asked for', async (length) => {
    const rows = some(length);
    const names = rows.map(({ username }) => username);
    const { nodes, totalCount } = await ask({ filter: { username: { in: [...names, names[0], ''] } } });
    expect(nodes).toEqual(rows);
    expect(totalCount).toBe(length);
    // A server that ignores the search shows so by the first answers, and then the list is read.
    const ignored = searches ? [] : pages;
    const singles = names.map((name) => `GET /api/v1/users?${search}=${name}&page=1&size=${cap}`);
    expect((await facade.calls()).sort()).toEqual((length > 3 ? [...pages] : [...singles, ...ignored]).sort());
  });

  test.each([3, 30, 300])('%i ids, of either kind', async (length) => {
    const rows = some(length);
    const ids = rows.map(({ id, userId }, index) => (index % 2 === 0 ? id : userId));
    const { nodes } = await ask({ filter: { userId: { in: ids } } });
    expect(nodes).toEqual(rows);
    const singles = rows.map(({ userId }) => `GET /api/v1/users/${userId}`);
    expect((await facade.calls()).sort()).toEqual((length > 3 ? [...pages] : singles).sort());
  });

  test('one that nobody has is left out, whatever its case', async () => {
    const [row] = some(1) as [Row];
    const names = ['nobody@example.com', row.username.toUpperCase(), row.username];
    expect(await ask({ filter: { username: { in: names } } })).toEqual({ nodes: [row], totalCount: 1 });
  });

  test.each(['USERNAME', 'DISPLAY_NAME', 'FIRST_NAME', 'LAST_NAME'])('ordered by %s', async (field) => {
    const names = some(5).map(({ username }) => username);
    const asc = await ask({ filter: { username: { in: names } }, orderBy: { field } });
    const calls = await facade.calls();
    // Lists lack first and last names.
    expect(calls).toHaveLength(field.endsWith('T_NAME') ? 10 : 5);
    const desc = await ask({ filter: { username: { in: names } }, orderBy: { field, direction: 'DESC' } });
    expect(asc.nodes).toHaveLength(5);
    expect(desc.nodes.toReversed()).toEqual(asc.nodes);
    const key = field === 'USERNAME' ? 'username' : 'displayName';
    if (!field.endsWith('T_NAME')) {
      const values = asc.nodes.map((row) => row[key] ?? '');
      expect(values).toEqual(values.toSorted());
    }
  });

  test('what a search finds is narrowed by them', async () => {
    const found = (await ask({ search: 'ada' })).nodes;
    const calls = await facade.calls();
    const ids = found.slice(0, 4).map(({ id }) => id);
    const { nodes } = await ask({ search: 'ada', filter: { userId: { in: [...ids.toReversed(), some(1)[0]?.id] } } });
    expect(nodes).toEqual(found.slice(0, 4).toReversed());
    expect((await facade.calls()).length).toBeLessThanOrEqual(calls.length + 1);
  });

  test('none of no values, and no call', async () => {
    expect(await ask({ filter: { userId: { in: [] } } })).toEqual({ nodes: [], totalCount: 0 });
    expect(await facade.calls()).toEqual([]);
  });
});
