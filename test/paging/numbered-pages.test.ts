import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver, warmPlans } from '../support/facade.ts';

interface PageCursor {
  readonly page: number;
  readonly cursor: string | null;
  readonly isCurrent: boolean;
}
interface Page {
  readonly nodes: readonly { readonly userId: string }[];
  readonly totalCount?: number;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly pageCursors: {
    readonly first: PageCursor;
    readonly previous: PageCursor | null;
    readonly around?: readonly PageCursor[];
    readonly last?: PageCursor | null;
  };
}

const users = 1995;
const plain = `nodes { userId } startOffset endOffset pageInfo { hasNextPage hasPreviousPage }
  pageCursors { first { ...P } previous { ...P } }`;
const counted = `${plain} totalCount pageCursors { around(pages: $pages) { ...P } last { ...P } }`;
const fragment = 'fragment P on PageCursor { page cursor isCurrent }';

/** How a page at an offset is asked of each platform, and what it costs with the total. */
const platforms = [
  {
    field: 'users',
    page: (offset: number, limit: number) =>
      `GET /api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=${limit}`,
    looks: 1,
    count: ['GET /api/v1/users/count'],
  },
  {
    field: 'kestraUsers',
    page: (offset: number, limit: number) => `GET /api/v1/users?page=${offset / limit + 1}&size=${limit}`,
    looks: 0,
    count: [],
  },
] as const;

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users, platforms: ['runai', 'kestra'] }, warmPlans);
  // From here on a shorter page is known not to have been cut.
  await facade.ask('{ users(first: 500) { nodes { id } } kestraUsers(first: 100) { nodes { id } } }');
});
afterAll(() => facade.close());
beforeEach(() => Promise.all([facade.forgetCalls(), facade.kestra.forgetCalls()]));

