import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { contractVersions } from '../support/versions.ts';

interface Row {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly createdBy: string;
  readonly isLocal: boolean | null;
}
interface Page {
  readonly users: { readonly nodes: readonly Row[]; readonly totalCount: number };
}

const users = 1200;
const document = `query ($filter: UserFilter, $search: String, $orderBy: UserOrder, $first: Int = 500) {
  users(first: $first, filter: $filter, search: $search, orderBy: $orderBy) {
    totalCount nodes { id userId username createdBy isLocal }
  }
}`;
const count = 'GET /api/v1/users/count';
const listed = (query: string, offset: number, limit = 500) =>
  `GET /api/v1/users?${query}${query && '&'}offset=${offset}&limit=${limit}`;
const pages = [0, 500, 1000].map((offset) => listed('sortBy=username&sortOrder=asc', offset));
const order = '&sortBy=username&sortOrder=asc';
const whole = ['GET /api/v1/users'];

describe.each(contractVersions)('users of %s by one of several values', (version) => {
  const hasPages = version !== 'legacy';
  let facade: Facade;
  let all: readonly Row[];
  beforeAll(async () => {
    facade = await graphOver({ version, users });
    all = [];
    for (let offset = 0; offset < users; offset += 500) {
      const page = await facade.ask<Page, object>(document.replace('users(', `users(offset: ${offset}, `));
      all = [...all, ...page.data.users.nodes];
    }
    expect(all).toHaveLength(users);
  });
  afterAll(() => facade.close());

  async function ask(variables: object, asked = document) {
    await facade.forgetCalls();
    const options = { headers: { 'x-explain': '1' } };
    const { data, errors, extensions } = await facade.ask<Page, object>(asked, variables, options);
    expect(errors).toBeUndefined();
    const { cost } = extensions as { cost: { asked: number; actual: number } };
    expect(cost.actual).toBeLessThanOrEqual(cost.asked);
    return data.users;
  }
  const some = (length: number, step = 3) =>
    Array.from({ length }, (_, index) => all[(index * step + 7) % users] as Row).reverse();

  test.each([3, 30, 300])('%i usernames, in the order that was asked for', async (length) => {
    const rows = some(length);
    const names = rows.map(({ username }) => username);
    const { nodes, totalCount } = await ask({ filter: { username: { in: [...names, 'nobody', names[0]] } } });
    expect(nodes).toEqual(rows);
    expect(totalCount).toBe(length);
    const calls = await facade.calls();
    // That nobody has a name is seen where the list ends.
    if (!hasPages) expect(calls).toEqual(whole);
    else if (length > 3) expect(calls.sort()).toEqual([...pages].sort());
    else expect(calls).toEqual([...names, 'nobody'].map((name) => listed(`filterBy=username==${name}`, 0, 1)));
  });

  test.each([3, 30, 300])('%i ids, of either kind', async (length) => {
    const rows = some(length);
    const ids = rows.map(({ id, userId }, index) => (index % 2 === 0 ? id : userId));
    const { nodes } = await ask({ filter: { userId: { in: ids } } });
    expect(nodes).toEqual(rows);
    const calls = await facade.calls();
    if (length === 3) expect(calls).toEqual(rows.map(({ userId }) => `GET /api/v1/users/${userId}`));
    else expect(calls.sort()).toEqual(hasPages ? [...pages].sort() : whole);
  });

  test.each([3, 30, 300])(
    '%i ids or usernames of which nothing but names is wanted, looked up 25 at a call',
    async (length) => {
      const rows = some(length);
      const names = rows.map(({ username }) => username);
      const ids = rows.map(({ userId }) => userId);
      const lookUps = Math.ceil(length / 25);
      for (const [filter, keys, single] of [
        [
          { username: { in: names } },
          names.map((name) => `username==${name}`),
          (key: string) => listed(`filterBy=${key}`, 0, 1),
        ],
        [{ userId: { in: ids } }, ids, (key: string) => `GET /api/v1/users/${key}`],
      ] as const) {
        const { nodes, totalCount } = await ask({ filter }, document.replace('createdBy isLocal', ''));
        expect(nodes).toEqual(rows.map(({ id, userId, username }) => ({ id, userId, username })));
        expect(totalCount).toBe(length);
        const calls = await facade.calls();
        const query = 'username' in filter ? 'filterBy' : 'id';
        if (version === '3.0' && length < 300) {
          const parts = Array.from({ length: lookUps }, (_, part) => keys.slice(part * 25, part * 25 + 25));
          expect(calls).toEqual(parts.map((part) => `GET /api/v1/users-minimal?${query}=${part}`));
        } else if (length === 3 && (hasPages || query === 'id')) expect(calls).toEqual(keys.map(single));
        else if (!hasPages) expect(calls).toEqual(whole);
        else expect(calls.sort()).toEqual([...pages].sort());
      }
    },
  );

  test('creators: the users of each, ordered by username', async () => {
    const byCreator = Map.groupBy(all, ({ createdBy }) => createdBy);
    const creators = [...byCreator.keys()].filter((name) => name !== '').slice(0, 3);
    const { nodes, totalCount } = await ask({ filter: { createdBy: { in: creators } }, first: 20 });
    const expected = all.filter(({ createdBy }) => creators.includes(createdBy));
    expect(nodes).toEqual(expected.slice(0, 20));
    expect(totalCount).toBe(expected.length);
    const calls = await facade.calls();
    const single = (name: string) => listed(`filterBy=createdBy==${name}${order}`, 0);
    expect(calls).toEqual(hasPages ? creators.map(single) : whole);
  });

  test('one value is the condition that the platform has', async () => {
    const [row] = some(1);
    const name = row?.username ?? '';
    expect((await ask({ filter: { username: { in: [name, name] } }, first: 5 })).nodes).toEqual([row]);
    const call = `filterBy=username==${name}`;
    expect((await facade.calls()).sort()).toEqual(
      hasPages ? [`${count}?${call}`, listed(call + order, 0, 5)].sort() : whole,
    );
  });

  test('other conditions hold too, and an order is kept', async () => {
    const rows = some(30);
    const names = rows.map(({ username }) => username);
    const orderBy = { field: 'USERNAME', direction: 'DESC' };
    const { nodes } = await ask({ filter: { username: { in: names }, isLocal: false }, orderBy });
    const expected = rows.filter(({ isLocal }) => isLocal === false).map(({ username }) => username);
    expect(nodes.map(({ username }) => username)).toEqual(expected.sort().reverse());
  });

  test('what a search finds is narrowed by them', async () => {
    const names = all.filter(({ username }) => username.includes('ada.')).map(({ username }) => username);
    const { nodes } = await ask({
      search: 'ada.',
      filter: { username: { in: [...names.slice(0, 5).reverse(), 'bob'] } },
    });
    expect(nodes.map(({ username }) => username)).toEqual(names.slice(0, 5).reverse());
    expect((await facade.calls())[0]).toBe(hasPages ? listed(`search=ada.${order}`, 0) : whole[0]);
  });

  test('none of no values, and no call', async () => {
    expect(await ask({ filter: { createdBy: { in: [] } } })).toEqual({ nodes: [], totalCount: 0 });
    expect(await facade.calls()).toEqual([]);
  });

  test('the id of another type is refused', async () => {
    const id = Buffer.from('Group:platform').toString('base64');
    const { errors } = await facade.ask(document, { filter: { userId: { in: [id] } } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