describe.each(platforms)('numbered pages of $field', ({ field, page, looks, count }) => {
  const calls = () => (field === 'users' ? facade : facade.kestra).calls();

  async function ask(args: string, fields: string = plain, variables: object = {}): Promise<Page> {
    const pages = fields.includes('$pages') ? '($pages: Int! = 5)' : '';
    const { data, errors } = await facade.ask<Record<string, Page>, object>(
      `query ${pages} { ${field}(${args}) { ${fields} } } ${fragment}`,
      variables,
    );
    expect(errors).toBeUndefined();
    return data[field] as Page;
  }
  const idsOf = ({ nodes }: Page) => nodes.map(({ userId }) => userId);

  test('page 57 of 100 is one call, with its cursors and those of its neighbours', async () => {
    const asked = await ask('first: 20, offset: 1120');
    expect(await calls()).toEqual([page(1120, 20).replace(/limit=20/, `limit=${20 + looks}`)]);
    expect(asked).toMatchObject({
      startOffset: 1120,
      endOffset: 1140,
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
      pageCursors: {
        first: { page: 1, cursor: null, isCurrent: false },
        previous: { page: 56, cursor: expect.any(String), isCurrent: false },
      },
    });
    await Promise.all([facade.forgetCalls(), facade.kestra.forgetCalls()]);
    const { cursor } = asked.pageCursors.previous as PageCursor;
    const previous = await ask(`first: 20, after: "${cursor}"`);
    expect(await calls()).toEqual([page(1100, 20).replace(/limit=20/, `limit=${20 + looks}`)]);
    expect(previous).toMatchObject({ startOffset: 1100, endOffset: 1120 });
    const both = await ask('first: 40, offset: 1100');
    expect([...idsOf(previous), ...idsOf(asked)]).toEqual(idsOf(both));
  });

  test('the pages around one, and the last one, cost what the total costs', async () => {
    const asked = await ask('first: 20, offset: 1120', counted);
    expect((await calls()).sort()).toEqual([page(1120, 20), ...count].sort());
    expect(asked.totalCount).toBe(users);
    const { around = [], last } = asked.pageCursors;
    expect(around.map(({ page }) => page)).toEqual([55, 56, 57, 58, 59]);
    expect(around.map(({ isCurrent }) => isCurrent)).toEqual([false, false, true, false, false]);
    expect(last).toMatchObject({ page: 100, isCurrent: false });
    const end = await ask(`first: 20, after: "${last?.cursor}"`);
    expect(end).toMatchObject({ startOffset: 1980, endOffset: users, pageInfo: { hasNextPage: false } });
  });

  test.each([
    [0, 5, [1, 2, 3, 4, 5]],
    [20, 5, [1, 2, 3, 4, 5]],
    [1960, 5, [96, 97, 98, 99, 100]],
    [1980, 4, [97, 98, 99, 100]],
    [40, 4, [2, 3, 4, 5]],
    [0, 0, []],
    [1120, 1, [57]],
    [100_000, 3, [98, 99, 100]],
  ])('at offset %i, %i pages around are %j', async (offset, pages, expected) => {
    const { pageCursors } = await ask(`first: 20, offset: ${offset}`, counted, { pages });
    expect(pageCursors.around?.map(({ page }) => page)).toEqual(expected);
  });

  test('pages by numbers give every row once, and a page by cursors can be followed by one by its number', async () => {
    const all: string[] = [];
    for (let offset = 0; offset < users; offset += 100) all.push(...idsOf(await ask(`first: 100, offset: ${offset}`)));
    expect(new Set(all).size).toBe(users);
    const { data } = await facade.ask<Record<string, { pageInfo: { endCursor: string } }>, object>(
      `{ ${field}(first: 20, offset: 40) { pageInfo { endCursor } } }`,
    );
    const next = await ask(`first: 20, after: "${data[field]?.pageInfo.endCursor}"`, counted);
    expect(next).toMatchObject({ startOffset: 60, endOffset: 80 });
    expect(idsOf(next)).toEqual(all.slice(60, 80));
    expect(next.pageCursors.around?.map(({ page }) => page)).toEqual([2, 3, 4, 5, 6]);
    const backward = await ask(`last: 20`, counted);
    expect(backward).toMatchObject({ startOffset: users - 20, endOffset: users, totalCount: users });
  });

  test('a page beyond the end is empty, and tells that rows precede it', async () => {
    const beyond = await ask('first: 20, offset: 5000');
    expect(beyond).toMatchObject({
      nodes: [],
      startOffset: 5000,
      endOffset: 5000,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  test('offsets alone read nothing', async () => {
    const document = `{ ${field}(first: 20, offset: 40) { startOffset pageCursors { previous { page } } } }`;
    const { data } = await facade.ask(document);
    expect(data).toEqual({ [field]: { startOffset: 40, pageCursors: { previous: { page: 2 } } } });
    expect(await calls()).toEqual([]);
  });

  test.each([
    ['offset: 20, last: 5', 'Give "offset" with "first" alone: it says where the page starts.'],
    ['offset: -1', '"offset" may not be negative.'],
  ])('%s is refused', async (args, message) => {
    const { errors } = await facade.ask(`{ ${field}(${args}) { nodes { id } } }`);
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await calls()).toEqual([]);
  });

  test('a number of pages that is out of bounds is refused', async () => {
    const { data, errors } = await facade.ask(`{ ${field} { pageCursors { around(pages: -1) { page } } } }`);
    expect(data).toEqual({ [field]: { pageCursors: { around: null } } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('an empty list has no last page, and nothing precedes a page of it', async () => {
  const fields = 'endOffset pageInfo { hasPreviousPage } pageCursors { last { page } around { page } }';
  const { data } = await facade.ask(`{ users(search: "nobody at all", offset: 20) { ${fields} } }`);
  const pages = { last: null, around: [] };
  expect(data).toEqual({ users: { endOffset: 20, pageInfo: { hasPreviousPage: false }, pageCursors: pages } });
});
